package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tokens kept as they came, in a reply of which only the shape is known. */
final class RawColumn implements Column {
  private final Field field;
  private final Pattern form;
  private final int width;

  /**
   * A raw column.
   *
   * @param form what all tokens together look like, single spaces between them
   * @param width how many tokens, or {@link Column#REST}
   */
  RawColumn(Field field, String form, int width) {
    this.field = field;
    this.form = Pattern.compile(form);
    this.width = width;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int misfits(List<String> tokens) {
    return form.matcher(String.join(" ", tokens)).matches() ? 0 : tokens.size();
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    into.put(field.key(), tokens.isEmpty() ? null : List.copyOf(tokens));
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return values.get(field.key()) instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
        : "-";
  }
}
