package io.sunherd.protocol.pi18;

import io.sunherd.protocol.column.TokenColumn;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of five digits without its dot: 05220 is 52.20, and only zeros stand for a processor
 * that is not fitted. A version of any other form is kept as it came.
 */
final class PackedVersionColumn extends TokenColumn {
  private static final Pattern PACKED = Pattern.compile("(?=\\d{5}$)0*(\\d+)(\\d{2})");

  private final Field field;

  PackedVersionColumn(String key, String title) {
    this.field = Field.of(key, title, Field.Type.TEXT);
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  protected boolean fits(String token) {
    return true;
  }

  @Override
  protected void decode(String token, Values into) {
    Matcher packed = PACKED.matcher(token);
    if (token.chars().allMatch(digit -> digit == '0')) {
      into.put(field.key(), null);
    } else {
      into.put(field.key(), packed.matches() ? packed.group(1) + "." + packed.group(2) : token);
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return Objects.toString(values.get(field.key()), "-").replace(".", "");
  }
}
