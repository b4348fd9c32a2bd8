package io.sunherd.web.live;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the hub has heard of one inverter: its state, and the newest reading of each wire code. */
public final class LiveUnit {

  /** Codes with arguments (QED and a date) are countless; those read longest ago are let go. */
  private static final int MOST_READINGS = 256;

  private final String id;
  private final Map<String, Held> readings = new LinkedHashMap<>();
  private @Nullable InverterState state;
  private @Nullable LinkStatistics link;
  private Dialect dialect = Dialects.common();

  LiveUnit(String id) {
    this.id = id;
  }

  /** Takes a reading in and gives what is held of it; {@code now} is monotonic, nanoseconds. */
  public Held accept(Reading reading, long now) {
    Held known = readings.get(reading.code());
    if (known != null && known.same(reading)) {
      return known;
    }
    Held held = new Held(reading, now);
    // Removed first, so that the order of the map is that of arrival.
    readings.remove(reading.code());
    readings.put(reading.code(), held);
    if (readings.size() > MOST_READINGS) {
      readings.remove(readings.keySet().iterator().next());
    }
    return held;
  }

  /** Takes a state in; what was read of another unit is let go. */
  void accept(InverterState newer) {
    Optional<String> before = serial();
    state = newer;
    if (before.isPresent() && !before.equals(serial())) {
      readings.clear();
    }
    String protocol = newer.protocol();
    if (protocol != null) {
      dialect = Dialects.find(protocol).orElse(dialect);
    }
  }

  /** Takes in how its line does. */
  void accept(LinkStatistics newer) {
    link = newer;
  }

  /** Its name everywhere. */
  public String id() {
    return id;
  }

  /** The newest reading of a wire code, or null. */
  public @Nullable Held reading(String code) {
    return readings.get(code);
  }

  /** The newest reading of this name, or null. */
  public @Nullable Held named(String command) {
    return readings.values().stream()
        .filter(held -> held.reading().command().equals(command))
        .reduce((older, newer) -> newer)
        .orElse(null);
  }

  /** Its serial number, once known. */
  public Optional<String> serial() {
    return Optional.ofNullable(state).map(InverterState::serial);
  }

  /** The neighbour through which it is seen now, if it is. */
  public Optional<String> via() {
    return Optional.ofNullable(state).map(InverterState::via);
  }

  /** The newest reading of each wire code. */
  public Collection<Held> readings() {
    return Collections.unmodifiableCollection(readings.values());
  }

  /** How its line does; nothing for a unit without a line of its own. */
  public Optional<LinkStatistics> link() {
    return Optional.ofNullable(link);
  }

  /** Its last state, or null where it has not told any. */
  public @Nullable InverterState state() {
    return state;
  }

  /** Its condition; offline until it tells one. */
  public Condition condition() {
    return state == null ? Condition.OFFLINE : state.condition();
  }

  /** The table of its commands: that of the common dialect until it tells its own. */
  public Dialect dialect() {
    return dialect;
  }
}
