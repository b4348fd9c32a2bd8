package io.sunherd.graph;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A vertical axis: its range and labels, and the place of a number on it.
 *
 * @param low the lowest number
 * @param high the highest number
 * @param step between two labels
 */
record Scale(BigDecimal low, BigDecimal high, BigDecimal step) {
  private static final int STEPS = 5;
  private static final List<String> NICE = List.of("1", "2", "2.5", "5", "10");

  /** The scale for these numbers, with about five steps of a round length. */
  static Scale of(double min, double max) {
    double span = max > min ? max - min : Math.max(1, Math.abs(max) / 10);
    int power = (int) Math.floor(Math.log10(span / STEPS));
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(power);
    BigDecimal step = unit.multiply(BigDecimal.TEN);
    for (String nice : NICE) {
      BigDecimal one = unit.multiply(new BigDecimal(nice));
      if (one.doubleValue() * STEPS >= span * 0.999) {
        step = one;
        break;
      }
    }
    BigDecimal low = step.multiply(BigDecimal.valueOf(Math.floor(min / step.doubleValue())));
    BigDecimal high = step.multiply(BigDecimal.valueOf(Math.ceil(max / step.doubleValue())));
    return new Scale(low, high.compareTo(low) > 0 ? high : low.add(step), step);
  }

  List<BigDecimal> labels() {
    List<BigDecimal> labels = new ArrayList<>();
    for (BigDecimal at = low; at.compareTo(high) <= 0; at = at.add(step)) {
      labels.add(at);
    }
    return labels;
  }

  /** Where a number is: 0 at the lowest, 1 at the highest. */
  double place(double number) {
    return (number - low.doubleValue()) / high.subtract(low).doubleValue();
  }

  static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
