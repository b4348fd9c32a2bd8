package io.sunherd.web.live;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.Reading;
import io.sunherd.heard.HeardUnit;
import io.sunherd.protocol.table.Dialect;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the site has received of one inverter: its state, its line, and the newest reading of each
 * code.
 */
public final class LiveUnit {
  private final HeardUnit<Held> heard;
  private @Nullable LinkStatistics link;

  LiveUnit(String id) {
    this.heard = new HeardUnit<>(id);
  }

  /** Takes a reading and returns its entry; {@code nowMs} is monotonic. */
  public Held accept(Reading reading, long nowMs) {
    Held known = heard.known(reading.code(), reading);
    return known == null ? heard.keep(reading.code(), new Held(reading, nowMs)) : known;
  }

  /** Takes a state; forgets readings of another unit, or in another dialect. */
  void accept(InverterState newer) {
    heard.accept(newer);
  }

  /** Forgets what it told to these inquiries. */
  void forget(Set<String> codes) {
    heard.forget(codes);
  }

  /** Takes the statistics of its line. */
  void accept(LinkStatistics newer) {
    link = newer;
  }

  /** Its name everywhere. */
  public String id() {
    return heard.id();
  }

  /** The newest reading of a wire code, or null. */
  public @Nullable Held reading(String code) {
    return heard.newest(code);
  }

  /** The newest reading of this name, or null. */
  public @Nullable Held named(String command) {
    return heard.readings().stream()
        .filter(held -> held.reading().command().equals(command))
        .reduce((older, newer) -> newer)
        .orElse(null);
  }

  /** Its serial number, once known. */
  public Optional<String> serial() {
    return Optional.ofNullable(heard.serial());
  }

  /** The neighbour through which it is seen now, if any. */
  public Optional<String> via() {
    return Optional.ofNullable(heard.state()).map(InverterState::via);
  }

  /** The newest reading of each wire code. */
  public Collection<Held> readings() {
    return heard.readings();
  }

  /** The statistics of its line; empty for a unit without a line of its own. */
  public Optional<LinkStatistics> link() {
    return Optional.ofNullable(link);
  }

  /** Its last state, or null where none has come yet. */
  public @Nullable InverterState state() {
    return heard.state();
  }

  /** Its condition; offline until its first state. */
  public Condition condition() {
    return heard.condition();
  }

  /** Its dialect; the common one until it is known. */
  public Dialect dialect() {
    return heard.dialect();
  }
}
