package io.sunherd.protocol.pi30;

import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.column.NumberForm;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Colours of the LED bar, nine digits each, with or without spaces between them. */
final class ColorsColumn implements Column {
  private static final int DIGITS = 9;

  private static final Field COLORS =
      Field.of("colors_rgb", "Colours, red, green and blue of each", Field.Type.LIST).internal();

  @Override
  public List<Field> fields() {
    return List.of(COLORS);
  }

  @Override
  public int misfits(List<String> tokens) {
    return fits(String.join("", tokens)) ? 0 : tokens.size();
  }

  private static boolean fits(String digits) {
    return digits.matches("(\\d{9}){2,3}");
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    String digits = String.join("", tokens);
    if (!fits(digits)) {
      into.unreadable(COLORS.key(), digits);
      return;
    }
    List<List<Integer>> colors = new ArrayList<>();
    for (int i = 0; i < digits.length(); i += DIGITS) {
      colors.add(
          List.of(part(digits, i), part(digits, i + DIGITS / 3), part(digits, i + 2 * DIGITS / 3)));
    }
    into.put(COLORS.key(), List.copyOf(colors));
  }

  private static Integer part(String digits, int from) {
    return Integer.valueOf(digits.substring(from, from + DIGITS / 3));
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    NumberForm form = new NumberForm(DIGITS / 3, 0);
    if (!(values.get(COLORS.key()) instanceof List<?> colors)) {
      return "-";
    }
    return colors.stream()
        .flatMap(color -> color instanceof List<?> rgb ? rgb.stream() : List.of().stream())
        .map(part -> form.write(part instanceof Number number ? number.doubleValue() : 0))
        .collect(Collectors.joining());
  }
}
