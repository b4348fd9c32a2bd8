package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several whole numbers of one kind and width in a row. */
final class ListColumn implements Column {
  private final Field field;
  private final NumberForm form;
  private final int width;

  /**
   * A list column.
   *
   * @param form the spelling of each number
   * @param width how many tokens, or {@link Column#REST}
   */
  ListColumn(Field field, String form, int width) {
    this.field = field;
    this.form = NumberForm.of("=" + form);
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
    return (int)
        tokens.stream().filter(token -> !form.fits(token) && !Values.absent(token)).count();
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    if (tokens.isEmpty()) {
      into.put(field.key(), null);
      return;
    }
    List<@Nullable Object> items = new ArrayList<>();
    for (String token : tokens) {
      double number = NumberForm.read(token);
      if (Double.isNaN(number)) {
        into.unknown(field.key(), token);
      }
      items.add(Double.isNaN(number) ? null : (Object) (int) number);
    }
    into.put(field.key(), Collections.unmodifiableList(items));
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return values.get(field.key()) instanceof List<?> list
        ? list.stream()
            .map(item -> form.write(item instanceof Number number ? number.doubleValue() : 0))
            .collect(Collectors.joining(" "))
        : "-";
  }
}
