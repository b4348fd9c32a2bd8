package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a battery is, from outside the hub.
 *
 * @param actor who tells it
 * @param values what was told, not checked yet: {@code soc}, {@code volts}, {@code amps}, {@code
 *     at}, {@code system}
 */
public record PushBattery(Actor actor, Map<String, @Nullable Object> values) {
  public PushBattery {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
