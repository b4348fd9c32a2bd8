package io.sunherd;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Backlog;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.ConfigState;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.MqttState;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.Voided;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.config.HubConfig;
import io.sunherd.hub.Hub;
import io.sunherd.inverter.Surroundings;
import io.sunherd.link.Candidates;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Links;
import io.sunherd.link.Opener;
import io.sunherd.setup.ConfigSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A hub in this process: all that it publishes is kept in order, and it can be asked over HTTP. */
public final class RunningHub implements AutoCloseable {
  private static final long PATIENCE_NANOS = SECONDS.toNanos(60);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Object> events = new ArrayList<>();
  private final Path folder = folder();
  private final Hub hub;

  /** Starts a hub for these inverters, on any free port. */
  public RunningHub(List<HubConfig.Inverter> inverters) {
    this(inverters, 0);
  }

  /** Starts a hub for these inverters where another one was before. */
  public RunningHub(List<HubConfig.Inverter> inverters, int port) {
    this(inverters, freshLog(), HubConfig.DEFAULT.access(), port);
  }

  /** Starts a hub that tells of its writes there. */
  public RunningHub(List<HubConfig.Inverter> inverters, HubConfig.Settings settings) {
    this(inverters, settings, HubConfig.DEFAULT.access(), 0);
  }

  /** Starts a hub for these inverters that these users may do something with. */
  public RunningHub(List<HubConfig.Inverter> inverters, HubConfig.Access access) {
    this(inverters, freshLog(), access, 0);
  }

  /** Starts a hub that tells of its writes there, by these users, on that port or any free one. */
  public RunningHub(
      List<HubConfig.Inverter> inverters,
      HubConfig.Settings settings,
      HubConfig.Access access,
      int port) {
    this(folder -> config(inverters, settings, access, port, folder));
  }

  /** Starts a hub with a page of its own, on that port or any free one. */
  public RunningHub(
      List<HubConfig.Inverter> inverters, HubConfig.Access access, Path webroot, int port) {
    this(folder -> config(inverters, freshLog(), access, port, folder), webroot);
  }

  /** Starts a hub of its own, with what is kept for as long as it runs in that folder. */
  public RunningHub(Function<Path, HubConfig> configured) {
    this(configured, Path.of("webroot"));
  }

  private static HubConfig config(
      List<HubConfig.Inverter> inverters,
      HubConfig.Settings settings,
      HubConfig.Access access,
      int port,
      Path folder) {
    return new HubConfig(
        new HubConfig.Http("127.0.0.1", port, null, List.of()),
        access,
        inverters,
        HubConfig.DEFAULT.history().at(history(folder)),
        settings);
  }

  private RunningHub(Function<Path, HubConfig> configured, Path webroot) {
    listen();
    HubConfig config = configured.apply(folder);
    hub =
        wait(
            Hub.start(
                vertx,
                config,
                world(
                    device -> {
                      throw new AssertionError(device + " must not be opened here.");
                    }),
                webroot,
                new ConfigSource(
                    null, "", text -> config, "This hub has no file.", ConfigSource.USUAL_LOOK),
                List::of));
  }

  /**
   * Starts a hub that goes by a file, as it is now and whenever it changes.
   *
   * @param simulated opens sim: devices
   * @param candidates where it finds inverters
   */
  public RunningHub(
      ConfigSource source, Opener simulated, Supplier<List<DeviceAddress>> candidates) {
    listen();
    HubConfig config = source.parser().apply(source.text());
    hub = wait(Hub.start(vertx, config, world(simulated), Path.of("webroot"), source, candidates));
  }

  private static Surroundings world(Opener simulated) {
    return new Surroundings(
        new Links(simulated),
        new Candidates()::elsewhere,
        InstantSource.system(),
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble());
  }

  private void listen() {
    vertx.eventBus().<Reading>consumer(Addresses.READINGS, message -> keep(message.body()));
    vertx.eventBus().<InverterState>consumer(Addresses.STATES, message -> keep(message.body()));
    vertx.eventBus().<Member>consumer(Addresses.MEMBERS, message -> keep(message.body()));
    vertx.eventBus().<BatteryState>consumer(Addresses.BATTERY, message -> keep(message.body()));
    vertx.eventBus().<SystemTotals>consumer(Addresses.SYSTEM, message -> keep(message.body()));
    vertx.eventBus().<SettingChange>consumer(Addresses.SETTINGS, message -> keep(message.body()));
    vertx.eventBus().<PartHealth>consumer(Addresses.PARTS, message -> keep(message.body()));
    vertx.eventBus().<Backlog>consumer(Addresses.BACKLOG, message -> keep(message.body()));
    vertx.eventBus().<Alarm>consumer(Addresses.ALARMS, message -> keep(message.body()));
    vertx.eventBus().<MqttState>consumer(Addresses.MQTT, message -> keep(message.body()));
    vertx.eventBus().<ConfigState>consumer(Addresses.CONFIG, message -> keep(message.body()));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("hub");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where its history is. */
  public String history() {
    return history(folder);
  }

  private static String history(Path folder) {
    return "jdbc:sqlite:" + folder.resolve("history.db");
  }

  /** An audit log that nobody else has. */
  public static HubConfig.Settings freshLog() {
    return new HubConfig.Settings("target/audit-" + UUID.randomUUID() + ".jsonl", 20);
  }

  private static <T> T wait(Future<T> future) {
    try {
      return future.await(60, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing happened within 60 s", e);
    }
  }

  private synchronized void keep(Object event) {
    events.add(event);
    notifyAll();
  }

  /** How much was published so far: a point in its history. */
  public synchronized int now() {
    return events.size();
  }

  /** The readings published since a point of its history. */
  public synchronized List<Reading> readings(int since) {
    return since(since, Reading.class).toList();
  }

  /** The totals published since a point of its history. */
  public synchronized List<SystemTotals> totals(int since) {
    return since(since, SystemTotals.class).toList();
  }

  private <T> Stream<T> since(int since, Class<T> type) {
    return events.subList(since, events.size()).stream().filter(type::isInstance).map(type::cast);
  }

  /** Waits for one thing to be published after a point of its history. */
  public <T> T await(int since, Class<T> type, Predicate<T> wanted) throws InterruptedException {
    return await(since, type, wanted, 1).get(0);
  }

  private synchronized <T> List<T> await(int since, Class<T> type, Predicate<T> wanted, int count)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    List<T> found = new ArrayList<>();
    int seen = since;
    while (true) {
      for (; seen < events.size() && found.size() < count; seen++) {
        if (type.isInstance(events.get(seen)) && wanted.test(type.cast(events.get(seen)))) {
          found.add(type.cast(events.get(seen)));
        }
      }
      if (found.size() == count) {
        return found;
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "only " + found + " of " + count + " came; states: " + states(since));
      }
      SECONDS.timedWait(this, 1 + left / SECONDS.toNanos(1));
    }
  }

  /** The states published since a point of its history. */
  public synchronized List<InverterState> states(int since) {
    return since(since, InverterState.class).toList();
  }

  /** Waits until an inverter becomes so after a point of its history. */
  public InverterState await(int since, String inverter, Condition condition)
      throws InterruptedException {
    return await(
        since,
        InverterState.class,
        state -> state.inverter().equals(inverter) && state.condition() == condition);
  }

  /** Waits for totals as wanted after a point of its history. */
  public SystemTotals awaitTotals(int since, Predicate<SystemTotals> wanted)
      throws InterruptedException {
    return await(since, SystemTotals.class, wanted);
  }

  /** Waits for some more status readings of an inverter. */
  public List<Reading> awaitStatus(int since, String inverter, int count)
      throws InterruptedException {
    return await(
        since,
        Reading.class,
        reading -> reading.inverter().equals(inverter) && reading.code().equals("QPIGS"),
        count);
  }

  /** Where it is served: {@code http://127.0.0.1:PORT}. */
  public String url() {
    return "http://127.0.0.1:" + hub.port();
  }

  /** The port it is served on. */
  public int port() {
    return hub.port();
  }

  /** Tells all its parts of a reading, as an inverter's owner does. */
  public void publish(Reading reading) {
    vertx.eventBus().publish(Addresses.READINGS, reading);
  }

  /** Tells all its parts that readings hold no more, as the settings do. */
  public void publish(Voided voided) {
    vertx.eventBus().publish(Addresses.VOIDED, voided);
  }

  /** Asks it: a path with its query. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Sends it something: a path, a JSON object, and whatever headers go with it. */
  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Asks the settings for something. */
  public Future<Verdict> wish(String address, Object request) {
    return vertx
        .eventBus()
        .<Verdict>request(address, request, new DeliveryOptions().setSendTimeout(60_000))
        .map(Message::body);
  }

  /** The same, and waits for the answer. */
  public Verdict verdict(String address, Object request) {
    return wait(wish(address, request));
  }

  @Override
  public void close() {
    List<String> late = hub.stop(Duration.ofSeconds(10));
    vertx.close().await();
    if (!late.isEmpty()) {
      throw new AssertionError("These did not stop: " + late);
    }
    try (Stream<Path> left = Files.walk(folder)) {
      left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
