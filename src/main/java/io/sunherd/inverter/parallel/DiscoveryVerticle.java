package io.sunherd.inverter.parallel;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the units of every parallel system, with a cable or without, through one inverter of each
 * system: when one comes or goes, and every five minutes. It asks slowly, since the line is there
 * for its own unit's readings. It publishes members only; an inverter's state is published by its
 * owner.
 */
public final class DiscoveryVerticle extends VerticleBase {
  /** The name under which it reports its health. */
  public static final String PART = "parallel systems";

  private static final Logger LOG = LoggerFactory.getLogger(DiscoveryVerticle.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final long PATIENCE_MS = 10_000;

  /** A reading of the settings this old will do: how many units can be paralleled never changes. */
  private static final long SETTINGS_AGE_MS = Duration.ofHours(1).toMillis();

  /** The inquiry in which a unit reports whether it is master or slave (PI30.md 7.18). */
  private static final String ROLE = "parallel_role";

  private final ParallelSystems systems;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final long pauseMs;
  private boolean busy;

  /**
   * Discovers nothing yet.
   *
   * @param inverters the ids of those with a cable of their own
   * @param clock the time of day, for what is published
   * @param nanos the monotonic clock that rounds are timed by
   */
  public DiscoveryVerticle(List<String> inverters, InstantSource clock, LongSupplier nanos) {
    this(inverters, clock, nanos, PAUSE);
  }

  /**
   * @param pause the time between two inquiries
   */
  public DiscoveryVerticle(
      List<String> inverters, InstantSource clock, LongSupplier nanos, Duration pause) {
    this.systems = new ParallelSystems(inverters);
    this.clock = clock;
    this.nanos = nanos;
    this.pauseMs = pause.toMillis();
  }

  @Override
  public Future<?> start() {
    Future<?> states =
        vertx
            .eventBus()
            .<InverterState>consumer(
                Addresses.STATES,
                message -> {
                  publish(systems.accept(message.body(), nanos.getAsLong()));
                  look();
                })
            .completion();
    Future<?> configured =
        vertx
            .eventBus()
            .<Configured>consumer(
                Addresses.CONFIGURED,
                message -> {
                  systems.configure(message.body().cabled());
                  publishAll();
                })
            .completion();
    return Future.all(states, configured)
        .onSuccess(
            v -> {
              vertx.setPeriodic(pauseMs, timer -> look());
              publishAll();
            });
  }

  private void publishAll() {
    publish(systems.present());
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, null));
  }

  private void publish(List<Member> members) {
    members.forEach(member -> vertx.eventBus().publish(Addresses.MEMBERS, member));
  }

  private void look() {
    Optional<InverterState> due = busy ? Optional.empty() : systems.due(nanos.getAsLong());
    if (due.isEmpty()) {
      return;
    }
    busy = true;
    scan(due.get())
        .onFailure(e -> LOG.error("Looking for parallel units failed inside the hub", e))
        .onComplete(result -> busy = false);
  }

  private Future<Void> scan(InverterState state) {
    String via = state.inverter();
    Dialect dialect = Dialects.find(String.valueOf(state.protocol())).orElse(Dialects.common());
    return ask(via, "settings", SETTINGS_AGE_MS)
        .map(settings -> new BusScan(dialect, state.serial(), settings.data()))
        .compose(call -> call(via, call))
        .compose(
            scan -> {
              publish(systems.scanned(via, scan, nanos.getAsLong(), clock.millis()));
              return roles(systems.cabled(via));
            },
            failure -> {
              if (Failure.isRefusal(failure)) {
                publish(systems.refused(via, nanos.getAsLong(), clock.millis()));
              } else {
                systems.failed(via, nanos.getAsLong());
              }
              return Future.succeededFuture();
            });
  }

  private Future<BusScan> call(String via, BusScan call) {
    Optional<String> question = call.next();
    if (question.isEmpty()) {
      return Future.succeededFuture(call);
    }
    boolean first = call.isFirst();
    return later(via, question.get())
        .compose(
            reading -> {
              call.told(reading.data());
              return call(via, call);
            },
            failure -> {
              if (first || Failure.status(failure) == Failure.OFFLINE.code()) {
                return Future.failedFuture(failure);
              }
              call.unanswered();
              return call(via, call);
            });
  }

  /**
   * Asks every unit with a cable for its role, as each reports its own only; the owner publishes
   * the reading.
   */
  private Future<Void> roles(List<InverterState> cabled) {
    Future<Void> done = Future.succeededFuture();
    for (InverterState state : cabled) {
      Optional<String> code =
          Dialects.find(String.valueOf(state.protocol())).flatMap(DiscoveryVerticle::roleCode);
      if (code.isPresent()) {
        done =
            done.compose(v -> later(state.inverter(), code.get()))
                .<Void>mapEmpty()
                .otherwiseEmpty();
      }
    }
    return done;
  }

  private static Optional<String> roleCode(Dialect dialect) {
    return dialect.inquiries().stream()
        .filter(row -> row.fields().stream().anyMatch(field -> field.key().equals(ROLE)))
        .map(Inquiry::code)
        .findFirst();
  }

  private Future<Reading> later(String via, String command) {
    return vertx.timer(pauseMs, TimeUnit.MILLISECONDS).compose(v -> ask(via, command, 0));
  }

  private Future<Reading> ask(String via, String command, long maxAgeMs) {
    return vertx
        .eventBus()
        .<Reading>request(
            Addresses.ask(via),
            new Ask(command, maxAgeMs, PATIENCE_MS),
            new DeliveryOptions().setSendTimeout(PATIENCE_MS))
        .map(message -> message.body());
  }
}
