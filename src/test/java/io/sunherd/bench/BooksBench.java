package io.sunherd.bench;

import io.sunherd.Hub;
import io.sunherd.alarm.AlarmVerticle;
import io.sunherd.battery.BatteryVerticle;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryRules;
import io.sunherd.bus.BatteryRules.Source;
import io.sunherd.bus.Configured;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Wiring;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.bus.alarm.SeenUnits;
import io.sunherd.config.HubConfig;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.extract.Archive;
import io.sunherd.history.HistoryOptions;
import io.sunherd.history.HistoryVerticle;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Retention;
import io.sunherd.inverter.Surroundings;
import io.sunherd.link.Candidates;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Links;
import io.sunherd.sim.Herd;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What the books, the battery and the alarms of a herd of simulated units cost, each by the CPU
 * time of its own threads: a hub runs as usual, and all that it publishes goes to a second set of
 * these parts besides, of which each has an event loop to itself. Then what it costs to tell today
 * once a second.
 *
 * <p>Arguments: units, seconds to warm up, seconds to measure.
 */
public final class BooksBench {
  /** What all of it may take of a core, percent. */
  private static final double LIMIT = 0.2;

  /** What it costs to be told everything, and to do nothing with it. */
  private static final String BUS = "none of it: to be told";

  /** The thread that writes books and rows into the database. */
  private static final String WRITER = "books and rows, written";

  private static final int TIMES = 200;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final List<String> HEARD =
      List.of(
          Addresses.READINGS,
          Addresses.STATES,
          Addresses.REFUSALS,
          Addresses.MEMBERS,
          Addresses.SYSTEM,
          Addresses.BATTERY,
          Addresses.PARTS,
          Addresses.CONFIG,
          Addresses.SETTINGS);

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private final Map<String, Set<Long>> threads = new LinkedHashMap<>();

  private BooksBench() {}

  public static void main(String[] args) throws Exception {
    new BooksBench()
        .run(Integer.parseInt(args[0]), Long.parseLong(args[1]), Long.parseLong(args[2]));
    System.exit(0);
  }

  private void run(int units, long warmUp, long seconds) throws Exception {
    Path folder = Files.createTempDirectory("books");
    List<Inverter> inverters = inverters(units);
    Configured configured = configured(inverters);
    String url = "jdbc:sqlite:" + folder.resolve("books.db");
    HistoryOptions options =
        new HistoryOptions(
            url, "hub", Duration.ofSeconds(15), new Retention(null, null, null, ZoneId.of("UTC")));
    part(
        "books",
        new HistoryVerticle(
            options, configured.ids(), Clock.systemDefaultZone(), System::nanoTime));
    part(
        "battery",
        new BatteryVerticle(
            configured, folder.resolve("battery.json"), InstantSource.system(), System::nanoTime));
    part("alarms", new AlarmVerticle(configured, InstantSource.system(), System::nanoTime));
    part(BUS, new Listener());
    // Last: until now every thread that begins belongs to one of the parts.
    Hub.start(vertx, config(inverters, folder), world(), Path.of("webroot")).await();
    TimeUnit.SECONDS.sleep(warmUp);
    measure(units, seconds);
    today(url);
  }

  /** A part that hears what the others hear. */
  private static final class Listener extends VerticleBase {
    private long heard;

    @Override
    public Future<?> start() {
      return Future.all(
          HEARD.stream()
              .map(address -> vertx.eventBus().consumer(address, message -> heard++).completion())
              .toList());
    }

    @Override
    public Future<?> stop() {
      System.out.println(heard + " messages were heard.");
      return Future.succeededFuture();
    }
  }

  /** A part in a Vert.x of its own, to which all that the hub publishes is handed on. */
  private void part(String name, Deployable part) throws InterruptedException {
    Set<Long> before = ids();
    Vertx own = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    RecordCodec.register(own.eventBus());
    own.eventBus()
        .consumer(Addresses.KEPT_ALARMS, message -> message.reply(new Alarms(List.of(), Map.of())));
    own.eventBus()
        .consumer(Addresses.LAST_SEEN, message -> message.reply(new SeenUnits(List.of())));
    own.deployVerticle(part).await();
    TimeUnit.SECONDS.sleep(1); // all its threads have begun by then
    HEARD.forEach(
        address ->
            vertx
                .eventBus()
                .consumer(address, message -> own.eventBus().publish(address, message.body())));
    Set<Long> fresh = ids();
    fresh.removeAll(before);
    for (long id : fresh) {
      ThreadInfo thread = THREADS.getThreadInfo(id);
      if (thread != null) {
        String whose = thread.getThreadName().startsWith("history") ? WRITER : name;
        threads.computeIfAbsent(whose, any -> new HashSet<>()).add(id);
      }
    }
  }

  private static Set<Long> ids() {
    Set<Long> ids = new HashSet<>();
    Arrays.stream(THREADS.getAllThreadIds()).forEach(ids::add);
    return ids;
  }

  private void measure(int units, long seconds) throws InterruptedException {
    threads.forEach((name, own) -> nanos.put(name, cpu(own)));
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(seconds);
    double took = (System.nanoTime() - start) / 1e9;
    double all = 0;
    for (Map.Entry<String, Set<Long>> part : threads.entrySet()) {
      double share = (cpu(part.getValue()) - nanos.get(part.getKey())) / 1e9 / took;
      all += part.getKey().equals(BUS) ? 0 : share;
      System.out.printf("%d units: %s %.3f ms a second%n", units, part.getKey(), share * 1e3);
    }
    told(units + " units: all of it", all);
  }

  private static void told(String what, double share) {
    System.out.printf(
        "%s %.3f ms a second, %.3f %% of a core, %.2f of the limit of %.1f %%%n",
        what, share * 1e3, share * 100, share * 100 / LIMIT, LIMIT);
  }

  private static long cpu(Set<Long> ids) {
    return ids.stream().mapToLong(THREADS::getThreadCpuTime).filter(time -> time > 0).sum();
  }

  /** What an answer of today costs, which is made once a second while pages ask. */
  private static void today(String url) throws Exception {
    Archive archive = new Archive(url, "hub");
    ZoneId zone = ZoneId.systemDefault();
    long begun = 0;
    for (int i = -TIMES; i < TIMES; i++) {
      if (i == 0) {
        begun = THREADS.getCurrentThreadCpuTime();
      }
      archive.today(RowSource.SYSTEM, InstantSource.system().instant().getEpochSecond(), zone);
    }
    double each = (THREADS.getCurrentThreadCpuTime() - begun) / 1e6 / TIMES;
    System.out.printf("today, told once: %.3f ms%n", each);
  }

  private static List<Inverter> inverters(int units) {
    List<Inverter> inverters = new ArrayList<>();
    for (int i = 1; i <= units; i++) {
      DeviceAddress device = DeviceAddress.parse("sim:parallel-" + i);
      inverters.add(new Inverter("unit-" + i, device, null, null, "auto", null, Map.of()));
    }
    return inverters;
  }

  private static HubConfig config(List<Inverter> inverters, Path folder) {
    return new HubConfig(
        new HubConfig.Http("127.0.0.1", 0, null, List.of()),
        HubConfig.DEFAULT.access(),
        inverters,
        HubConfig.DEFAULT.history().at("jdbc:sqlite:" + folder.resolve("hub.db")),
        new HubConfig.Settings(folder.resolve("audit.jsonl").toString(), 20));
  }

  private static Configured configured(List<Inverter> inverters) {
    List<Wiring> wirings =
        inverters.stream()
            .map(one -> new Wiring(one.id(), null, null, 0, String.valueOf(one.device())))
            .toList();
    BatteryRules counted = new BatteryRules(400.0, Source.AH, null, null, null, 20.0);
    return new Configured(wirings, List.of(), "UTC", "utility", AlarmRules.USUAL, counted);
  }

  private static Surroundings world() {
    Herd herd = new Herd(1, Clock.systemDefaultZone());
    return new Surroundings(
        new Links(herd::open),
        new Candidates()::elsewhere,
        InstantSource.system(),
        System::nanoTime,
        Math::random);
  }
}
