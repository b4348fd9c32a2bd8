package io.sunherd.web.metrics;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number of the tables as a Prometheus metric.
 *
 * @param name the metric family
 * @param help its help text
 * @param unit how it is converted, or null for a bare number
 */
public record Measure(String name, String help, @Nullable BaseUnit unit) {
  private static final String COUNT = "_count";

  /** The metric of every number in an inquiry's replies, by key. */
  public static Map<String, Measure> of(Inquiry inquiry) {
    Map<String, Measure> measures = new LinkedHashMap<>();
    for (Field field : inquiry.fields()) {
      if (field.type() == Field.Type.DECIMAL || field.type() == Field.Type.WHOLE) {
        measures.put(
            field.key(),
            of(
                "sunherd_" + inquiry.name() + "_" + field.key(),
                inquiry.title() + ": " + field.title(),
                field.unit()));
      }
    }
    return measures;
  }

  /** The metric of a system total. */
  public static Measure of(Quantity quantity) {
    return of("sunherd_system_" + quantity.key(), "System: " + quantity.title(), quantity.unit());
  }

  private static Measure of(String name, String title, @Nullable String written) {
    BaseUnit unit = BaseUnit.of(written);
    return new Measure(
        unit == null ? bare(name) : unit.named(name),
        title
            + (written == null || unit == null || unit.converted(1) == 1
                ? "."
                : ", elsewhere in " + written + "."),
        unit);
  }

  /**
   * A name without a suffix that Prometheus would misread: {@code _count} marks a histogram, and a
   * single letter a unit ({@code _b} for bits).
   */
  private static String bare(String name) {
    return name.endsWith(COUNT)
        ? name.substring(0, name.length() - COUNT.length()) + "_number"
        : name.replaceFirst("_([a-z])$", "$1");
  }

  /** An amount in the table's unit, converted for Prometheus. */
  double converted(Number amount) {
    return unit == null ? amount.doubleValue() : unit.converted(amount.doubleValue());
  }
}
