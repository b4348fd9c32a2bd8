package io.sunherd.mqtt;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.MqttState;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.config.MqttConfig;
import io.sunherd.disk.HubId;
import io.sunherd.heard.LiveBatteries;
import io.sunherd.json.BatteryJson;
import io.sunherd.json.SystemJson;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Broker;
import io.sunherd.mqtt.broker.Counts;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the configured broker what is said on the bus; does nothing where there is none. */
public final class MqttVerticle extends VerticleBase {
  /** The name under which it reports its health. */
  public static final String PART = PartHealth.BROKER;

  private static final Logger LOG = LoggerFactory.getLogger(MqttVerticle.class);
  private static final long LOOK_MS = 1_000;

  /** How long what was published may take to come back. */
  private static final long ECHO_MS = 5_000;

  private static final long TOTALS_MS = 1_000;

  private final MqttConfig config;
  private final Path folder;
  private final Configured first;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final DoubleSupplier random;
  private final Ears ears = new Ears();
  private final LiveBatteries batteries = new LiveBatteries();
  private @Nullable Telling telling;
  private @Nullable MqttState told;

  /** What there is once the hub knows what it is called. */
  private final class Telling implements Broker.Listener {
    private final Topics topics = new Topics(config.base());
    private final Rival rival;
    private final Broker broker;
    private final LiveTopics live;
    private final KeptTopics kept;
    private final UnitSettings settings;
    private final OrderTaking orders;
    private @Nullable String unwell;
    private boolean isFound;
    private boolean isEchoMissing;

    Telling(String hub) {
      rival = new Rival(hub);
      broker = new Broker(vertx, config, hub, topics.hubState(), Payloads.OFFLINE, random, this);
      live = new LiveTopics(vertx, broker, config.every(), nanos);
      kept = new KeptTopics(topics, broker);
      settings = new UnitSettings(vertx, kept, (id, rows) -> {});
      broker.subscribe(topics.hubInfo(), 0);
      broker.subscribe(topics.hubState(), 0);
      broker.glance(topics.state("+"));
      broker.glance(topics.energy("+"));
      broker.glance(topics.setting("+", "+"));
      broker.keep(topics.hubState(), Payloads.ONLINE);
      broker.keep(
          topics.hubInfo(),
          Payloads.info(
              hub, MqttVerticle.class.getPackage().getImplementationVersion(), clock.millis()));
      orders = new OrderTaking(vertx, config, topics, broker, () -> rival.hub() != null, nanos);
      kept.configure(first.ids());
    }

    @Override
    public void connected() {
      if (!isFound) {
        isFound = true;
        kept.allFound(rival.hub() == null);
      }
      live.repeat();
      vertx.setTimer(
          ECHO_MS,
          timer -> {
            isEchoMissing = broker.counts().isConnected() && !rival.isEchoed();
            report();
          });
    }

    @Override
    public void received(Arrival arrival) {
      String topic = arrival.topic();
      if (topic.equals(topics.hubInfo())) {
        answer(rival.info(arrival.payload(), arrival.isRetained()));
      } else if (topic.equals(topics.hubState())) {
        answer(rival.state(arrival.payload(), arrival.isRetained()));
      } else if (!orders.takes(arrival)) {
        kept.found(arrival);
      }
    }

    private void answer(Rival.Answer answer) {
      if (answer == Rival.Answer.ASSERT) {
        broker.repeat(topics.hubState());
      }
      if (answer != Rival.Answer.NONE) {
        broker.repeat(topics.hubInfo());
      }
      isEchoMissing = isEchoMissing && !rival.isEchoed();
      report();
    }

    @Override
    public void troubled(@Nullable String sentence) {
      unwell = sentence;
      if (sentence != null) {
        rival.begin();
        isEchoMissing = false;
      }
      report();
    }

    @Nullable String trouble() {
      if (unwell != null) {
        return unwell;
      }
      if (rival.hub() != null) {
        return "Another hub, "
            + rival.hub()
            + ", is online on the base \""
            + config.base()
            + "\": give each hub of this broker a base of its own under mqtt.";
      }
      return isEchoMissing
          ? "What the hub publishes at "
              + topics.hubInfo()
              + " does not come back: let its user read and write "
              + config.base()
              + "/# at the broker."
          : null;
    }

    private void report() {
      MqttVerticle.this.report(trouble(), broker.counts());
    }

    private Future<Void> leave() {
      return orders
          .leave()
          .compose(
              answered -> {
                broker.keep(topics.hubState(), Payloads.OFFLINE);
                return broker.leave();
              });
    }
  }

  /**
   * @param config which broker, and how
   * @param folder the data folder
   * @param first the inverters at the start
   * @param clock the time of day
   * @param nanos the monotonic clock of delays
   * @param random from 0 to 1, for what several hubs must not do at once
   */
  public MqttVerticle(
      MqttConfig config,
      Path folder,
      Configured first,
      InstantSource clock,
      LongSupplier nanos,
      DoubleSupplier random) {
    this.config = config;
    this.folder = folder;
    this.first = first;
    this.clock = clock;
    this.nanos = nanos;
    this.random = random;
  }

  @Override
  public Future<?> start() {
    if (config.url() == null) {
      ears.<Configured>listen(vertx, Addresses.CONFIGURED, message -> tell());
      return ears.open().onSuccess(ready -> tell());
    }
    return vertx.executeBlocking(this::hubId).compose(this::open);
  }

  private String hubId() {
    try {
      return HubId.in(folder);
    } catch (IOException e) {
      LOG.warn("The hub's id cannot be kept in {}: {}", folder, e.toString());
      return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
  }

  private Future<?> open(String hub) {
    Telling made = new Telling(hub);
    telling = made;
    this.<Configured>listen(
        Addresses.CONFIGURED,
        configured -> {
          made.kept.configure(configured.ids());
          made.settings.configure(configured.ids());
          tell();
        });
    this.<Reading>listen(Addresses.READINGS, reading -> accept(made, reading));
    this.<InverterState>listen(
        Addresses.STATES,
        state -> {
          made.kept.state(state);
          made.settings.accept(state);
        });
    this.<SettingChange>listen(Addresses.SETTINGS, made.settings::accept);
    this.<PartHealth>listen(Addresses.PARTS, made.orders::accept);
    this.<SystemTotals>listen(
        Addresses.SYSTEM,
        totals ->
            made.live.tell(
                made.topics.totals(), TOTALS_MS, () -> Payloads.json(SystemJson.of(totals))));
    this.<BatteryState>listen(Addresses.BATTERY, state -> accept(made, state));
    this.<Alarm>listen(
        Addresses.ALARMS,
        alarm -> made.broker.send(made.topics.alarms(), Payloads.json(alarm.json())));
    return ears.open()
        .onSuccess(
            ready -> {
              made.settings.begin();
              made.broker.begin();
              vertx.setPeriodic(LOOK_MS, timer -> made.report());
              tell();
            });
  }

  private <T> void listen(String address, Consumer<T> what) {
    ears.<T>listen(vertx, address, message -> what.accept(message.body()));
  }

  private static void accept(Telling made, Reading reading) {
    if (reading.everyMs() > 0) {
      made.live.tell(
          made.topics.reading(reading.inverter(), reading.command()),
          reading.everyMs(),
          () -> Payloads.reading(reading));
    }
    made.settings.accept(reading);
  }

  private void accept(Telling made, BatteryState state) {
    batteries.accept(state);
    made.live.tell(
        made.topics.battery(),
        TOTALS_MS,
        () -> Payloads.json(BatteryJson.of(batteries.all(), clock.millis())));
  }

  /** Publishes how it goes, whether that has changed or not. */
  private void tell() {
    told = null;
    Telling made = telling;
    if (made == null) {
      vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, null));
      vertx
          .eventBus()
          .publish(Addresses.MQTT, new MqttState(false, false, null, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    } else {
      made.report();
    }
  }

  private void report(@Nullable String trouble, Counts counts) {
    MqttState before = told;
    MqttState now =
        new MqttState(
            true,
            counts.isConnected(),
            trouble,
            counts.kept(),
            counts.sent(),
            counts.readings(),
            counts.dropped(),
            counts.replaced(),
            counts.waiting(),
            counts.connections(),
            counts.acknowledged(),
            counts.acknowledgingNanos());
    if (before == null || !Objects.equals(before.trouble(), trouble)) {
      vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, trouble));
    }
    if (!now.equals(before)) {
      vertx.eventBus().publish(Addresses.MQTT, now);
    }
    told = now;
  }

  @Override
  public Future<?> stop() {
    return ears.close()
        .transform(closed -> telling == null ? Future.succeededFuture() : telling.leave());
  }
}
