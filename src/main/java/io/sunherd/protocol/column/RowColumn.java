package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns of one token each that are declared together, such as a value of three phases. */
record RowColumn(List<Column> columns) implements Column {

  RowColumn {
    columns = List.copyOf(columns);
  }

  @Override
  public List<Field> fields() {
    return columns.stream().flatMap(column -> column.fields().stream()).toList();
  }

  @Override
  public int width() {
    return columns.size();
  }

  @Override
  public int misfits(List<String> tokens) {
    int misfits = 0;
    for (int i = 0; i < tokens.size(); i++) {
      misfits += columns.get(i).misfits(tokens.subList(i, i + 1));
    }
    return misfits;
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    for (int i = 0; i < columns.size(); i++) {
      List<String> own = i < tokens.size() ? tokens.subList(i, i + 1) : List.of();
      columns.get(i).decode(own, into);
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return columns.stream().map(column -> column.encode(values)).collect(Collectors.joining(" "));
  }
}
