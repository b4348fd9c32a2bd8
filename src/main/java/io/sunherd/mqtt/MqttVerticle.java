package io.sunherd.mqtt;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Voided;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.config.MqttConfig;
import io.sunherd.disk.HubId;
import io.sunherd.json.SystemJson;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Broker;
import io.sunherd.mqtt.discovery.HubSheet;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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

  private static final @Nullable String VERSION =
      MqttVerticle.class.getPackage().getImplementationVersion();

  private final MqttConfig config;
  private final @Nullable String page;
  private final Path folder;
  private final Configured first;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final DoubleSupplier random;
  private final Ears ears = new Ears();
  private @Nullable Telling telling;

  /** What there is once the hub knows what it is called. */
  private final class Telling implements Broker.Listener {
    private final Reports reports;
    private final Topics topics = new Topics(config.base());
    private final Broker broker;
    private final BaseWatch watch;
    private final LiveTopics live;
    private final KeptTopics kept;
    private final OrderTaking orders;
    private final Announcing announcing;
    private final UnitSettings settings;
    private final Energies energies;
    private final ToldBatteries batteries;
    private boolean isFound;

    Telling(String hub, Reports reports) {
      this.reports = reports;
      broker =
          new Broker(vertx, config, hub, topics.hubState(), Payloads.OFFLINE, nanos, random, this);
      watch = new BaseWatch(config, topics, broker, hub);
      live = new LiveTopics(vertx, broker.sending(), config.every(), nanos);
      kept = new KeptTopics(topics, broker.sending(), watch::isContested);
      broker.glance(topics.state("+"));
      broker.glance(topics.energy("+"));
      broker.glance(topics.setting("+", "+"));
      broker.sending().keep(topics.hubState(), Payloads.ONLINE);
      broker.sending().keep(topics.hubInfo(), Payloads.info(hub, VERSION, clock.millis()));
      orders = new OrderTaking(vertx, config, topics, broker, watch::isContested, nanos);
      announcing =
          new Announcing(
              vertx, config, sheet(hub), broker, live, folder, watch::isContested, nanos, random);
      settings = new UnitSettings(vertx, kept, announcing.facts()::settings);
      energies = new Energies(vertx, folder, this::energy);
      batteries = new ToldBatteries(topics.battery(), live, announcing.facts(), clock);
      configure(first.ids());
    }

    private HubSheet sheet(String hub) {
      String version = Objects.requireNonNullElse(VERSION, "unpackaged");
      return new HubSheet(
          config.base(), hub, version, page, config.every().toMillis(), config.writes());
    }

    private void configure(List<String> ids) {
      kept.configure(ids).forEach(this::forget);
      batteries.clear();
      settings.configure(ids);
      announcing.configure(ids);
      energies.configure(ids);
    }

    private void state(InverterState state) {
      if (kept.state(state)) {
        forget(state.inverter());
      }
      settings.accept(state);
      announcing.facts().state(state);
      energies.accept(state);
    }

    private void forget(String id) {
      live.forgetBelow(topics.reading(id, ""));
    }

    private void energy(String name, Map<String, Long> amounts) {
      kept.energy(name, amounts);
      announcing.energy(name, amounts);
    }

    @Override
    public void connected() {
      watch.connected();
      if (!isFound) {
        isFound = true;
        kept.allFound();
        announcing.begin();
      }
      live.repeat();
      energies.ask();
      vertx.setTimer(
          ECHO_MS,
          timer -> {
            watch.requireEcho();
            report();
          });
    }

    @Override
    public void received(Arrival arrival) {
      if (watch.takes(arrival)) {
        report();
      } else if (!orders.takes(arrival) && !announcing.takes(arrival)) {
        kept.found(arrival);
        announcing.found(arrival);
      }
    }

    @Override
    public void troubled(@Nullable String sentence) {
      watch.troubled(sentence);
      report();
    }

    private void report() {
      orders.look();
      kept.look();
      reports.tell(watch.trouble(), broker.counts(), orders.counts());
    }

    private Future<Void> leave() {
      return Future.join(orders.leave(), energies.leave())
          .transform(
              told -> {
                watch.leave();
                broker.sending().keep(topics.hubState(), Payloads.OFFLINE);
                return broker.leave();
              });
    }
  }

  /**
   * @param config which broker, and how
   * @param page where the page is for others than this machine, or null
   * @param folder the data folder
   * @param first the inverters at the start
   * @param clock the time of day
   * @param nanos the monotonic clock of delays
   * @param random from 0 to 1, for what several hubs must not do at once
   */
  public MqttVerticle(
      MqttConfig config,
      @Nullable String page,
      Path folder,
      Configured first,
      InstantSource clock,
      LongSupplier nanos,
      DoubleSupplier random) {
    this.config = config;
    this.page = page;
    this.folder = folder;
    this.first = first;
    this.clock = clock;
    this.nanos = nanos;
    this.random = random;
  }

  @Override
  public Future<?> start() {
    Reports reports = new Reports(vertx.eventBus(), config, clock);
    if (config.url() == null) {
      ears.<Configured>listen(vertx, Addresses.CONFIGURED, message -> tell(reports));
      return ears.open().onSuccess(ready -> tell(reports));
    }
    return vertx.executeBlocking(this::hubId).compose(hub -> open(hub, reports));
  }

  private String hubId() {
    try {
      return HubId.in(folder);
    } catch (IOException e) {
      LOG.warn("The hub's id cannot be kept in {}: {}", folder, e.toString());
      return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
  }

  private Future<?> open(String hub, Reports reports) {
    Telling made = new Telling(hub, reports);
    telling = made;
    this.<Configured>listen(
        Addresses.CONFIGURED,
        configured -> {
          made.configure(configured.ids());
          tell(reports);
        });
    this.<Reading>listen(Addresses.READINGS, reading -> accept(made, reading));
    this.<InverterState>listen(Addresses.STATES, made::state);
    this.<Voided>listen(Addresses.VOIDED, voided -> accept(made, voided));
    this.<SettingChange>listen(Addresses.SETTINGS, made.settings::accept);
    this.<PartHealth>listen(Addresses.PARTS, made.orders::accept);
    this.<SystemTotals>listen(
        Addresses.SYSTEM,
        totals -> {
          made.announcing.facts().totals(totals);
          made.live.tell(
              made.topics.totals(), TOTALS_MS, () -> Payloads.json(SystemJson.of(totals)));
        });
    this.<BatteryState>listen(Addresses.BATTERY, made.batteries::accept);
    this.<Alarm>listen(
        Addresses.ALARMS,
        alarm -> made.broker.sending().send(made.topics.alarms(), Payloads.json(alarm.json())));
    return ears.open()
        .compose(ready -> made.energies.begin())
        .compose(ready -> made.announcing.prepare())
        .onSuccess(
            ready -> {
              made.settings.begin();
              made.broker.begin();
              ears.look(vertx, LOOK_MS, made::report);
              tell(reports);
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
    made.announcing.facts().heard(reading);
  }

  private static void accept(Telling made, Voided voided) {
    made.settings
        .accept(voided)
        .forEach(name -> made.live.forget(made.topics.reading(voided.inverter(), name)));
  }

  /** Publishes how it goes, whether that has changed or not. */
  private void tell(Reports reports) {
    reports.renew();
    Telling made = telling;
    if (made == null) {
      reports.none();
    } else {
      made.report();
    }
  }

  @Override
  public Future<?> stop() {
    return ears.close()
        .transform(closed -> telling == null ? Future.succeededFuture() : telling.leave());
  }
}
