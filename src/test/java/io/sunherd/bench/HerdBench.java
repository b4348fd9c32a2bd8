package io.sunherd.bench;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.config.BackupConfig;
import io.sunherd.config.HubConfig;
import io.sunherd.hub.Hub;
import io.sunherd.inverter.Surroundings;
import io.sunherd.link.Candidates;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Links;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.line.LinePace;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A herd over pseudo-terminals at 2400 baud with the usual polls: how many live values were missed,
 * then how long one that was unplugged and came back under another name takes to heal, and what the
 * others noticed of it; last, what they notice of one that hangs.
 *
 * <p>Arguments: units, seconds.
 */
public final class HerdBench {
  private final Map<String, List<Long>> beats = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> back = new ConcurrentHashMap<>();

  private HerdBench() {}

  public static void main(String[] args) throws Exception {
    new HerdBench().run(Integer.parseInt(args[0]), Long.parseLong(args[1]));
    System.exit(0);
  }

  private void run(int units, long seconds) throws Exception {
    Path directory = Files.createTempDirectory("herd");
    Simulation simulation =
        Simulation.start(
            new Simulation.Options(
                units,
                true,
                "max-8000",
                1,
                new LinePace(2400, Duration.ZERO),
                directory,
                null,
                Clock.system(ZoneId.systemDefault())));
    Vertx vertx = Vertx.vertx();
    Hub hub = Hub.start(vertx, config(simulation), world(), Path.of("webroot")).await();
    vertx.eventBus().<Reading>consumer(Addresses.READINGS, message -> beat(message.body()));
    vertx.eventBus().<InverterState>consumer(Addresses.STATES, message -> state(message.body()));
    TimeUnit.SECONDS.sleep(5);
    watch("steady", seconds);
    String away = "unit-" + units;
    System.out.println(simulation.control("unplug " + units));
    TimeUnit.SECONDS.sleep(20);
    CountDownLatch healed = new CountDownLatch(1);
    back.put(away, healed);
    System.out.println(simulation.control("plug " + units + " as unit-elsewhere"));
    long start = System.nanoTime();
    System.out.printf(
        "healed: %s after %.2f s%n",
        healed.await(30, TimeUnit.SECONDS), (System.nanoTime() - start) / 1e9);
    watch("after the re-plug", 10);
    System.out.println(simulation.control("hang " + units + " on"));
    watch("one hangs", 30);
    System.out.println("left behind: " + hub.stop(Duration.ofSeconds(10)));
    vertx.close().await();
    simulation.close();
  }

  private void beat(Reading reading) {
    if (reading.command().equals("status")) {
      beats.computeIfAbsent(reading.inverter(), id -> new ArrayList<>()).add(System.nanoTime());
    }
  }

  private void state(InverterState state) {
    CountDownLatch latch = back.get(state.inverter());
    if (latch != null && state.condition() == Condition.ONLINE) {
      latch.countDown();
    }
  }

  private void watch(String what, long seconds) throws InterruptedException {
    beats.clear();
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(seconds);
    double took = (System.nanoTime() - start) / 1e9;
    beats.forEach(
        (id, times) -> {
          long longest = 0;
          for (int i = 1; i < times.size(); i++) {
            longest = Math.max(longest, times.get(i) - times.get(i - 1));
          }
          System.out.printf(
              "%s: %s %d status readings in %.1f s, longest interval %.2f s%n",
              what, id, times.size(), took, longest / 1e9);
        });
  }

  private static HubConfig config(Simulation simulation) {
    List<HubConfig.Inverter> inverters = new ArrayList<>();
    for (int i = 0; i < simulation.addresses().size(); i++) {
      inverters.add(
          new HubConfig.Inverter(
              "unit-" + (i + 1),
              DeviceAddress.parse(simulation.addresses().get(i)),
              null,
              null,
              "auto",
              simulation.serials().get(i),
              Map.of()));
    }
    HubConfig usual = HubConfig.DEFAULT;
    return new HubConfig(
        new HubConfig.Http("127.0.0.1", 0, null, List.of()),
        usual.access(),
        inverters,
        usual.history().at("jdbc:sqlite:target/herd-bench.db"),
        usual.settings(),
        usual.guardian(),
        usual.battery(),
        usual.timeZone(),
        usual.grid(),
        usual.alarms(),
        usual.notice(),
        usual.mqtt(),
        BackupConfig.NONE);
  }

  private static Surroundings world() {
    return new Surroundings(
        new Links(
            address -> {
              throw new LinkException(LinkException.Reason.MISSING, "Not simulated.");
            }),
        new Candidates()::elsewhere,
        InstantSource.system(),
        System::nanoTime,
        Math::random);
  }
}
