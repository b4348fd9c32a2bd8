package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole number in two tokens: its direction, 1 for plus and 0 for minus, and its size. */
final class DirectedColumn implements Column {
  private final Field field;
  private final NumberForm form;

  DirectedColumn(Field field, String form) {
    this.field = field;
    this.form = NumberForm.of(form);
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public int misfits(List<String> tokens) {
    return fits(tokens) || tokens.stream().allMatch(Values::absent) ? 0 : tokens.size();
  }

  private boolean fits(List<String> tokens) {
    return tokens.size() == 2 && tokens.get(0).matches("[01]") && form.fits(tokens.get(1));
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    if (fits(tokens)) {
      int size = (int) NumberForm.read(tokens.get(1));
      into.put(field.key(), tokens.get(0).equals("0") ? -size : size);
    } else if (tokens.stream().allMatch(Values::absent)) {
      into.put(field.key(), null);
    } else {
      into.unreadable(field.key(), List.copyOf(tokens));
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    double value = values.get(field.key()) instanceof Number number ? number.doubleValue() : 0;
    return (value < 0 ? "0 " : "1 ") + form.write(Math.abs(value));
  }
}
