package io.sunherd.protocol.pi17;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Inference;
import io.sunherd.protocol.field.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PI17: the values of a battery management in a reply that no document has (PI17.md 2): commas and
 * blanks stand between them as it comes. Of the one reply that is known, this reads what its digits
 * show; the current is told as sent only, as no reply shows which sign is charging.
 */
final class Pi17Bms implements Inference {
  /** The key of the reply as it came. */
  static final String RAW = "raw";

  private static final Pattern GAP = Pattern.compile("[, ]");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");
  private static final String START = "BMS";

  /** A value by its place. */
  private record Place(int at, double perUnit, Field field) {}

  private static final List<Place> PLACES =
      List.of(
          volts(0, "battery_voltage", "Battery voltage of the management"),
          new Place(
              1, 1, Field.measured("battery_capacity", "Battery capacity", Field.Type.WHOLE, "%")),
          volts(4, "cv_voltage", "Bulk voltage demanded"),
          volts(5, "float_voltage", "Float voltage demanded"),
          volts(9, "cut_off_voltage", "Cut-off voltage demanded"));

  private static Place volts(int at, String key, String title) {
    return new Place(at, 10, Field.measured(key, title, Field.Type.DECIMAL, "V"));
  }

  @Override
  public List<Field> fields() {
    return PLACES.stream().map(Place::field).toList();
  }

  @Override
  public void draw(Values values) {
    List<String> tokens = tokens(values.get(RAW));
    for (Place place : PLACES) {
      values.put(place.field().key(), value(tokens, place));
    }
  }

  private static List<String> tokens(@Nullable Object raw) {
    String text = raw == null ? "" : raw.toString();
    return text.startsWith(START)
        ? new ArrayList<>(List.of(GAP.split(text.substring(START.length()), -1)))
        : List.of();
  }

  /** The value at a place; null where something else stands there, or a share above the whole. */
  private static @Nullable Object value(List<String> tokens, Place place) {
    String token = place.at() < tokens.size() ? tokens.get(place.at()) : "";
    if (!DIGITS.matcher(token).matches()) {
      return null;
    }
    int number = Integer.parseInt(token);
    boolean isShare = place.field().type() == Field.Type.WHOLE;
    if (isShare) {
      return number <= 100 ? (Object) number : null;
    }
    return number / place.perUnit();
  }
}
