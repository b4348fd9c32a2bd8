package io.sunherd.settings.audit;

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
 * Counts how often each setting of each unit was written today, by the local calendar. It receives
 * every line of the audit log, also those from before a restart.
 */
public final class Budget {
  /**
   * How many more writes of a setting are remembered than are allowed, since some do not leave the
   * hub.
   */
  private static final int SPARE = 20;

  private final int daily;
  private final Map<Purse, NavigableMap<Long, Instant>> spent = new HashMap<>();
  private ZoneId zone;

  private record Purse(String unit, String setting) {}

  /** A budget of so many writes a day, by the calendar of that zone. */
  public Budget(int daily, ZoneId zone) {
    this.daily = daily;
    this.zone = zone;
  }

  /** How often a setting may be written in a day. */
  public int daily() {
    return daily;
  }

  /** Counts by the days of another zone from now on, today included. */
  public void goBy(ZoneId other) {
    zone = other;
  }

  /** Takes a line of the log; a write that did not leave the hub costs nothing. */
  public void accept(AuditEntry entry) {
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
    // A unit keeps its count when its id changes.
    return new Purse(HeardUnit.identity(inverter, serial), setting);
  }

  /** How many writes of a setting are left today. */
  public int left(String inverter, @Nullable String serial, String setting, Instant now) {
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
