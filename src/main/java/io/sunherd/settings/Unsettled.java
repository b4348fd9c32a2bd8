package io.sunherd.settings;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.audit.Along;
import io.sunherd.settings.audit.AuditEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes with an unknown result: the hub ended in between, or the unit was lost. Nothing is sent
 * again; as soon as a reading shows the value, the log gets it. When the unit is written to again,
 * all of them are closed, since what it shows then may come from the later write.
 */
final class Unsettled {
  private static final Logger LOG = LoggerFactory.getLogger(Unsettled.class);
  private static final int MOST = 256;

  private final SettableUnits units;
  private final Exchange exchange;
  private final AuditKeeper books;
  private final Watch watch;
  private final TreeMap<Long, AuditEntry> entries = new TreeMap<>();

  Unsettled(SettableUnits units, Exchange exchange, AuditKeeper books, Watch watch) {
    this.units = units;
    this.exchange = exchange;
    this.books = books;
    this.watch = watch;
  }

  /** Adds a write whose result is unknown. */
  void add(AuditEntry entry) {
    entries.put(entry.id(), entry);
    if (entries.size() > MOST) {
      AuditEntry oldest = entries.firstEntry().getValue();
      settleOrKeep(
          oldest, oldest.settled(null, "Too many writes were open: nobody looks for this one."));
    }
  }

  /** Where the value of an entry's setting shows. */
  private record Proof(SettableUnit unit, Setting setting, Route route) {

    /** What a reading that shows it tells of the values that went with it. */
    List<Along> along(AuditEntry entry, Reading reading) {
      return Along.seen(entry.along(), route.cable().dialect(), reading.data());
    }

    /** What a reading shows of it, or null. */
    @Nullable Object in(Reading reading) {
      boolean isIt =
          route.isProvenBy(reading)
              && (!route.isOverTheBus()
                  || String.valueOf(reading.data().get("serial_number")).equals(unit.serial()));
      return isIt ? setting.shown(reading.data()) : null;
    }
  }

  private Optional<Proof> proof(AuditEntry entry) {
    SettableUnit unit = units.of(entry).orElse(null);
    Setting setting =
        unit == null ? null : units.cable(unit).dialect().setting(entry.setting()).orElse(null);
    if (unit == null || setting == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Proof(unit, setting, Route.of(unit, setting, units)));
    } catch (Refusal e) {
      return Optional.empty(); // it was written over a cable that no longer exists
    }
  }

  /** A unit has come online: requests the readings that may not be polled. */
  void online(SettableUnit unit) {
    for (AuditEntry entry : List.copyOf(entries.values())) {
      Proof proof = proof(entry).filter(found -> found.unit().equals(unit)).orElse(null);
      if (proof != null && proof.route().proof() == null) {
        settleOrKeep(entry, entry.settled(null, "Nothing shows whether the inverter took it."));
      } else if (proof != null) {
        // The answer is published as every reading is, and arrives in {@link #accept}.
        Future<?> unused = read(proof.route());
      }
    }
  }

  private Future<Reading> read(Route route) {
    return exchange
        .read(route.asked(), String.valueOf(route.proof()), 0)
        .onFailure(failure -> LOG.info("An open entry: {}", failure.getMessage()));
  }

  /** A reading of a unit has come. */
  void accept(Reading reading) {
    for (AuditEntry entry : List.copyOf(entries.values())) {
      Shown shown = shown(entry, reading);
      if (shown != null && settleOrKeep(entry, shown.told(entry))) {
        tell(entry, shown, reading.at());
      }
    }
  }

  /** What of a write showed. */
  private record Shown(Proof proof, Object now, boolean isTaken, List<Along> along) {
    AuditEntry told(AuditEntry entry) {
      String moved = Along.moved(along);
      return entry
          .beside(along)
          .settled(
              now,
              (isTaken ? "The inverter has taken it." : "The inverter has " + now + ".")
                  + (moved == null ? "" : " And " + moved));
    }
  }

  private @Nullable Shown shown(AuditEntry entry, @Nullable Reading reading) {
    Proof proof = proof(entry).orElse(null);
    Object now = proof == null || reading == null ? null : proof.in(reading);
    Object wanted = entry.requested();
    return proof == null || now == null || reading == null
        ? null
        : new Shown(
            proof,
            now,
            wanted != null && proof.setting().isKept(wanted, now),
            proof.along(entry, reading));
  }

  /**
   * Reads the unknown values of the units that a write will change, where that write has not read
   * them itself.
   *
   * @return the requests under way, or null where there is nothing to read
   */
  @Nullable Future<?> readFor(Attempt attempt) {
    List<Future<?>> asked = new ArrayList<>();
    for (AuditEntry entry : open(attempt)) {
      Route route = proof(entry).map(Proof::route).orElse(null);
      Reading shown = attempt.shown();
      boolean isLacking =
          route != null
              && route.proof() != null
              && units.get(route.asked()).isOnline()
              && (shown == null || !route.isProvenBy(shown));
      if (route != null && isLacking) {
        asked.add(read(route).onSuccess(this::accept).otherwiseEmpty());
      }
    }
    return asked.isEmpty() ? null : Future.join(asked);
  }

  /**
   * A write is about to be sent: what was read for it settles the writes before it. Refuses where
   * that cannot be logged.
   */
  void settle(Attempt attempt) {
    Reading reading = attempt.shown();
    for (AuditEntry entry : open(attempt)) {
      Shown shown = shown(entry, reading);
      if (shown != null && reading != null) {
        settle(entry, shown.told(entry));
        tell(entry, shown, reading.at());
      }
    }
  }

  /**
   * A write is sent next: what shows from now on may come from it, so the results of open writes
   * can never be known. Refuses where that cannot be logged.
   *
   * @return the entries that were open, to be reopened where nothing is sent
   */
  List<AuditEntry> close(Attempt attempt) {
    List<AuditEntry> closed = new ArrayList<>();
    try {
      for (AuditEntry entry : open(attempt)) {
        settle(entry, entry.writtenAgain());
        closed.add(entry);
      }
      return closed;
    } catch (Refusal e) {
      reopen(closed);
      throw e;
    }
  }

  /** Reopens the entries that were open before, since nothing was sent. */
  void reopen(List<AuditEntry> closed) {
    for (AuditEntry entry : closed) {
      books.keep(entry);
      add(entry);
    }
  }

  /** The open entries of every unit that a write will change. */
  private List<AuditEntry> open(Attempt attempt) {
    List<SettableUnit> reached = units.reached(attempt.wish().unit(), attempt.wish().setting());
    return entries.values().stream()
        .filter(entry -> reached.stream().anyMatch(unit -> unit.mayBeOf(entry)))
        .toList();
  }

  private void settle(AuditEntry entry, AuditEntry known) {
    books.append(known);
    entries.remove(entry.id());
  }

  /** Settles an entry; where that cannot be logged now, it stays open. */
  private boolean settleOrKeep(AuditEntry entry, AuditEntry known) {
    try {
      settle(entry, known);
      return true;
    } catch (Refusal e) {
      LOG.warn("Entry {} stays open: {}", entry.id(), e.sentence());
      return false;
    }
  }

  private void tell(AuditEntry entry, Shown shown, long at) {
    SettableUnit unit = shown.proof().unit();
    Setting setting = shown.proof().setting();
    watch.adopt(unit, setting, shown.now());
    if (entry.old() != null && !shown.now().equals(entry.old())) {
      watch.publish(unit, setting, entry.old(), shown.now(), entry.user(), at);
    }
    watch.adopt(shown.proof().route(), shown.along(), entry.user(), at);
  }
}
