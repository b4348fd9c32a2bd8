package io.sunherd.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several whole numbers of one kind in a row, or raw tokens where the meaning is not known. */
final class ListColumn implements Column {
  private final Field field;
  private final @Nullable NumberForm form;
  private final int width;

  /**
   * A list column.
   *
   * @param form the spelling of each number; null keeps the tokens as they are
   * @param width how many tokens, or {@link Column#REST}
   */
  ListColumn(Field field, @Nullable String form, int width) {
    this.field = field;
    this.form = form == null ? null : NumberForm.of(form);
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
    if (form == null) {
      return 0;
    }
    return (int) tokens.stream().filter(token -> !exact(token) && !Values.absent(token)).count();
  }

  private boolean exact(String token) {
    return form != null && form.fits(token) && token.length() == form.whole();
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    if (tokens.isEmpty()) {
      into.put(field.key(), null);
      return;
    }
    List<@Nullable Object> items = new ArrayList<>();
    for (String token : tokens) {
      double number = form == null ? Double.NaN : NumberForm.read(token);
      if (form != null && Double.isNaN(number)) {
        into.unknown(field.key(), token);
      }
      items.add(form == null ? token : Double.isNaN(number) ? null : (Object) (int) number);
    }
    into.put(field.key(), java.util.Collections.unmodifiableList(items));
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    Object items = values.get(field.key());
    return items instanceof List<?> list
        ? list.stream().map(this::write).collect(Collectors.joining(" "))
        : "-";
  }

  private String write(@Nullable Object item) {
    return form != null && item instanceof Number number
        ? form.write(number.doubleValue())
        : String.valueOf(item);
  }
}
