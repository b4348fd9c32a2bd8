package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of two digits and twenty characters (eighteen in PI17's first document), of which that
 * many are the serial number and the rest is filler: as one token (QSID, ID) or as two (PRI). In
 * two a unit that is not there has nothing, or zeros alone, its length included.
 */
public final class LongSerialColumn implements Column {
  private static final int DIGITS = 20;
  private static final Pattern FORM = Pattern.compile("(0[1-9]|1\\d|20)[0-9A-Za-z]{18,20}");

  private static final Pattern NOBODY = Pattern.compile("000*");

  private static final Field SERIAL = Field.of("serial_number", "Serial number", Field.Type.TEXT);
  private static final Field PADDING = Field.of("padding", "Filler", Field.Type.TEXT).internal();

  private final Field length;
  private final int width;

  private LongSerialColumn(String lengthKey, int width) {
    this.length = Field.of(lengthKey, "Digits of the serial number", Field.Type.WHOLE).internal();
    this.width = width;
  }

  /** The length, the number and its filler in one token. */
  public static Column oneToken() {
    return new LongSerialColumn("valid_length", 1);
  }

  /** The length in a token of its own before the number. */
  public static Column twoTokens() {
    return new LongSerialColumn("serial_length", 2);
  }

  @Override
  public List<Field> fields() {
    return width == 1 ? List.of(length, SERIAL, PADDING) : List.of(length, SERIAL);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int misfits(List<String> tokens) {
    String digits = String.join("", tokens);
    return fits(digits) || isNobody(digits) ? 0 : tokens.size();
  }

  private boolean isNobody(String digits) {
    return width == 2 && (Values.absent(digits) || NOBODY.matcher(digits).matches());
  }

  private static boolean fits(String digits) {
    return FORM.matcher(digits).matches()
        && Integer.parseInt(digits.substring(0, 2)) <= digits.length() - 2;
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    String digits = String.join("", tokens);
    if (!fits(digits)) {
      fields().forEach(field -> into.put(field.key(), null));
      if (!Values.absent(digits) && !isNobody(digits)) {
        into.unknown(SERIAL.key(), digits);
      }
      return;
    }
    int valid = Integer.parseInt(digits.substring(0, 2));
    into.put(length.key(), valid);
    into.put(SERIAL.key(), digits.substring(2, 2 + valid));
    if (width == 1) {
      into.put(PADDING.key(), digits.substring(2 + valid));
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    String serial = Objects.toString(values.get(SERIAL.key()), "");
    String filler = "0".repeat(DIGITS - serial.length());
    return new NumberForm(2, 0).write(serial.length()) + (width == 1 ? "" : " ") + serial + filler;
  }
}
