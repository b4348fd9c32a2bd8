package io.sunherd.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Voltages of which a unit that answers has at least one, for it lives of that: where all are 0,
 * they are doubtful, and the reply is not believed before it was asked for again.
 *
 * @param volts the keys
 */
record Liveliness(List<String> volts) implements Inference {

  static Liveliness of(String... keys) {
    return new Liveliness(List.of(keys));
  }

  /** Whether a reading has none of them. */
  boolean isMissing(Map<String, ? extends @Nullable Object> reading) {
    List<Number> told =
        volts.stream()
            .map(reading::get)
            .filter(Number.class::isInstance)
            .map(Number.class::cast)
            .toList();
    return !told.isEmpty() && told.stream().allMatch(number -> number.doubleValue() == 0);
  }

  @Override
  public void draw(Values values) {
    if (isMissing(values.known())) {
      volts.stream().filter(key -> values.get(key) != null).forEach(values::doubtful);
    }
  }
}
