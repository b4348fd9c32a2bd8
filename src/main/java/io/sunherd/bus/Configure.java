package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for other inverters in the configuration. Answered by a {@link Verdict}.
 *
 * @param actor who asks
 * @param inverters all of them, each with its keys as the file has them
 * @param version what the file was when it was looked at; null where that does not matter
 * @param timeZone the name of the time zone that is to hold; null for the one that does
 * @param dryRun whether to tell only what would be changed
 */
public record Configure(
    Actor actor,
    List<Map<String, @Nullable Object>> inverters,
    @Nullable String version,
    @Nullable String timeZone,
    boolean dryRun) {
  public Configure {
    inverters =
        inverters.stream()
            .map(inverter -> Collections.unmodifiableMap(new LinkedHashMap<>(inverter)))
            .toList();
  }
}
