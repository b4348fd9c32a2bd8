package io.sunherd.protocol.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts on one unit that its settings depend on.
 *
 * @param batteryVolts its nominal battery voltage, or null where it is not known
 * @param values its settings, natural values by name; unknown ones are absent
 * @param lists the values it accepts, by the inquiry that lists them; unknown ones are absent
 */
public record Facts(
    @Nullable Double batteryVolts, Map<String, Object> values, Map<String, List<Double>> lists) {
  static final String RATED = "battery_rating_voltage";
  private static final String LIST = "values";

  public Facts {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    lists = Map.copyOf(lists);
  }

  /**
   * The facts in readings of a unit.
   *
   * @param readings the data by the code of the inquiry (QPIRI)
   */
  public static Facts of(Dialect dialect, Map<String, Map<String, @Nullable Object>> readings) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, List<Double>> lists = new LinkedHashMap<>();
    for (Setting setting : dialect.settings()) {
      Setting.Proof proof = setting.proof();
      Map<String, @Nullable Object> shown = proof == null ? null : readings.get(proof.inquiry());
      Object value = shown == null ? null : setting.shown(shown);
      if (value != null) {
        values.put(setting.name(), value);
      }
      Setting.Listing listing = setting.listing();
      Map<String, @Nullable Object> list = listing == null ? null : readings.get(listing.inquiry());
      if (listing != null && list != null && list.get(LIST) instanceof List<?> numbers) {
        lists.put(listing.inquiry(), numbers(numbers));
      }
    }
    Double volts = null;
    for (Map<String, @Nullable Object> reading : readings.values()) {
      volts = reading.get(RATED) instanceof Number rated ? (Double) rated.doubleValue() : volts;
    }
    return new Facts(volts, values, lists);
  }

  private static List<Double> numbers(List<?> list) {
    return list.stream()
        .filter(Number.class::isInstance)
        .map(number -> ((Number) number).doubleValue())
        .toList();
  }
}
