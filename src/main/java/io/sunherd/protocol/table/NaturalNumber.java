package io.sunherd.protocol.table;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number in an input value. */
final class NaturalNumber {
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,6}(\\.[0-9]{1,6})?");
  private static final double HUGE = 1e6;
  private static final double EPSILON = 1e-6;

  private NaturalNumber() {}

  /**
   * The number in a number or a plain ASCII numeral of at most so many decimals: an Integer for 0
   * decimals, else a Double.
   */
  static Optional<Object> of(@Nullable Object value, int decimals) {
    double number =
        value instanceof Number plain
            ? plain.doubleValue()
            : value instanceof String text && PLAIN.matcher(text).matches()
                ? Double.parseDouble(text)
                : Double.NaN;
    double power = Math.pow(10, decimals);
    double scaled = Math.rint(number * power);
    // Written so that NaN is refused too.
    if (!(Math.abs(number) < HUGE && Math.abs(number * power - scaled) < EPSILON)) {
      return Optional.empty();
    }
    return decimals == 0 ? Optional.of((int) scaled) : Optional.of(scaled / power + 0.0);
  }
}
