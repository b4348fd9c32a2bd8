package io.sunherd.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What readings say about a unit's identity, under the keys that all tables use for it. */
public final class Nameplate {
  private static final List<String> POWERS = List.of("ac_output_rating_apparent_power", "rated_va");

  private Nameplate() {}

  /** A serial number, be it the unit's own or a placeholder. */
  public static Optional<String> number(Map<String, ? extends @Nullable Object> reading) {
    return text(reading, "serial_number");
  }

  /** The name of a model. */
  public static Optional<String> model(Map<String, ? extends @Nullable Object> reading) {
    return text(reading, "model_name");
  }

  /** The version of a firmware. */
  public static Optional<String> version(Map<String, ? extends @Nullable Object> reading) {
    return text(reading, "version");
  }

  /**
   * The unit's ratings, to describe one that reports no name: {@code 5000 VA, 48.0 V}. Empty where
   * they contradict each other.
   */
  public static Optional<String> rating(Map<String, ? extends @Nullable Object> reading) {
    Optional<Object> power =
        POWERS.stream()
            .filter(key -> !isDoubtful(reading, key))
            .flatMap(key -> Stream.ofNullable((Object) reading.get(key)))
            .findFirst();
    Object volts = reading.get("battery_rating_voltage");
    return power.map(va -> va + " VA" + (volts == null ? "" : ", " + volts + " V"));
  }

  private static boolean isDoubtful(Map<String, ? extends @Nullable Object> reading, String key) {
    return reading.get("doubtful") instanceof List<?> keys && keys.contains(key);
  }

  private static Optional<String> text(
      Map<String, ? extends @Nullable Object> reading, String key) {
    return reading.get(key) instanceof String told && !told.isBlank()
        ? Optional.of(told)
        : Optional.empty();
  }

  /** Whether a reading has a work mode that its dialect does not know: it may be of another. */
  public static boolean hasUnknownMode(Map<String, ? extends @Nullable Object> reading) {
    return "00".equals(reading.get("mode"));
  }
}
