package io.sunherd.protocol.field;

import java.util.List;

/**
 * A number that a protocol does not send, calculated as the quotient of two that it sends. A
 * dividend of 0 gives 0, whatever the divisor.
 *
 * @param field the field of the quotient
 * @param dividend the key of the dividend
 * @param divisor the key of the divisor
 */
public record Quotient(Field field, String dividend, String divisor) implements Inference {

  /** The current of a tracker behind its power at a voltage, in A with one decimal. */
  public static Quotient amps(String key, String title, String watts, String volts) {
    Field current = Field.measured(key, title, Field.Type.DECIMAL, "A").in(FieldGroup.SOLAR);
    return new Quotient(current, watts, volts);
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public void draw(Values values) {
    double whole = values.number(dividend);
    double by = values.number(divisor);
    if (whole == 0) {
      values.calculated(field.key(), 0.0);
    } else if (by > 0 && !Double.isNaN(whole)) {
      values.calculated(field.key(), Math.rint(10 * whole / by) / 10);
    } else {
      values.put(field.key(), null);
    }
    values.doubtfulWith(field.key(), List.of(dividend, divisor));
  }
}
