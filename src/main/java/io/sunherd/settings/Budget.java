package io.sunherd.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often each setting of each unit was written today, by the local calendar. It hears of every
 * line of the audit log, those from before a restart included.
 */
final class Budget {
  private final int daily;
  private final ZoneId zone;
  private final Map<Purse, Set<Long>> spent = new HashMap<>();

  private record Purse(LocalDate day, String unit, String setting) {}

  /** So many writes a day, by the calendar of that zone. */
  Budget(int daily, ZoneId zone) {
    this.daily = daily;
    this.zone = zone;
  }

  int daily() {
    return daily;
  }

  /** Takes a line of the log in; what did not leave the hub costs nothing. */
  void accept(AuditEntry entry) {
    if (entry.outcome() == Outcome.CHANGED_OUTSIDE) {
      return;
    }
    Set<Long> writes =
        spent.computeIfAbsent(
            purse(entry.instant(), entry.inverter(), entry.serial(), entry.setting()),
            purse -> new HashSet<>());
    if (entry.outcome() == Outcome.NOT_SENT) {
      writes.remove(entry.id());
    } else {
      writes.add(entry.id());
    }
  }

  private Purse purse(Instant at, String inverter, @Nullable String serial, String setting) {
    // A unit keeps its own count under whatever name it is configured.
    return new Purse(at.atZone(zone).toLocalDate(), Unit.identity(inverter, serial), setting);
  }

  /** How many writes of a setting are left today. */
  int left(String inverter, @Nullable String serial, String setting, Instant now) {
    Purse purse = purse(now, inverter, serial, setting);
    spent.keySet().removeIf(old -> old.day().isBefore(purse.day()));
    return Math.max(0, daily - spent.getOrDefault(purse, Set.of()).size());
  }
}
