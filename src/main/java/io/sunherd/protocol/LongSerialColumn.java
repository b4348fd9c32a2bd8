package io.sunherd.protocol;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The 22 digits of QSID: a length, that many digits of serial number, filler. */
final class LongSerialColumn extends TokenColumn {
  private static final int DIGITS = 20;

  private static final Field LENGTH =
      Field.of("valid_length", "Digits of the serial number", Field.Type.WHOLE);
  private static final Field SERIAL = Field.of("serial_number", "Serial number", Field.Type.TEXT);
  private static final Field PADDING = Field.of("padding", "Filler", Field.Type.TEXT);

  @Override
  public List<Field> fields() {
    return List.of(LENGTH, SERIAL, PADDING);
  }

  @Override
  boolean fits(String token) {
    return token.matches("(0[1-9]|1\\d|20)\\d{20}");
  }

  @Override
  void decode(String token, Values into) {
    int length = Integer.parseInt(token.substring(0, 2));
    into.put(LENGTH.key(), length);
    into.put(SERIAL.key(), token.substring(2, 2 + length));
    into.put(PADDING.key(), token.substring(2 + length));
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    String serial = Objects.toString(values.get(SERIAL.key()), "");
    String length = serial.length() < 10 ? "0" + serial.length() : "" + serial.length();
    return length + serial + "0".repeat(DIGITS - serial.length());
  }
}
