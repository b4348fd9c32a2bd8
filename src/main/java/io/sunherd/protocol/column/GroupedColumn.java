package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.FieldGroup;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column whose fields stand in a group. */
record GroupedColumn(Column column, FieldGroup group) implements Column {

  @Override
  public List<Field> fields() {
    return column.fields().stream().map(field -> field.in(group)).toList();
  }

  @Override
  public int width() {
    return column.width();
  }

  @Override
  public int misfits(List<String> tokens) {
    return column.misfits(tokens);
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    column.decode(tokens, into);
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return column.encode(values);
  }
}
