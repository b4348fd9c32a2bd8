package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the inverters of the configuration to be replaced. Answered by a {@link Verdict}.
 *
 * @param actor who asks
 * @param inverters all of them, each with its keys as the file has them
 * @param version the version of the file that the request is based on; null where any will do
 * @param timeZone the name of the new time zone; null to keep the present one
 * @param dryRun whether to answer only what would change
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
