package io.sunherd.bench;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig;
import io.sunherd.config.MqttConfig;
import io.sunherd.hub.Hub;
import io.sunherd.inverter.Surroundings;
import io.sunherd.link.Candidates;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Links;
import io.sunherd.mqtt.Mosquitto;
import io.sunherd.mqtt.Subscriber;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.line.LinePace;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * A herd over pseudo-terminals whose readings go to a Mosquitto, each as it comes: how long one
 * takes from the end of the reply on the wire, and from being published in the hub, to somebody who
 * listens at the broker, beside a bare publish of the same size by a client that does nothing else,
 * in the same run. With the folder of a packaged hub besides: how long after the start of its
 * process the first of everything is there.
 *
 * <p>Arguments: units, seconds; and the folder, with java.options and sunherd.jar.
 */
public final class MqttBench {
  private static final long BARE_EVERY_MS = 20;
  private static final Map<String, Long> PUBLISHED = new ConcurrentHashMap<>();

  private static final int STARTS = 5;

  /** Of what the first message is waited for. */
  private static final Map<String, String> FIRSTS =
      new TreeMap<>(
          Map.of(
              "online", "sunherd/hub/state",
              "state", "sunherd/unit-[0-9]+/state",
              "reading", "sunherd/unit-[0-9]+/status",
              "entity", "homeassistant/device/sunherd_[0-9]+/config",
              "energy", "sunherd/system/energy"));

  private static final String READING = "sunherd/unit-[0-9]+/(status|operation_mode)";

  private MqttBench() {}

  public static void main(String[] args) throws Exception {
    run(Integer.parseInt(args[0]), Long.parseLong(args[1]));
    for (int i = 0; args.length > 2 && i < STARTS; i++) {
      start(Path.of(args[2]));
    }
    System.exit(0);
  }

  /** Starts a packaged hub of nine simulated units, with the broker there already. */
  private static void start(Path folder) throws Exception {
    Path work = Files.createTempDirectory("mqtt-bench");
    try (Mosquitto broker = Mosquitto.open(work);
        Subscriber ear = new Subscriber(broker.port())) {
      long began = System.nanoTime();
      try (PackagedHub hub =
          new PackagedHub(folder, work, Map.of("SUNHERD_MQTT_URL", broker.url()))) {
        StringBuilder line = new StringBuilder("from the start of the process: answers HTTP ");
        line.append(ms(System.nanoTime() - began)).append(hub.port() > 0 ? "" : "?");
        FIRSTS.forEach(
            (what, topic) ->
                line.append(", ").append(what).append(' ').append(first(ear, topic, began)));
        System.out.println(line);
      }
    }
  }

  private static String first(Subscriber ear, String topic, long began) {
    try {
      return ms(ear.await(0, heard -> heard.topic().matches(topic)).nanos() - began);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String ms(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
  }

  private static void run(int units, long seconds) throws Exception {
    Path directory = Files.createTempDirectory("mqtt-bench");
    Vertx vertx = Vertx.vertx();
    Vertx bare = Vertx.vertx();
    try (Mosquitto broker = Mosquitto.open(directory);
        Simulation simulation = simulated(units, directory);
        Subscriber ear = new Subscriber(broker.port())) {
      Hub hub =
          Hub.start(vertx, config(simulation, broker, directory), world(), Path.of("webroot"))
              .await();
      vertx
          .eventBus()
          .<Reading>consumer(
              Addresses.READINGS,
              message -> {
                Reading reading = message.body();
                PUBLISHED.put(
                    reading.inverter() + "/" + reading.command() + reading.at(), System.nanoTime());
              });
      MqttClient client = MqttClient.create(bare);
      client.connect(broker.port(), "127.0.0.1").await();
      TimeUnit.SECONDS.sleep(10); // until every unit is known and has told what it is
      int from = ear.now();
      String filler = "x".repeat(700);
      long beat =
          bare.setPeriodic(
              BARE_EVERY_MS,
              timer ->
                  client.publish(
                      "bare",
                      Buffer.buffer(System.nanoTime() + " " + filler),
                      MqttQoS.AT_MOST_ONCE,
                      false,
                      false));
      TimeUnit.SECONDS.sleep(seconds);
      List<Subscriber.Heard> heard = firsts(ear.since(0), ear.since(from).get(0).nanos());
      bare.cancelTimer(beat);
      double alone = print("bare publish", heard, "bare", MqttBench::bare);
      double wire = print("from the wire", heard, READING, MqttBench::reading);
      double bus = print("from the bus", heard, READING, MqttBench::published);
      System.out.printf(
          "p99 to that of a bare publish: %.1f from the wire, %.1f from the bus%n",
          wire / alone, bus / alone);
      System.out.println("left behind: " + hub.stop(Duration.ofSeconds(10)));
      bare.close().await();
    }
    vertx.close().await();
  }

  /** Those since a moment that were not told before: newcomers are told values again. */
  private static List<Subscriber.Heard> firsts(List<Subscriber.Heard> all, long since) {
    Set<String> told = new HashSet<>();
    return all.stream()
        .filter(message -> told.add(message.topic() + " " + message.payload()))
        .filter(message -> message.nanos() >= since)
        .toList();
  }

  private static double bare(Subscriber.Heard message) {
    String payload = message.payload();
    long sent = Long.parseLong(payload.substring(0, payload.indexOf(' ')));
    return (message.nanos() - sent) / 1e6;
  }

  /** By the clock, in whole milliseconds, as a reading tells when its reply was complete. */
  private static double reading(Subscriber.Heard message) {
    return message.millis() - message.json().getInstant("at").toEpochMilli();
  }

  private static double published(Subscriber.Heard message) {
    String key =
        message.topic().substring("sunherd/".length())
            + message.json().getInstant("at").toEpochMilli();
    return (message.nanos() - PUBLISHED.getOrDefault(key, message.nanos())) / 1e6;
  }

  /** Prints a line; returns what 99 of a hundred are below. */
  private static double print(
      String what,
      List<Subscriber.Heard> heard,
      String topic,
      ToDoubleFunction<Subscriber.Heard> delay) {
    double[] sorted =
        heard.stream()
            .filter(message -> message.topic().matches(topic))
            .mapToDouble(delay)
            .sorted()
            .toArray();
    int last = sorted.length - 1;
    System.out.printf(
        "%s: %d, p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
        what, sorted.length, sorted[last / 2], sorted[last * 99 / 100], sorted[last]);
    return sorted[last * 99 / 100];
  }

  private static Simulation simulated(int units, Path directory) throws Exception {
    return Simulation.start(
        new Simulation.Options(
            units,
            true,
            "max-8000",
            1,
            new LinePace(2400, Duration.ZERO),
            directory,
            null,
            Clock.system(ZoneId.systemDefault())));
  }

  private static HubConfig config(Simulation simulation, Mosquitto broker, Path directory) {
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
    MqttConfig off = MqttConfig.OFF;
    HubConfig usual = HubConfig.DEFAULT;
    return new HubConfig(
            new HubConfig.Http("127.0.0.1", 0, null, List.of()),
            usual.access(),
            inverters,
            usual.history().at("jdbc:sqlite:" + directory.resolve("history.db")),
            new HubConfig.Settings(directory.resolve("audit.jsonl").toString(), 20))
        .with(
            new MqttConfig(
                URI.create(broker.url()),
                null,
                null,
                off.tls(),
                off.base(),
                Duration.ZERO,
                off.discovery(),
                false));
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
