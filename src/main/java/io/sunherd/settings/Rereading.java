package io.sunherd.settings;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Voided;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a unit may have otherwise since something was sent to it: nobody tells it any more until it
 * was read again, which is tried until it succeeds.
 */
final class Rereading {
  private static final long AGAIN_MS = 10_000;

  private final Vertx vertx;
  private final Exchange exchange;
  private final SettableUnits units;

  Rereading(Vertx vertx, Exchange exchange, SettableUnits units) {
    this.vertx = vertx;
    this.exchange = exchange;
    this.units = units;
  }

  /**
   * Any setting of a unit may have another value now: reads all of them. Never fails.
   *
   * @return what it told before and does not tell now
   */
  Future<Set<String>> all(SettableUnit cable) {
    Set<String> proofs = new TreeSet<>(cable.dialect().proofs());
    Set<String> told = forget(cable, proofs);
    return ask(cable, proofs)
        .map(
            asked -> {
              Set<String> left = unread(cable, told);
              later(cable, left);
              return left;
            });
  }

  /** What a write has come to could not be read: it is read later. */
  void lost(Route route) {
    SettableUnit cable = route.cable();
    String proof = route.proof();
    if (proof == null) {
      later(cable, forget(cable, cable.dialect().proofs()));
    } else {
      SettableUnit asked = units.get(route.asked());
      later(asked, forget(asked, Set.of(proof)));
    }
  }

  /** Returns what of it was told. */
  private Set<String> forget(SettableUnit unit, Set<String> codes) {
    Set<String> told =
        codes.stream().filter(code -> unit.reading(code) != null).collect(Collectors.toSet());
    Voided voided = new Voided(unit.id(), codes);
    unit.forget(voided.codes());
    vertx.eventBus().publish(Addresses.VOIDED, voided);
    return told;
  }

  private static Set<String> unread(SettableUnit unit, Set<String> codes) {
    return codes.stream()
        .filter(code -> unit.reading(code) == null)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Future<?> ask(SettableUnit unit, Collection<String> codes) {
    Future<?> read = Future.succeededFuture();
    for (String code : codes) {
      read = read.compose(before -> exchange.read(unit.id(), code, 0).otherwiseEmpty());
    }
    return read;
  }

  private void later(SettableUnit unit, Set<String> codes) {
    if (!codes.isEmpty()) {
      String serial = unit.serial();
      vertx.setTimer(AGAIN_MS, timer -> again(unit, serial, codes));
    }
  }

  /** Another unit by that name never told this. */
  private void again(SettableUnit unit, @Nullable String serial, Set<String> codes) {
    boolean isSame = units.find(unit.id()) == unit && Objects.equals(serial, unit.serial());
    if (isSame && !exchange.isOver()) {
      ask(unit, unread(unit, codes)).onComplete(asked -> later(unit, unread(unit, codes)));
    }
  }
}
