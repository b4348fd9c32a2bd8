package io.sunherd.settings;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.audit.Along;
import io.vertx.core.eventbus.EventBus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Detects settings that were changed outside of the hub: at the front panel, or by another program.
 * The first reading of a unit is the reference; changes while the hub writes to the unit count as
 * the hub's own.
 */
final class Watch {
  /** How long a late change still counts as the effect of a write. */
  private static final long LATE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final SettableUnits units;
  private final Exchange exchange;
  private final AuditKeeper books;
  private final EventBus bus;
  private final LongSupplier nanos;
  private final Map<String, Map<String, Object>> known = new HashMap<>();
  private final Map<String, Map<String, Expected>> expected = new HashMap<>();
  private final Map<String, Integer> held = new HashMap<>();

  private record Expected(Object value, @Nullable String by, long since) {}

  Watch(
      SettableUnits units, Exchange exchange, AuditKeeper books, EventBus bus, LongSupplier nanos) {
    this.units = units;
    this.exchange = exchange;
    this.books = books;
    this.bus = bus;
    this.nanos = nanos;
  }

  /**
   * A write begins: from now on changes of its unit count as the hub's own, and so does what other
   * units make of a setting of the whole system, in particular the one whose cable leads there.
   * What its unit comes to is told when the write has ended, and is no effect of an earlier one.
   */
  void begin(Attempt attempt) {
    SettableUnit unit = attempt.wish().unit();
    hold(unit);
    forget(unit, attempt);
    others(attempt).forEach(other -> expect(other, attempt));
  }

  private void hold(SettableUnit unit) {
    held.merge(unit.identity(), 1, Integer::sum);
  }

  void release(SettableUnit unit) {
    held.computeIfPresent(unit.identity(), (id, count) -> count == 1 ? null : count - 1);
  }

  private boolean isHeld(SettableUnit unit) {
    return held.containsKey(unit.identity());
  }

  /** The hub has changed a setting to a value. */
  void adopt(SettableUnit unit, Setting setting, Object value) {
    known.computeIfAbsent(unit.identity(), id -> new HashMap<>()).put(setting.name(), value);
  }

  /** The same of the values that went along with another one; tells which have changed. */
  void adopt(Route route, List<Along> all, @Nullable String by, long at) {
    for (Along along : all) {
      Setting other = companion(route, along);
      Object now = along.confirmed();
      if (other != null && now != null) {
        adopt(route.unit(), other, now);
        if (along.isChanged()) {
          publish(route.unit(), other, along.old(), now, by, at);
        }
      }
    }
  }

  private static @Nullable Setting companion(Route route, Along along) {
    return route.cable().dialect().setting(along.setting()).orElse(null);
  }

  /**
   * A write has ended: publishes what has changed, so that neither it nor its late effects count as
   * changes made outside.
   */
  void written(Attempt attempt, CompletedWrite done) {
    SettableUnit unit = attempt.wish().unit();
    Setting setting = attempt.wish().setting();
    Object now = done.now();
    if (done.isUnsent()) {
      others(attempt).forEach(other -> forget(other, attempt));
      return;
    }
    if (attempt.route().proof() == null) {
      known.remove(unit.identity()); // no reading shows its effect, so anything may have changed
      return;
    }
    String by = attempt.wish().actor().name();
    long at = books.now().toEpochMilli();
    expect(unit, attempt);
    if (now != null) {
      adopt(unit, setting, now);
      if (!now.equals(done.from())) {
        publish(unit, setting, done.from(), now, by, at);
      }
    }
    adopt(attempt.route(), done.along(), by, at);
    spread(attempt);
  }

  /** A unit may still come to what was sent by the hub's doing. */
  private void expect(SettableUnit unit, Attempt attempt) {
    String by = attempt.wish().actor().name();
    expect(unit, attempt.wish().setting(), attempt.value(), by);
    for (Along along : attempt.along()) {
      Setting other = companion(attempt.route(), along);
      if (other != null) {
        expect(unit, other, along.requested(), by);
      }
    }
  }

  /** A setting that comes to what was sent before is not the hub's doing any more. */
  private void forget(SettableUnit unit, Attempt attempt) {
    expected.getOrDefault(unit.identity(), new HashMap<>()).remove(attempt.wish().setting().name());
  }

  /** A setting may still change to this value as an effect of the hub's write. */
  private void expect(SettableUnit unit, Setting setting, Object value, @Nullable String by) {
    expected
        .computeIfAbsent(unit.identity(), id -> new HashMap<>())
        .put(setting.name(), new Expected(value, by, nanos.getAsLong()));
  }

  /**
   * A setting of the whole system was written at one unit: looks what it has made of the others.
   */
  private void spread(Attempt attempt) {
    Setting.Proof proof = attempt.wish().setting().proof();
    if (proof == null) {
      return;
    }
    for (SettableUnit unit : others(attempt)) {
      expect(unit, attempt);
      hold(unit);
      exchange.read(unit.id(), proof.inquiry(), 0).onComplete(read -> release(unit));
    }
  }

  /** The other units that may follow a setting of the whole system, and show it. */
  private List<SettableUnit> others(Attempt attempt) {
    Setting setting = attempt.wish().setting();
    String written = attempt.wish().unit().identity();
    return setting.scope() != Setting.Scope.SYSTEM
        ? List.of()
        : units.all().stream()
            .filter(unit -> !unit.identity().equals(written))
            .filter(unit -> unit.isOnline() && unit.wiring().via() == null)
            .toList();
  }

  /** Compares a reading with those before it. */
  void accept(SettableUnit unit, Reading reading) {
    for (Setting setting : unit.dialect().settings()) {
      Setting.Proof proof = setting.proof();
      boolean isShown = proof != null && proof.inquiry().equals(reading.code());
      Object now = isShown && !setting.moves() ? setting.shown(reading.data()) : null;
      if (now != null) {
        compare(unit, setting, now, reading.at());
      }
    }
  }

  private void compare(SettableUnit unit, Setting setting, Object now, long at) {
    Map<String, Object> before = known.getOrDefault(unit.identity(), Map.of());
    Object old = before.get(setting.name());
    adopt(unit, setting, now);
    if (old == null || old.equals(now)) {
      return;
    }
    Expected wanted = expected.getOrDefault(unit.identity(), Map.of()).get(setting.name());
    if (wanted != null && isExpected(wanted, setting, now)) {
      publish(unit, setting, old, now, wanted.by(), at);
    } else if (!isHeld(unit)) {
      books.outside(unit, setting, old, now);
      publish(unit, setting, old, now, null, at);
    }
  }

  private boolean isExpected(Expected wanted, Setting setting, Object now) {
    return nanos.getAsLong() - wanted.since() <= LATE_NANOS && setting.isKept(wanted.value(), now);
  }

  /** Publishes that a setting has a new value, set by a user of the hub or outside of it. */
  void publish(
      SettableUnit unit,
      Setting setting,
      @Nullable Object old,
      Object now,
      @Nullable String by,
      long at) {
    bus.publish(
        Addresses.SETTINGS,
        new SettingChange(unit.id(), setting.name(), setting.code(), old, now, by, at));
  }
}
