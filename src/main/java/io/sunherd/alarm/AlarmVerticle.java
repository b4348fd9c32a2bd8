package io.sunherd.alarm;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.ConfigState;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.Voided;
import io.sunherd.bus.alarm.Acknowledge;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.bus.alarm.LastSeen;
import io.sunherd.bus.alarm.SeenUnits;
import io.sunherd.bus.alarm.ShowAlarms;
import io.sunherd.bus.alarm.ShowLastSeen;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to everything that alarms are made of, looks every two seconds and when a unit reports a
 * trouble, and publishes what has happened to them. It begins with the alarms that the history has
 * kept; while that cannot be had it goes on in memory, and asks again.
 */
public final class AlarmVerticle extends VerticleBase {
  /** The name under which it reports its health. */
  public static final String PART = "alarms";

  private static final Logger LOG = LoggerFactory.getLogger(AlarmVerticle.class);
  private static final long LOOK_MS = 2_000;

  /** How long nothing is raised for what the history may know already. */
  private static final long PATIENCE_MS = 5_000;

  private static final long ASK_MS = 1_000;
  private static final DeliveryOptions ASKING = new DeliveryOptions().setSendTimeout(30_000);

  private final Ears ears = new Ears();
  private final List<Message<ShowAlarms>> waiting = new ArrayList<>();
  private final AlarmWatch watch;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final long startedMs;
  private boolean isRecalled;
  private boolean isSeenKnown;
  private boolean isAsking;
  private long askedMs;

  /**
   * @param configured the inverters and the rules at the start
   * @param clock the time of day
   * @param nanos the monotonic clock of delays and of the age of readings
   */
  public AlarmVerticle(Configured configured, InstantSource clock, LongSupplier nanos) {
    this.watch = new AlarmWatch();
    this.clock = clock;
    this.nanos = nanos;
    this.startedMs = nowMs();
    this.askedMs = startedMs - ASK_MS;
    watch.configure(configured);
  }

  @Override
  public Future<?> start() {
    WatchedHerd herd = watch.herd();
    this.<Reading>listen(Addresses.READINGS, this::accept);
    this.<InverterState>listen(Addresses.STATES, state -> herd.accept(state, nowMs()));
    this.<Voided>listen(Addresses.VOIDED, herd::accept);
    this.<Refused>listen(Addresses.REFUSALS, herd::accept);
    this.<Member>listen(Addresses.MEMBERS, herd::accept);
    this.<BatteryState>listen(Addresses.BATTERY, herd::accept);
    this.<PartHealth>listen(Addresses.PARTS, herd::accept);
    this.<SystemTotals>listen(Addresses.SYSTEM, herd::accept);
    this.<ConfigState>listen(Addresses.CONFIG, herd::accept);
    this.<SettingChange>listen(Addresses.SETTINGS, watch::accept);
    this.<Configured>listen(Addresses.CONFIGURED, this::configure);
    ears.<ShowAlarms>listen(vertx, Addresses.SHOW_ALARMS, this::asked);
    ears.<Acknowledge>listen(
        vertx, Addresses.ACKNOWLEDGE, message -> message.reply(acknowledge(message.body())));
    return ears.open()
        .onSuccess(
            ready -> {
              ears.look(vertx, LOOK_MS, this::look);
              tell();
              look();
            });
  }

  private <T> void listen(String address, Consumer<T> what) {
    ears.<T>listen(vertx, address, message -> what.accept(message.body()));
  }

  private void configure(Configured configured) {
    watch.configure(configured);
    tell();
  }

  /** A trouble that lasts only a moment may be over at the next check. */
  private void accept(Reading reading) {
    if (watch.herd().accept(reading, nowMs())) {
      look();
    }
  }

  /** For parts that have just started. */
  private void tell() {
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, null));
    vertx.eventBus().publish(Addresses.ACTIVE_ALARMS, watch.board().active());
  }

  private void look() {
    long now = nowMs();
    if (!isRecalled && !isAsking && now - askedMs >= ASK_MS) {
      ask();
    }
    if ((isRecalled && isSeenKnown) || now - startedMs >= PATIENCE_MS) {
      publish(watch.look(clock.millis(), now));
      answer();
    }
  }

  /** Who asks before the history has told its alarms waits for them, but not for ever. */
  private void asked(Message<ShowAlarms> message) {
    waiting.add(message);
    if (isRecalled || nowMs() - startedMs >= PATIENCE_MS) {
      answer();
    }
  }

  private void answer() {
    waiting.forEach(message -> message.reply(show(message.body())));
    waiting.clear();
  }

  private void ask() {
    isAsking = true;
    askedMs = nowMs();
    vertx
        .eventBus()
        .<Alarms>request(Addresses.KEPT_ALARMS, new ShowAlarms(false, AlarmBoard.MOST_PAST), ASKING)
        .onSuccess(kept -> recall(kept.body()))
        .onFailure(e -> LOG.debug("The kept alarms are not known yet: {}", e.getMessage()))
        .onComplete(asked -> isAsking = false);
  }

  private void recall(Alarms kept) {
    isRecalled = true;
    publish(watch.recall(kept.alarms(), nowMs()));
    tell();
    answer();
    askSeen();
  }

  /** The last values of the units only help to judge them: alarms work without. */
  private void askSeen() {
    vertx
        .eventBus()
        .<SeenUnits>request(
            Addresses.LAST_SEEN,
            new ShowLastSeen(
                watch.herd().ids(), clock.millis() - UnreachableUnits.LONGEST_NIGHT_MS),
            ASKING)
        .onFailure(e -> LOG.debug("What units told last is not known: {}", e.getMessage()))
        .<List<LastSeen>>map(seen -> seen.body().units())
        .otherwise(List.of())
        .onSuccess(
            seen -> {
              isSeenKnown = true;
              watch.recallSeen(seen, clock.millis(), nowMs());
            });
  }

  private void publish(List<Alarm> news) {
    for (Alarm alarm : news) {
      log(alarm);
      vertx.eventBus().publish(Addresses.ALARMS, alarm);
    }
    if (!news.isEmpty()) {
      vertx.eventBus().publish(Addresses.ACTIVE_ALARMS, watch.board().active());
    }
  }

  private static void log(Alarm alarm) {
    switch (alarm.state()) {
      case RAISED, GROWN -> LOG.warn("Alarm {}: {}", alarm.kind().word(), alarm.text());
      case CLEARED -> LOG.info("Over is alarm {}: {}", alarm.kind().word(), alarm.text());
      case ACKNOWLEDGED -> LOG.info("{} acknowledged: {}", alarm.acknowledgedBy(), alarm.text());
    }
  }

  private Verdict show(ShowAlarms asked) {
    List<Alarm> alarms =
        asked.active() ? watch.board().active().alarms() : watch.board().all(asked.limit());
    return new Verdict(
        200, Map.of("alarms", alarms.stream().limit(asked.limit()).map(Alarm::json).toList()));
  }

  private Verdict acknowledge(Acknowledge asked) {
    boolean isNews =
        watch.board().find(asked.id()).filter(alarm -> alarm.acknowledgedBy() == null).isPresent();
    return watch
        .acknowledge(asked.id(), asked.by())
        .map(
            alarm -> {
              publish(isNews ? List.of(alarm) : List.of());
              return new Verdict(200, alarm.json());
            })
        .orElseGet(
            () ->
                new Verdict(
                    404,
                    Map.of(
                        "error",
                        "There is no alarm " + asked.id() + "; GET /api/v1/alarms tells them.")));
  }

  private long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }
}
