package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One token read in more than one way; the first way is the one that is written. */
record ManyColumn(Column first, List<Column> also) implements Column {

  ManyColumn {
    also = List.copyOf(also);
  }

  @Override
  public List<Field> fields() {
    return Stream.concat(Stream.of(first), also.stream())
        .flatMap(c -> c.fields().stream())
        .toList();
  }

  @Override
  public int width() {
    return first.width();
  }

  @Override
  public int misfits(List<String> tokens) {
    return first.misfits(tokens);
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    first.decode(tokens, into);
    for (Column column : also) {
      column.decode(tokens, into);
    }
    List<String> numbers = fields().stream().filter(Field::isNumber).map(Field::key).toList();
    if (also.stream().anyMatch(AboveColumn.class::isInstance)) {
      numbers.forEach(into::credible); // what is too high has a meaning of its own
    } else {
      numbers.forEach(key -> into.doubtfulWith(key, numbers));
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return first.encode(values);
  }
}
