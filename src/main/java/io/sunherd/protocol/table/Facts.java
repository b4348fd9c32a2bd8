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
 * @param values how it is set, natural values by name of the setting; those not known are absent
 * @param lists the values it takes, or the lowest and the highest, by what tells them; those not
 *     known are absent
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
      List<Double> told = listing == null || list == null ? List.of() : told(listing, list);
      if (listing != null && !told.isEmpty()) {
        lists.put(listing.source(), told);
      }
    }
    Double volts = null;
    for (Map<String, @Nullable Object> reading : readings.values()) {
      volts = reading.get(RATED) instanceof Number rated ? (Double) rated.doubleValue() : volts;
    }
    return new Facts(volts, values, lists);
  }

  /** The values themselves, or the lowest and the highest; none where they are not told. */
  private static List<Double> told(Setting.Listing listing, Map<String, @Nullable Object> reading) {
    String limits = listing.limits();
    if (limits == null) {
      return reading.get(LIST) instanceof List<?> numbers ? numbers(numbers) : List.of();
    }
    return reading.get(limits + "_low") instanceof Number low
            && reading.get(limits + "_high") instanceof Number high
            && low.doubleValue() <= high.doubleValue()
        ? List.of(low.doubleValue(), high.doubleValue())
        : List.of();
  }

  /** The same, with one setting set otherwise. */
  public Facts with(String setting, Object value) {
    Map<String, Object> set = new LinkedHashMap<>(values);
    set.put(setting, value);
    return new Facts(batteryVolts, set, lists);
  }

  /**
   * The values of a list that can be set, each once, from the lowest; firmware fills its lists with
   * zeros.
   */
  private static List<Double> numbers(List<?> list) {
    return list.stream()
        .filter(Number.class::isInstance)
        .map(number -> ((Number) number).doubleValue())
        .filter(number -> number > 0)
        .distinct()
        .sorted()
        .toList();
  }
}
