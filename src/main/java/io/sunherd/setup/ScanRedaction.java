package io.sunherd.setup;

import io.sunherd.bus.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reduces the answer of a scan for a client without a login: inverters are shown, and all other
 * places get the same sentence, so that no one learns which ports are open or what this machine
 * has.
 */
final class ScanRedaction {
  private static final String ERROR = "error";

  private ScanRedaction() {}

  /** The same verdict without the reasons. */
  static Verdict withoutReasons(Verdict verdict) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>(verdict.body());
    if (body.get("found") instanceof List<?> found) {
      body.put("found", found.stream().map(ScanRedaction::plain).toList());
    }
    return new Verdict(verdict.status(), body);
  }

  private static Object plain(Object one) {
    if (!(one instanceof Map<?, ?> map) || map.get(ERROR) == null) {
      return one;
    }
    Map<Object, @Nullable Object> redacted = new LinkedHashMap<>(map);
    redacted.put(
        ERROR,
        "No inverter spoke at "
            + map.get("device")
            + ". Set the hub up and log in: then a scan tells why.");
    return redacted;
  }

  /** Whether an inverter answered on each of these devices. */
  static boolean isAnswered(Verdict verdict, List<String> devices) {
    return verdict.body().get("found") instanceof List<?> found
        && devices.stream().allMatch(device -> found.stream().anyMatch(one -> spoke(one, device)));
  }

  private static boolean spoke(Object one, String device) {
    return one instanceof Map<?, ?> map
        && device.equals(map.get("device"))
        && map.get(ERROR) == null;
  }
}
