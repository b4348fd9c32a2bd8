package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A token of any form, kept as it came; an empty one stays an empty text. */
final class VerbatimColumn implements Column {
  private final Field field;

  VerbatimColumn(Field field) {
    this.field = field;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public int misfits(List<String> tokens) {
    return 0;
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    into.put(field.key(), tokens.isEmpty() ? null : tokens.get(0));
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return Objects.toString(values.get(field.key()), "");
  }
}
