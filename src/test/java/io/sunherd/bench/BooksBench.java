package io.sunherd.bench;

import io.sunherd.alarm.AlarmVerticle;
import io.sunherd.battery.BatteryVerticle;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryRules;
import io.sunherd.bus.BatteryRules.Source;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Wiring;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.config.HubConfig;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.extract.Archive;
import io.sunherd.history.HistoryOptions;
import io.sunherd.history.HistoryVerticle;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Retention;
import io.sunherd.hub.Hub;
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
import org.jspecify.annotations.Nullable;

/**
 * What the books, the battery and the alarms of a herd of simulated units cost, by the CPU time of
 * their own threads: a hub runs as usual, and all that it publishes goes to a second set of these
 * parts besides, which share an event loop as parts of a hub do; to one of each by itself; and to
 * three that do nothing with it, since that is in each of the others. Then what it costs to tell
 * today once. Run it with the options of {@code docker/java.options}, which those of the hub are,
 * and with {@code -XX:CompileThresholdScaling=0.1}: then that is compiled after a minute which is
 * in a hub after a quarter of an hour.
 *
 * <p>Arguments: units, seconds to warm up (75 at least: until then alarms are raised), seconds to
 * measure.
 */
public final class BooksBench {
  /** What all of it may take of a core, percent. */
  private static final double LIMIT = 0.2;

  private static final String ALL = "books, battery and alarms";

  /** What it costs three parts to be told everything, and to do nothing with it. */
  private static final String BUS = "to be told, all three, and to do nothing";

  /** The thread that writes books and rows into the database. */
  private static final String WRITER = ", writing";

  private static final int TIMES = 100;

  /** So many of each part look beside the others while the bench warms up, for the same end. */
  private static final int WARMING = 8;

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

  private final List<Vertx> warming = new ArrayList<>();

  private volatile boolean isWarmingUp = true;

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
    besides(ALL, all(configured, folder, "all"));
    besides("books alone", List.of(books(configured, folder, "alone")));
    besides("battery alone", List.of(battery(configured, folder.resolve("alone.json"))));
    besides("alarms alone", List.of(alarms(configured)));
    besides(BUS, List.of(new Listener(), new Listener(), new Listener()));
    for (int i = 0; i < WARMING; i++) {
      besides(null, all(configured, folder, "warming-" + i));
    }
    // Last: until now every thread that begins belongs to one of the parts.
    Hub.start(vertx, config(inverters, folder), world(), Path.of("webroot")).await();
    TimeUnit.SECONDS.sleep(warmUp);
    isWarmingUp = false;
    for (Vertx one : warming) {
      one.close().await();
    }
    TimeUnit.SECONDS.sleep(10);
    measure(units, seconds);
    today(url(folder, "all"));
  }

  /** A part that hears what the others hear. */
  private static final class Listener extends VerticleBase {
    @Override
    public Future<?> start() {
      return Future.all(
          HEARD.stream()
              .map(address -> vertx.eventBus().consumer(address, message -> {}).completion())
              .toList());
    }
  }

  private static List<Deployable> all(Configured configured, Path folder, String name) {
    return List.of(
        books(configured, folder, name),
        battery(configured, folder.resolve(name + ".json")),
        alarms(configured));
  }

  private static String url(Path folder, String name) {
    return "jdbc:sqlite:" + folder.resolve(name + ".db");
  }

  private static Deployable books(Configured configured, Path folder, String name) {
    HistoryOptions options =
        new HistoryOptions(
            url(folder, name),
            "hub",
            Duration.ofSeconds(15),
            new Retention(null, null, null, ZoneId.of("UTC")));
    return new HistoryVerticle(
        options, configured.ids(), Clock.systemDefaultZone(), System::nanoTime);
  }

  private static Deployable battery(Configured configured, Path file) {
    return new BatteryVerticle(configured, file, InstantSource.system(), System::nanoTime);
  }

  private static Deployable alarms(Configured configured) {
    return new AlarmVerticle(configured, InstantSource.system(), System::nanoTime);
  }

  /**
   * Parts in a Vert.x beside the hub's, to which all that the hub publishes is handed on.
   *
   * @param name what they are told as; null for parts that are there to warm up only
   */
  private void besides(@Nullable String name, List<Deployable> parts) throws InterruptedException {
    Set<Long> before = ids();
    Vertx own = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    RecordCodec.register(own.eventBus());
    for (Deployable part : parts) {
      own.deployVerticle(part).await();
    }
    if (name == null) {
      warming.add(own);
    } else {
      TimeUnit.SECONDS.sleep(2); // all its threads have begun by then
      note(name, before);
    }
    // Only now: a thread of the hub may begin with this.
    HEARD.forEach(
        address ->
            vertx
                .eventBus()
                .consumer(
                    address,
                    message -> handOn(own, address, message.body(), name == null ? 1 : TIMES)));
  }

  private void note(String name, Set<Long> before) {
    Set<Long> fresh = ids();
    fresh.removeAll(before);
    for (long id : fresh) {
      ThreadInfo thread = THREADS.getThreadInfo(id);
      String called = thread == null ? "" : thread.getThreadName();
      if (called.startsWith("vert.x-eventloop") || called.startsWith("history")) {
        String whose = name + (called.startsWith("history") ? WRITER : "");
        threads.computeIfAbsent(whose, any -> new HashSet<>()).add(id);
      }
    }
  }

  /** While the bench warms up a reading counts for many, so that minutes do for hours. */
  private void handOn(Vertx own, String address, Object body, int times) {
    if (times == 1 && !isWarmingUp) {
      return; // it is closed by now
    }
    own.eventBus().publish(address, body);
    for (int i = 1; isWarmingUp && i < times && body instanceof Reading one; i++) {
      Reading later =
          new Reading(
              one.inverter(),
              one.command(),
              one.code(),
              one.at() + i,
              one.everyMs(),
              one.raw(),
              one.data());
      own.eventBus().publish(address, later);
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
      all += part.getKey().startsWith(ALL) ? share : 0;
      System.out.printf("%d units: %s: %.3f ms a second%n", units, part.getKey(), share * 1e3);
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
