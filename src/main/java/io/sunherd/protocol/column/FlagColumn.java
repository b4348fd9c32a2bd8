package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A single digit that is on or off. */
final class FlagColumn extends TokenColumn {
  private final Field field;
  private final String on;
  private final String off;

  FlagColumn(Field field, String on, String off) {
    this.field = field;
    this.on = on;
    this.off = off;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  protected boolean fits(String token) {
    return token.equals(on) || token.equals(off);
  }

  @Override
  protected void decode(String token, Values into) {
    if (fits(token)) {
      into.put(field.key(), token.equals(on));
    } else {
      into.unreadable(field.key(), token);
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    Object value = values.get(field.key());
    if (value == null && values.containsKey(field.key())) {
      return "-";
    }
    return Boolean.TRUE.equals(value) ? on : off;
  }
}
