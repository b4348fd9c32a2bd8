package io.sunherd.protocol.field;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The voltages that can power a unit. A unit that answers has at least one of them: where all are
 * 0, they are doubtful, and the inquiry is repeated before the reply is accepted.
 *
 * @param volts the keys
 */
public record Liveliness(List<String> volts) implements Inference {

  /** The voltages of these keys. */
  public static Liveliness of(String... keys) {
    return new Liveliness(List.of(keys));
  }

  /** Whether a reading has none of them. */
  public boolean isMissing(Map<String, ? extends @Nullable Object> reading) {
    boolean isTold = false;
    for (String key : volts) {
      if (reading.get(key) instanceof Number number) {
        if (number.doubleValue() != 0) {
          return false;
        }
        isTold = true;
      }
    }
    return isTold;
  }

  @Override
  public void draw(Values values) {
    if (isMissing(values.known())) {
      volts.stream().filter(key -> values.get(key) != null).forEach(values::doubtful);
    }
  }
}
