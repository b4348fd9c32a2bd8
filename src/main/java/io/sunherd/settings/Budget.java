package io.sunherd.settings;

import io.sunherd.heard.HeardUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each setting of each unit was written today, by the local calendar. It hears of every
 * line of the audit log, those from before a restart included.
 */
final class Budget {
  /** So many more of a setting are remembered than may be written: some do not leave the hub. */
  private static final int SPARE = 20;

  private final int daily;
  private final Map<Purse, NavigableMap<Long, Instant>> spent = new HashMap<>();
  private ZoneId zone;

  private record Purse(String unit, String setting) {}

  /** So many writes a day, by the calendar of that zone. */
  Budget(int daily, ZoneId zone) {
    this.daily = daily;
    this.zone = zone;
  }

  int daily() {
    return daily;
  }

  /** Days are those of another zone from now on, today's included. */
  void goBy(ZoneId other) {
    zone = other;
  }

  /** Takes a line of the log in; what did not leave the hub costs nothing. */
  void accept(AuditEntry entry) {
    if (entry.outcome() == WriteOutcome.CHANGED_OUTSIDE) {
      return;
    }
    NavigableMap<Long, Instant> writes =
        spent.computeIfAbsent(
            purse(entry.inverter(), entry.serial(), entry.setting()), purse -> new TreeMap<>());
    if (entry.outcome() == WriteOutcome.NOT_SENT) {
      writes.remove(entry.id());
    } else {
      writes.put(entry.id(), entry.instant());
      if (writes.size() > daily + SPARE) {
        writes.pollFirstEntry();
      }
    }
  }

  private static Purse purse(String inverter, @Nullable String serial, String setting) {
    // A unit keeps its own count under whatever name it is configured.
    return new Purse(HeardUnit.identity(inverter, serial), setting);
  }

  /** How many writes of a setting are left today. */
  int left(String inverter, @Nullable String serial, String setting, Instant now) {
    LocalDate today = day(now);
    NavigableMap<Long, Instant> writes = spent.get(purse(inverter, serial, setting));
    long written =
        writes == null ? 0 : writes.values().stream().filter(at -> day(at).equals(today)).count();
    return (int) Math.max(0, daily - written);
  }

  private LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }
}
