package io.sunherd.settings;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Wiring;
import io.sunherd.heard.HeardReading;
import io.sunherd.heard.HeardUnit;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.audit.AuditEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One inverter whose settings can be written, with its state and the readings that they depend on.
 */
final class SettableUnit {
  private final Wiring wiring;
  private final HeardUnit<Fact> heard;

  /** A reading that some setting depends on. */
  private record Fact(Reading reading) implements HeardReading {}

  SettableUnit(Wiring wiring) {
    this.wiring = wiring;
    this.heard = new HeardUnit<>(wiring.id());
  }

  String id() {
    return heard.id();
  }

  Wiring wiring() {
    return wiring;
  }

  /** Its serial number: the reported one, else the configured one. */
  @Nullable String serial() {
    String told = heard.serial();
    return told == null ? wiring.serial() : told;
  }

  /**
   * The key under which it is remembered: its serial number if it has one, since ids may be
   * re-used.
   */
  String identity() {
    return HeardUnit.identity(id(), serial());
  }

  /** Whether an entry may be about it: by its serial number, or its id where that is not known. */
  boolean mayBeOf(AuditEntry entry) {
    String serial = serial();
    return (serial == null || entry.serial() == null)
        ? id().equals(entry.inverter())
        : serial.equals(entry.serial());
  }

  boolean isOnline() {
    return !heard.isOffline();
  }

  /** Refuses where it cannot be reached, or is not the configured unit. */
  void requireOnline() {
    InverterState state = heard.state();
    String error = state == null ? null : state.error();
    if (!isOnline()) {
      throw Refusal.unavailable(
          id() + " is offline" + (error == null ? "." : ": " + error) + " Nothing was sent.");
    }
    String neighbour = state == null ? null : state.via();
    if (wiring.via() == null && neighbour != null) {
      throw Refusal.unavailable(
          id()
              + " is seen through "
              + neighbour
              + " only: its own cable is dead. Nothing was sent.");
    }
    if (wiring.serial() != null && !wiring.serial().equals(serial())) {
      throw Refusal.unavailable(
          id() + " is the unit " + serial() + ", not " + wiring.serial() + ". Nothing was sent.");
    }
  }

  /**
   * Refuses where it is, or may be, another unit than the request meant: no unit may be written by
   * mistake.
   */
  void requireMeant(@Nullable String meant) {
    String serial = serial();
    if (meant == null || meant.equals(serial)) {
      return;
    }
    throw new Refusal(
        Refusal.CONFLICT,
        serial == null
            ? id()
                + " tells no serial number, so that it may not be the "
                + meant
                + " meant."
                + " Nothing was sent."
            : id()
                + " is the unit "
                + serial
                + ", not "
                + meant
                + ", which was meant."
                + " Nothing was sent.");
  }

  Dialect dialect() {
    return heard.dialect();
  }

  /** Takes a state; forgets readings of another unit, or in another dialect. */
  void accept(InverterState newer) {
    heard.accept(newer);
  }

  /**
   * Takes a reading, if it shows or lists a setting, or tells for which battery the unit is; also
   * readings of a neighbour about it.
   */
  void accept(Reading reading) {
    String code = reading.code();
    boolean isOfNeighbour =
        heard.inquiry(code).filter(inquiry -> inquiry.name().equals(Route.NEIGHBOUR)).isPresent();
    if (isOfNeighbour
        || dialect().tellsRating(code)
        || dialect().settings().stream().anyMatch(s -> depends(s, code))) {
      heard.keep(code, new Fact(reading));
    }
  }

  /** Forgets what it told to these inquiries: it may be set otherwise now. */
  void forget(Set<String> codes) {
    heard.forget(codes);
  }

  private static boolean depends(Setting setting, String code) {
    Setting.Proof proof = setting.proof();
    Setting.Listing listing = setting.listing();
    return (proof != null && proof.inquiry().equals(code))
        || (listing != null && listing.inquiry().equals(code));
  }

  /** The last reading of an inquiry by its code, or null. */
  @Nullable Reading reading(String code) {
    Fact newest = heard.newest(code);
    return newest == null ? null : newest.reading();
  }

  /** All known facts on it. */
  Facts facts() {
    Map<String, Map<String, @Nullable Object>> data = new HashMap<>();
    heard.readings().forEach(fact -> data.put(fact.reading().code(), fact.reading().data()));
    return Facts.of(dialect(), data);
  }

  @Override
  public String toString() {
    return id() + " (" + Objects.toString(serial(), "serial number not known") + ")";
  }
}
