package io.sunherd.mqtt.order;

import io.sunherd.bus.Change;
import io.sunherd.bus.PushBattery;
import io.sunherd.bus.Verdict;
import io.sunherd.request.Wishes;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.function.Function;

/**
 * Who decides on orders: the same as on requests by HTTP.
 *
 * @param settings decides on changes of settings
 * @param battery takes readings of a battery
 */
public record OrderDoors(
    Function<Change, Future<Verdict>> settings, Function<PushBattery, Future<Verdict>> battery) {
  /** No client hangs on a line meanwhile, as with HTTP: long enough for a turn and a slow write. */
  private static final Duration PATIENCE = Duration.ofSeconds(70);

  /** Those on a bus. */
  public static OrderDoors of(EventBus bus) {
    Wishes wishes = new Wishes(bus, PATIENCE, PATIENCE);
    return new OrderDoors(wishes::ask, wishes::ask);
  }
}
