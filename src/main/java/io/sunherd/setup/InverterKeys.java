package io.sunherd.setup;

import io.sunherd.config.HubConfig.Inverter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An inverter as the keys that a file would have. */
final class InverterKeys {
  private InverterKeys() {}

  /** The keys whose values differ from the defaults, in the order of the documentation. */
  static Map<String, Object> of(Inverter inverter) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("id", inverter.id());
    put(keys, "device", inverter.device() == null ? null : inverter.device().toString());
    put(keys, "via", inverter.via());
    put(keys, "unit", inverter.unit());
    put(keys, "protocol", inverter.protocol().equals(Inverter.AUTO) ? null : inverter.protocol());
    put(keys, "serial", inverter.serial());
    if (!inverter.poll().isEmpty()) {
      Map<String, String> poll = new LinkedHashMap<>();
      inverter.poll().forEach((command, every) -> poll.put(command, text(every)));
      keys.put("poll", poll);
    }
    return keys;
  }

  private static void put(Map<String, Object> keys, String key, @Nullable Object value) {
    if (value != null) {
      keys.put(key, value);
    }
  }

  private static String text(Duration every) {
    long millis = every.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
