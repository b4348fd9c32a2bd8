package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number is too high to be the quantity that its column is named for. Read only, never
 * written.
 */
final class AboveColumn extends TokenColumn {
  private final Field field;
  private final double limit;

  AboveColumn(Field field, double limit) {
    this.field = field;
    this.limit = limit;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  protected boolean fits(String token) {
    return !Double.isNaN(NumberForm.read(token));
  }

  @Override
  protected void decode(String token, Values into) {
    into.put(field.key(), fits(token) ? NumberForm.read(token) > limit : null);
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    throw new IllegalStateException(field.key() + " is a second reading of another column.");
  }
}
