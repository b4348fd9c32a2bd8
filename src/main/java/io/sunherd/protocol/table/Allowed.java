package io.sunherd.protocol.table;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The numbers a setting may have: a range with a step, single values, or both.
 *
 * @param min lowest of the range
 * @param max highest of the range
 * @param step distance between neighbours, counted from {@code min}
 * @param also single values outside the range
 */
public record Allowed(double min, double max, double step, List<Double> also) {
  private static final double EPSILON = 1e-6;

  public Allowed {
    also = List.copyOf(also);
  }

  /** A range with a step. */
  public static Allowed range(double min, double max, double step) {
    return new Allowed(min, max, step, List.of());
  }

  /** Only these values. */
  public static Allowed only(Double... values) {
    return only(List.of(values));
  }

  static Allowed only(List<Double> values) {
    return new Allowed(0, -1, 1, values);
  }

  /** The same range, or one of these values. */
  public Allowed or(Double... values) {
    return new Allowed(min, max, step, List.of(values));
  }

  /** The part of the range that lies between these, on the same steps. */
  Allowed within(double lowest, double highest) {
    double low = lowest <= min ? min : min + Math.ceil((lowest - min) / step - EPSILON) * step;
    double high = Math.min(max, highest);
    return new Allowed(Math.rint(low * 1_000) / 1_000, high, step, also);
  }

  /** The numbers that lie between these; the highest of a range is on its steps. */
  public Allowed limited(double lowest, double highest) {
    List<Double> some =
        also.stream().filter(v -> v >= lowest - EPSILON && v <= highest + EPSILON).toList();
    if (min > max) {
      return only(some);
    }
    Allowed rest = within(lowest, highest);
    double steps = Math.floor((rest.max - rest.min) / step + EPSILON);
    double top = Math.rint((rest.min + steps * step) * 1_000) / 1_000;
    return new Allowed(rest.min, Math.min(rest.max, top), step, some);
  }

  /** Whether this value may be sent; NaN never. */
  public boolean holds(double value) {
    if (also.stream().anyMatch(v -> Math.abs(v - value) < EPSILON)) {
      return true;
    }
    double steps = (value - min) / step;
    return value >= min - EPSILON
        && value <= max + EPSILON
        && Math.abs(steps - Math.rint(steps)) < EPSILON * 100;
  }

  /** Whether a value is one of them, or lies between the lowest and the highest, 0 left out. */
  boolean spans(double value) {
    DoubleStream ends = min > max ? DoubleStream.empty() : DoubleStream.of(min, max);
    DoubleSummaryStatistics all =
        DoubleStream.concat(ends, also.stream().mapToDouble(one -> one))
            .filter(one -> one != 0)
            .summaryStatistics();
    return holds(value) || (value >= all.getMin() - EPSILON && value <= all.getMax() + EPSILON);
  }

  @Override
  public String toString() {
    String range =
        min > max ? "" : number(min) + " to " + number(max) + " in steps of " + number(step);
    String singles = also.stream().map(Allowed::number).collect(Collectors.joining(", "));
    if (range.isEmpty() && singles.isEmpty()) {
      return "no value at all";
    }
    return range.isEmpty() || singles.isEmpty() ? range + singles : range + ", or " + singles;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
