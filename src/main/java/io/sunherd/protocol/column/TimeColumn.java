package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time of the day, {@code hhmm} on the wire, {@code hh:mm} in a reading. */
final class TimeColumn extends TokenColumn {
  private static final Pattern FORM = Pattern.compile("([01]\\d|2[0-3])[0-5]\\d|2400");

  private final Field field;

  TimeColumn(Field field) {
    this.field = field;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  protected boolean fits(String token) {
    return FORM.matcher(token).matches();
  }

  @Override
  protected void decode(String token, Values into) {
    if (fits(token)) {
      into.put(field.key(), token.substring(0, 2) + ":" + token.substring(2));
    } else {
      into.unreadable(field.key(), token);
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return Objects.toString(values.get(field.key()), "----").replace(":", "");
  }
}
