package io.sunherd.settings;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Wiring;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.SerialNumber;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was heard of one inverter that its settings depend on. */
final class SettableUnit {
  private final Wiring wiring;
  private final Map<String, Reading> readings = new HashMap<>();
  private @Nullable InverterState state;
  private Dialect dialect = Dialects.common();

  SettableUnit(Wiring wiring) {
    this.wiring = wiring;
  }

  String id() {
    return wiring.id();
  }

  Wiring wiring() {
    return wiring;
  }

  /** Its serial number: the one it told, else the one it must have. */
  @Nullable String serial() {
    String told = state == null ? null : state.serial();
    return told == null ? wiring.serial() : told;
  }

  /** What it is remembered under: its serial number where it has one, for ids may be re-used. */
  String identity() {
    return identity(id(), serial());
  }

  /** What an inverter is remembered under that has a serial number of its own, or has none. */
  static String identity(String id, @Nullable String serial) {
    return serial == null || SerialNumber.isPlaceholder(serial) ? "id " + id : serial;
  }

  /**
   * Whether an entry may be about it: told by its serial number, where that is not known its id.
   */
  boolean mayBeOf(AuditEntry entry) {
    String serial = serial();
    return (serial == null || entry.serial() == null)
        ? id().equals(entry.inverter())
        : serial.equals(entry.serial());
  }

  boolean isOnline() {
    return state != null && state.condition() != Condition.OFFLINE;
  }

  /** Refuses where it cannot be reached, or is not the one it must be. */
  void requireOnline() {
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

  /** Refuses where it is another one than was meant, or may be: nobody is to be set by mistake. */
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
    return dialect;
  }

  /** Takes a state in; what was read of another unit, or by another table, is let go. */
  void accept(InverterState newer) {
    String before = identity();
    state = newer;
    Dialect spoken = Dialects.find(String.valueOf(newer.protocol())).orElse(dialect);
    if (spoken != dialect || !before.equals(identity())) {
      readings.clear();
    }
    dialect = spoken;
  }

  /** Takes a reading in, if some setting shows in it or is listed by it, of a neighbour's too. */
  void accept(Reading reading) {
    boolean isOfNeighbour =
        dialect
            .request(reading.code())
            .filter(request -> request.inquiry().name().equals(Route.NEIGHBOUR))
            .isPresent();
    if (isOfNeighbour || dialect.settings().stream().anyMatch(s -> depends(s, reading.code()))) {
      readings.put(reading.code(), reading);
    }
  }

  private static boolean depends(Setting setting, String code) {
    Setting.Proof proof = setting.proof();
    Setting.Listing listing = setting.listing();
    return (proof != null && proof.inquiry().equals(code))
        || (listing != null && listing.inquiry().equals(code));
  }

  /** The last reading of an inquiry by its code, or null. */
  @Nullable Reading reading(String code) {
    return readings.get(code);
  }

  /** All that is known of it. */
  Facts facts() {
    Map<String, Map<String, @Nullable Object>> data = new HashMap<>();
    readings.forEach((code, reading) -> data.put(code, reading.data()));
    return Facts.of(dialect, data);
  }

  @Override
  public String toString() {
    return id() + " (" + Objects.toString(serial(), "serial number not known") + ")";
  }
}
