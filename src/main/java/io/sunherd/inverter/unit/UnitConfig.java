package io.sunherd.inverter.unit;

import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An inverter as it is configured.
 *
 * @param id its name everywhere
 * @param device where to look for it first
 * @param protocol the dialect's id, or "auto"
 * @param serial the serial number that the unit must have, or null for any unit
 * @param poll intervals that differ from the table's, by name or code; zero turns a command off
 */
public record UnitConfig(
    String id,
    DeviceAddress device,
    String protocol,
    @Nullable String serial,
    Map<String, Duration> poll) {

  public UnitConfig {
    poll = Map.copyOf(poll);
  }

  /** The poll intervals by wire text: the table's, replaced by the configured ones. */
  public Map<String, Duration> intervals(Dialect dialect) {
    Map<String, Duration> all = new LinkedHashMap<>();
    for (Inquiry inquiry : dialect.inquiries()) {
      all.put(inquiry.code(), inquiry.every());
    }
    poll.forEach(
        (name, every) ->
            dialect.request(name).ifPresent(request -> all.put(request.text(), every)));
    all.values().removeIf(Duration::isZero);
    return all;
  }
}
