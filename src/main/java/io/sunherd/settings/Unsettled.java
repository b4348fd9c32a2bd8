package io.sunherd.settings;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.Setting;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes of which nobody knows what became of them: the hub ended in between, or the unit was lost.
 * Nothing is sent again; as soon as the unit shows how it is, the log tells that.
 */
final class Unsettled {
  private static final Logger LOG = LoggerFactory.getLogger(Unsettled.class);
  private static final int MOST = 256;

  private final Units units;
  private final Exchange exchange;
  private final Books books;
  private final Watch watch;
  private final TreeMap<Long, AuditEntry> entries = new TreeMap<>();

  Unsettled(Units units, Exchange exchange, Books books, Watch watch) {
    this.units = units;
    this.exchange = exchange;
    this.books = books;
    this.watch = watch;
  }

  /** Takes in a write of which nothing more will be heard. */
  void add(AuditEntry entry) {
    entries.put(entry.id(), entry);
    if (entries.size() > MOST) {
      entries.pollFirstEntry();
    }
  }

  /** Where the truth about an entry shows. */
  private record Proof(Unit unit, Setting setting, Route route) {}

  private Optional<Proof> proof(AuditEntry entry) {
    Unit unit = units.of(entry).orElse(null);
    Setting setting =
        unit == null ? null : units.cable(unit).dialect().setting(entry.setting()).orElse(null);
    if (unit == null || setting == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Proof(unit, setting, Route.of(unit, setting, units)));
    } catch (Refusal e) {
      return Optional.empty(); // it was written over a cable that is not there any more
    }
  }

  /** A unit has come online: asks it for what it may not be polled for. */
  void online(Unit unit) {
    for (AuditEntry entry : List.copyOf(entries.values())) {
      Proof proof = proof(entry).filter(found -> found.unit().equals(unit)).orElse(null);
      String inquiry = proof == null ? null : proof.route().proof();
      if (proof != null && inquiry == null) {
        settle(entry, null);
      } else if (proof != null && inquiry != null) {
        // What comes of it is published as every reading is, and arrives below.
        exchange
            .read(proof.route().asked(), inquiry, 0)
            .onFailure(failure -> LOG.info("Entry {}: {}", entry.id(), failure.getMessage()));
      }
    }
  }

  /** A unit has shown how it is. */
  void accept(Reading reading) {
    for (AuditEntry entry : List.copyOf(entries.values())) {
      proof(entry)
          .filter(proof -> proof.route().isProvenBy(reading) && !watch.isHeld(proof.unit()))
          .ifPresent(proof -> accept(entry, proof, reading));
    }
  }

  private void accept(AuditEntry entry, Proof proof, Reading reading) {
    Object now = proof.setting().shown(reading.data());
    if (now != null) {
      settle(entry, now);
      tell(proof.unit(), proof.setting(), entry, now, reading.at());
    }
  }

  private void settle(AuditEntry entry, @Nullable Object now) {
    entries.remove(entry.id());
    Outcome outcome = entry.outcome();
    boolean isInterrupted = outcome == null;
    String note =
        (isInterrupted ? "The hub ended before it knew what became of this write. " : "")
            + (now == null
                ? "Nothing shows whether the inverter took it."
                : now.equals(entry.requested())
                    ? "The inverter has taken it."
                    : "The inverter has " + now + ".");
    books.keep(
        entry.completed(
            entry.reply(), now, outcome == null ? Outcome.INTERRUPTED : outcome, note, null));
  }

  private void tell(Unit unit, Setting setting, AuditEntry entry, Object now, long at) {
    watch.adopt(unit, setting, now);
    if (entry.old() != null && !now.equals(entry.old())) {
      watch.publish(unit, setting, entry.old(), now, entry.user(), at);
    }
  }
}
