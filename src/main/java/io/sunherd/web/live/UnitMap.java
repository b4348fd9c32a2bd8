package io.sunherd.web.live;

import io.sunherd.bus.Member;
import io.sunherd.bus.SystemTotals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A unit's place among the others: its system, role and phase, and its share of the load. */
public final class UnitMap {
  private static final Set<String> ROLES = Set.of("master", "slave");
  private static final Pattern PHASE = Pattern.compile("phase(\\d)_of_\\d.*");

  /**
   * A role this old still counts: every unit is asked for its role every five minutes, as roles
   * change when units are switched off.
   */
  private static final long ROLE_AGE_MS = Duration.ofMinutes(15).toMillis();

  private final Newest newest;

  /** The map of the units in these newest values. */
  public UnitMap(Newest newest) {
    this.newest = newest;
  }

  /** The keys of the map; null where nothing is known. */
  public Map<String, @Nullable Object> of(LiveUnit unit) {
    Member member = unit.serial().map(newest::member).orElse(null);
    SystemTotals totals = newest.totals();
    String outputMode =
        word(unit, "settings", "output_mode")
            .or(() -> word(unit, "parallel", "output_mode"))
            .or(() -> Optional.ofNullable(member).map(Member::outputMode))
            .orElse(null);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("system", member == null ? null : member.system());
    map.put("role", role(unit));
    map.put("output_mode", outputMode);
    map.put("phase", phase(outputMode));
    map.put("battery_type", word(unit, "settings", "battery_type").orElse(null));
    map.put("load_share", totals == null ? null : totals.shares().get(unit.id()));
    return map;
  }

  private static Optional<String> word(LiveUnit unit, String command, String key) {
    return Optional.ofNullable(unit.named(command))
        .map(held -> held.reading().data().get(key))
        .map(Object::toString);
  }

  private @Nullable String role(LiveUnit unit) {
    return unit.readings().stream()
        .filter(held -> held.ageMs(newest.nowMs()) <= ROLE_AGE_MS)
        .map(held -> held.reading().data().getOrDefault("parallel_role", ""))
        .map(String::valueOf)
        .filter(ROLES::contains)
        .findFirst()
        .orElse(null);
  }

  /** The number of the phase of an output mode, or null. */
  public static @Nullable Integer phase(@Nullable String outputMode) {
    Matcher matcher = PHASE.matcher(String.valueOf(outputMode));
    return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
  }
}
