package io.sunherd.hub;

import io.sunherd.access.SetupCode;
import io.sunherd.alarm.AlarmVerticle;
import io.sunherd.backup.BackupVerticle;
import io.sunherd.battery.BatteryVerticle;
import io.sunherd.bus.BatteryRules;
import io.sunherd.bus.Configured;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Wiring;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.config.BatteryConfig;
import io.sunherd.config.HubConfig;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.disk.DataFiles;
import io.sunherd.extract.Archive;
import io.sunherd.herd.HerdVerticle;
import io.sunherd.history.HistoryOptions;
import io.sunherd.history.HistoryVerticle;
import io.sunherd.history.store.Retention;
import io.sunherd.inverter.InverterVerticle;
import io.sunherd.inverter.Surroundings;
import io.sunherd.inverter.parallel.CablelessVerticle;
import io.sunherd.inverter.parallel.DiscoveryVerticle;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.mqtt.MqttVerticle;
import io.sunherd.mqtt.discovery.PageUrl;
import io.sunherd.notify.NotifyVerticle;
import io.sunherd.settings.SettingsVerticle;
import io.sunherd.setup.ConfigSource;
import io.sunherd.web.Site;
import io.sunherd.web.WebVerticle;
import io.sunherd.web.gate.Doorway;
import io.vertx.core.Deployable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts that a configuration asks for, in the order they are to be built. */
final class Blueprint {
  /** The part that serves the site. */
  static final String SITE = "web";

  private final HubConfig config;
  private final Surroundings world;
  private final Path webroot;
  private final @Nullable ConfigSource source;
  private final List<Component> besides;

  /**
   * @param source where the configuration comes from, or null
   * @param besides parts that every configuration has
   */
  Blueprint(
      HubConfig config,
      Surroundings world,
      Path webroot,
      @Nullable ConfigSource source,
      List<Component> besides) {
    this.source = source;
    this.besides = besides;
    this.config = config;
    this.world = world;
    this.webroot = webroot;
  }

  /** The configured inverters, as they are published. */
  Configured configured() {
    return new Configured(
        config.inverters().stream().map(Blueprint::wiring).toList(),
        config.guardian().ignore(),
        name(config.timeZone()),
        config.grid().kind().name().toLowerCase(Locale.ROOT),
        rules(config.alarms()),
        rules(config.battery()));
  }

  private static BatteryRules rules(BatteryConfig battery) {
    return new BatteryRules(
        battery.capacityAh(),
        BatteryRules.Source.valueOf(battery.soc().name()),
        limit(battery.chargeAtMost()),
        limit(battery.floatAtMost()),
        limit(battery.dischargeTo()),
        battery.socMin());
  }

  private static BatteryRules.@Nullable Limit limit(BatteryConfig.@Nullable Limit limit) {
    return limit == null ? null : new BatteryRules.Limit(limit.key(), limit.volts(), limit.place());
  }

  /**
   * The site first, so that it misses nothing, then what listens to inverters, then the inverters.
   */
  List<Component> components() {
    HubConfig.History history = config.history();
    Stream<Component> site =
        Stream.of(
            new Component(
                SITE,
                List.of(config.http(), config.access(), history.url(), history.hub(), data()),
                false,
                this::site));
    Stream<Component> listeners =
        Stream.of(
            new Component(HerdVerticle.PART, "", false, this::herd),
            new Component(BatteryVerticle.PART, counts(), false, this::battery),
            new Component(DiscoveryVerticle.PART, "", false, this::discovery),
            new Component(
                HistoryVerticle.PART, List.of(history, config.timeZone()), false, this::history),
            new Component(
                NotifyVerticle.PART, List.of(config.notice(), data()), false, this::notifier),
            new Component(
                BackupVerticle.PART,
                List.of(config.backup(), config.timeZone()),
                false,
                this::backup),
            new Component(
                MqttVerticle.PART,
                List.of(config.mqtt(), String.valueOf(page()), data()),
                false,
                this::mqtt),
            new Component(AlarmVerticle.PART, "", false, this::alarms),
            new Component(SettingsVerticle.PART, config.settings(), true, this::settings));
    Stream<Component> owners = config.inverters().stream().map(this::owner);
    return Stream.of(site, besides.stream(), listeners, owners).flatMap(all -> all).toList();
  }

  private Deployable site() {
    HubConfig.Http http = config.http();
    HubConfig.Tls tls = http.tls();
    List<String> ids = configured().ids();
    return new WebVerticle(
        new Site(
            http.host(),
            http.port(),
            http.cors(),
            tls == null ? null : tls.cert(),
            tls == null ? null : tls.key(),
            ids,
            components().stream()
                .map(Component::name)
                .filter(name -> !name.equals(SITE)) // which shows that it is well by answering
                .toList(),
            webroot,
            Path.of(config.access().users()),
            config.access().read() == HubConfig.Read.USERS,
            new Archive(config.history().url(), config.history().hub()),
            new Doorway(http.hosts(), http.proxies()).below(http.basePath()),
            data().resolve(SetupCode.NAME)));
  }

  private Deployable herd() {
    return new HerdVerticle(configured().ids(), world.clock(), world.nanos());
  }

  private Deployable notifier() {
    return new NotifyVerticle(config.notice(), data(), world.clock(), world.nanos());
  }

  private Deployable mqtt() {
    return new MqttVerticle(
        config.mqtt(), page(), data(), configured(), world.clock(), world.nanos(), world.random());
  }

  private @Nullable String page() {
    HubConfig.Http http = config.http();
    return PageUrl.of(http.host(), http.port(), http.hosts(), http.tls() != null);
  }

  /** The data folder: where the audit log is. */
  private Path data() {
    return config.settings().data();
  }

  private Deployable backup() {
    ConfigSource from = source;
    Path file = from == null ? null : from.file();
    return new BackupVerticle(
        config.backup(),
        file,
        () -> from == null || file == null ? config : from.parser().apply(Files.readString(file)),
        config.timeZone(),
        world.clock());
  }

  private Deployable battery() {
    return new BatteryVerticle(configured(), counts(), world.clock(), world.nanos());
  }

  /** The file of the counted ampere-hours, beside the audit log. */
  private Path counts() {
    return Path.of(config.settings().audit()).toAbsolutePath().resolveSibling(DataFiles.BATTERY);
  }

  private Deployable discovery() {
    return new DiscoveryVerticle(configured().cabled(), world.clock(), world.nanos());
  }

  private Deployable history() {
    HubConfig.History history = config.history();
    Retention retention =
        new Retention(history.raw(), history.fiveMinutes(), history.hours(), config.timeZone());
    return new HistoryVerticle(
        new HistoryOptions(history.url(), history.hub(), history.every(), retention),
        configured().ids(),
        world.clock(),
        world.nanos());
  }

  private Deployable alarms() {
    return new AlarmVerticle(configured(), world.clock(), world.nanos());
  }

  private Deployable settings() {
    return new SettingsVerticle(
        configured(),
        Path.of(config.settings().audit()),
        config.settings().dailyBudget(),
        world.clock(),
        world.nanos());
  }

  private static AlarmRules rules(HubConfig.Alarms alarms) {
    Map<AlarmKind, Long> after = new EnumMap<>(AlarmKind.class);
    Set<AlarmKind> off = EnumSet.noneOf(AlarmKind.class);
    for (AlarmKind kind : AlarmKind.values()) {
      Duration own = alarms.after().get(kind.word());
      if (own != null) {
        after.put(kind, own.toMillis());
      }
      if (alarms.off().contains(kind.word())) {
        off.add(kind);
      }
    }
    return new AlarmRules(after, off, alarms.unlessNoSun(), alarms.soc(), alarms.volts());
  }

  /** The name of a zone; a machine whose zone is no region gets its offset from Greenwich. */
  private static String name(ZoneId zone) {
    return ZoneId.getAvailableZoneIds().contains(zone.getId())
        ? zone.getId()
        : zone.normalized().getId();
  }

  private static Wiring wiring(Inverter inverter) {
    Integer number = inverter.unit();
    return new Wiring(
        inverter.id(),
        inverter.serial(),
        inverter.via(),
        number == null ? 0 : number,
        inverter.device() == null ? null : inverter.device().toString());
  }

  private Component owner(Inverter configured) {
    Inverter inverter = asked(configured);
    return new Component(
        PartHealth.inverter(inverter.id()), inverter, true, () -> verticle(inverter));
  }

  /** An inverter, also asked for its battery management where that tells the state of charge. */
  private Inverter asked(Inverter inverter) {
    return config.battery().soc() == BatteryConfig.Source.BMS && inverter.device() != null
        ? inverter.polling(BatteryVerticle.BMS, BatteryVerticle.BMS_EVERY)
        : inverter;
  }

  private Deployable verticle(Inverter inverter) {
    String via = inverter.via();
    Integer number = inverter.unit();
    if (inverter.device() != null) {
      return new InverterVerticle(
          new UnitConfig(
              inverter.id(),
              inverter.device(),
              inverter.protocol(),
              inverter.serial(),
              inverter.poll()),
          world);
    }
    if (via != null && number != null) {
      return new CablelessVerticle(
          inverter.id(), via, number, inverter.serial(), world.clock(), inverter.poll());
    }
    throw new IllegalStateException(inverter.id() + " has neither a device nor a way to it.");
  }
}
