package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One token read in more than one way; the first way is the one that is written. One way is for
 * people, the others tell the same to programs: the one with words; else the last one of several
 * alike, for it has the name that other families have, too; else the first one.
 */
final class ManyColumn implements Column {
  private final Column first;
  private final List<Column> also;
  private final List<Field> fields;

  /** Ways to read one token. */
  ManyColumn(Column first, List<Column> also) {
    this.first = first;
    this.also = List.copyOf(also);
    List<Column> ways =
        Stream.concat(Stream.of(first), also.stream()).filter(way -> !isExtra(way)).toList();
    Column shown = shown(ways);
    Field better = shown.fields().get(0);
    fields =
        Stream.concat(Stream.of(first), also.stream())
            .flatMap(
                way ->
                    way.fields().stream()
                        .map(f -> way == shown || isExtra(way) ? f : f.twinOf(better)))
            .toList();
  }

  private static Column shown(List<Column> ways) {
    Column last = ways.get(ways.size() - 1);
    return ways.stream().allMatch(way -> isAlike(way, last)) || last instanceof ChoiceColumn
        ? last
        : ways.get(0);
  }

  private static boolean isAlike(Column one, Column other) {
    Field mine = one.fields().get(0);
    Field its = other.fields().get(0);
    boolean isSameType = mine.isNumber() ? its.isNumber() : mine.type() == its.type();
    return isSameType && Objects.equals(mine.unit(), its.unit());
  }

  /** Whether it tells something else, of its own. */
  private static boolean isExtra(Column column) {
    return column instanceof AboveColumn;
  }

  @Override
  public List<Field> fields() {
    return fields;
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
