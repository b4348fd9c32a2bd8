package io.sunherd.herd;

import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.Rule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Applies the rules in decimal numbers, so that no digit appears that no unit sent. */
final class Arithmetic {
  private Arithmetic() {}

  /** The result of a rule for some values; empty where there are none. */
  static Optional<BigDecimal> combine(Rule rule, List<BigDecimal> values) {
    if (values.size() == 1 && rule != Rule.NONE) {
      return Optional.of(values.get(0));
    }
    return switch (rule) {
      case SUM -> sum(values);
      case MEAN ->
          sum(values)
              .map(sum -> sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64));
      case MAX -> values.stream().max(BigDecimal::compareTo);
      case NONE -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal::add);
  }

  /** An amount as it is published: rounded to the digits of its quantity. */
  static Number told(Quantity quantity, BigDecimal amount) {
    BigDecimal rounded = amount.setScale(quantity.decimals(), RoundingMode.HALF_UP);
    return quantity.decimals() == 0 ? (Number) rounded.longValue() : rounded.doubleValue();
  }
}
