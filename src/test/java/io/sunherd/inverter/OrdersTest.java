package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Order;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Receipt;
import io.sunherd.bus.RecordCodec;
import io.sunherd.inverter.parallel.CablelessVerticle;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Links;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.line.LinePace;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of orders, over real pseudo-terminals. */
@DisplayName("An order")
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class OrdersTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-06-21T11:00:00Z"), ZoneOffset.ofHours(1));
  private static final long TTL = 20_000;

  @TempDir private Path directory;
  private final BlockingQueue<InverterState> states = new LinkedBlockingQueue<>();
  private Simulation units;
  private Vertx vertx;

  @BeforeEach
  void listen(Vertx bus) {
    vertx = bus;
    RecordCodec.register(vertx.eventBus());
    vertx.eventBus().<InverterState>consumer(Addresses.STATES, m -> states.add(m.body()));
  }

  @AfterEach
  void pullOut() {
    units.close();
  }

  private void start(LinePace pace, Map<String, Duration> poll) throws Exception {
    units =
        Simulation.start(
            new Simulation.Options(1, false, "max-8000", 7, pace, directory, null, NOON));
    Links links =
        new Links(
            device -> {
              throw new AssertionError(device.toString());
            });
    DeviceAddress device = DeviceAddress.parse(units.addresses().get(0));
    vertx
        .deployVerticle(
            new InverterVerticle(
                new UnitConfig("roof-1", device, "auto", null, poll),
                new Surroundings(
                    links::open,
                    d -> List.of(),
                    InstantSource.system(),
                    System::nanoTime,
                    () -> 0)),
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("inverter-roof-1")
                .setWorkerPoolSize(1))
        .await(10, TimeUnit.SECONDS);
    await(Condition.ONLINE);
  }

  private void start() throws Exception {
    start(LinePace.NONE, unpolled());
  }

  private static Map<String, Duration> unpolled() {
    return Dialects.all().stream()
        .flatMap(dialect -> dialect.inquiries().stream())
        .filter(inquiry -> inquiry.argument() == null)
        .map(Inquiry::name)
        .distinct()
        .collect(Collectors.toMap(name -> name, name -> Duration.ZERO));
  }

  private void await(Condition condition) throws InterruptedException {
    InverterState state;
    do {
      state = states.poll(30, TimeUnit.SECONDS);
      assertTrue(state != null, () -> "never " + condition);
    } while (state.condition() != condition);
  }

  /** Waits until the unit has heard a request, and tells where in its list. */
  private int awaitHeard(Predicate<String> request, int from) {
    while (true) {
      List<String> heard = units.heard(1);
      for (int i = from; i < heard.size(); i++) {
        if (request.test(heard.get(i))) {
          return i;
        }
      }
      Respite.take();
    }
  }

  private Future<Receipt> order(String text, String serial, long ttl) {
    return vertx
        .eventBus()
        .<Receipt>request(
            Addresses.order("roof-1"),
            new Order(text, serial, ttl),
            new DeliveryOptions().setSendTimeout(60_000))
        .map(Message::body);
  }

  private Receipt ordered(String text) throws Exception {
    return order(text, units.serials().get(0), TTL).await(30, TimeUnit.SECONDS);
  }

  private static ReplyException failure(Future<?> future) {
    return assertThrows(ReplyException.class, () -> future.await(30, TimeUnit.SECONDS));
  }

  private static void assertFailed(Failure expected, String part, ReplyException failure) {
    assertEquals(expected.code(), Failure.status(failure), failure.getMessage());
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
  }

  private Reading ask(String command) throws Exception {
    return asking(command).await(30, TimeUnit.SECONDS);
  }

  private Future<Reading> asking(String command) {
    return vertx
        .eventBus()
        .<Reading>request(
            Addresses.ask("roof-1"),
            new Ask(command, 0, TTL),
            new DeliveryOptions().setSendTimeout(60_000))
        .map(Message::body);
  }

  private long times(String text) {
    return units.heard(1).stream().filter(text::equals).count();
  }

  @Test
  @DisplayName("is answered by what the unit says, ACK or NAK")
  void answered() throws Exception {
    start();
    Receipt taken = ordered("PBFT53.0");
    assertEquals(new Receipt("roof-1", "PBFT53.0", true, taken.at()), taken);
    assertEquals(53.0, ask("settings").data().get("battery_float_voltage"));
    assertEquals(false, ordered("MNCHGC0125").accepted());
    assertEquals(1, times("PBFT53.0"));
    assertEquals(1, times("MNCHGC0125"));
  }

  @Test
  @DisplayName("whose ACK is lost fails as silent, was obeyed, and is never sent again")
  void lost() throws Exception {
    start();
    units.control("silence 1 on");
    ReplyException silent = failure(order("PBFT53.0", null, TTL));
    assertFailed(Failure.SILENT, "nobody knows what became of PBFT53.0", silent);
    units.control("clear 1");
    assertEquals(53.0, ask("settings").data().get("battery_float_voltage"));
    assertEquals(1, times("PBFT53.0"));
  }

  @Test
  @DisplayName("whose answer is garbled fails as silent")
  void garbled() throws Exception {
    start();
    for (String fault : List.of("crc 1 on", "garble 1 on", "cut 1 3")) {
      units.control("clear 1");
      ordered("PBFT52.0");
      long before = times("PBFT53.0");
      units.control(fault);
      assertFailed(Failure.SILENT, "nobody knows", failure(order("PBFT53.0", null, TTL)));
      assertEquals(before + 1, times("PBFT53.0"), fault);
    }
  }

  @Test
  @DisplayName("whose answer comes behind noise is answered")
  void noise() throws Exception {
    start();
    units.control("noise 1 on");
    assertEquals(true, ordered("PBFT53.0").accepted());
    assertEquals(false, ordered("MNCHGC0125").accepted());
    assertEquals(1, times("PBFT53.0"));
  }

  @Test
  @DisplayName("on a cable that is pulled meanwhile fails as silent, once it was heard")
  void pulled() throws Exception {
    start();
    units.control("late 1 60000");
    Future<Receipt> order = order("PBFT53.0", null, TTL);
    awaitHeard("PBFT53.0"::equals, 0);
    units.control("unplug 1");
    assertFailed(Failure.SILENT, "nobody knows", failure(order));
    await(Condition.OFFLINE);
    assertFailed(Failure.OFFLINE, "PBFT52.0 was not sent", failure(order("PBFT52.0", null, TTL)));
    units.control("clear 1");
    units.control("plug 1");
    await(Condition.ONLINE);
    assertEquals(53.0, ask("settings").data().get("battery_float_voltage"));
    assertEquals(1, times("PBFT53.0"));
    assertEquals(0, times("PBFT52.0"));
  }

  @Test
  @DisplayName("goes before all inquiries and polls that wait")
  void overtakes() throws Exception {
    start(new LinePace(2400, Duration.ofMillis(100)), Map.of());
    // A long exchange is in flight, so that all that follows is sent while it is.
    awaitHeard("QPIRI"::equals, units.heard(1).size());
    List<Future<Reading>> asked = new ArrayList<>();
    for (String command : List.of("QET", "QDI", "QPIWS", "QMN", "QBEQI", "QT")) {
      asked.add(asking(command));
    }
    int before = units.heard(1).size();
    Receipt receipt = ordered("PBFT53.0");
    assertTrue(receipt.accepted());
    int at = awaitHeard("PBFT53.0"::equals, 0);
    assertEquals(before, at, () -> units.heard(1) + " after " + before);
    for (Future<Reading> one : asked) {
      one.await(30, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("for another serial number is not sent")
  void wrongUnit() throws Exception {
    start();
    assertFailed(
        Failure.OFFLINE,
        "holds the unit with serial number " + units.serials().get(0) + ", not 11111111111111",
        failure(order("PBFT53.0", "11111111111111", TTL)));
    assertEquals(0, times("PBFT53.0"));
    assertTrue(ordered("PBFT53.0").accepted());
  }

  @Test
  @DisplayName("that waits for longer than it may is not sent")
  void expired() throws Exception {
    start();
    assertFailed(
        Failure.OFFLINE, "was not sent: it has waited", failure(order("PBFT53.0", null, 0)));
    assertEquals(0, times("PBFT53.0"));
  }

  @Test
  @DisplayName("is turned away where sixteen wait already")
  void tooMany() throws Exception {
    start();
    units.control("silence 1 on");
    Future<Receipt> first = order("PBFT53.0", null, TTL);
    awaitHeard("PBFT53.0"::equals, 0);
    List<Future<Receipt>> more = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      more.add(order("PBFT52.0", null, TTL));
    }
    units.control("clear 1");
    assertFailed(Failure.OFFLINE, "16 others wait for this unit already", failure(more.get(16)));
    assertFailed(Failure.SILENT, "nobody knows", failure(first));
    for (Future<Receipt> one : more.subList(0, 16)) {
      assertTrue(one.await(30, TimeUnit.SECONDS).accepted());
    }
    assertEquals(16, times("PBFT52.0"));
  }

  @Test
  @DisplayName("that no inverter takes does not reach the wire")
  void noSetting() throws Exception {
    start();
    int before = units.heard(1).size();
    for (String text : List.of("PBFT53.0\rPF", "PBFT99.9", "QPIGS", "", "PE", "MCHGC0")) {
      assertFailed(Failure.BAD_REQUEST, "nothing was sent", failure(order(text, null, TTL)));
    }
    assertEquals(before, units.heard(1).size());
  }

  @Test
  @DisplayName("is not taken for accepted because an older ACK comes late")
  void lateAck() throws Exception {
    start();
    units.control("late 1 1300");
    assertFailed(Failure.SILENT, "did not answer", failure(order("PBFT53.0", null, TTL)));
    units.control("clear 1");
    units.control("silence 1 on");
    // The line brings the ACK of 53.0 now; nothing else the unit says can be heard.
    ReplyException failed = failure(order("PBFT52.0", null, TTL));
    assertFailed(Failure.OFFLINE, "PBFT52.0 was not sent", failed);
    units.control("clear 1");
    assertEquals(53.0, ask("settings").data().get("battery_float_voltage"));
    assertTrue(ordered("PBFT52.0").accepted());
    assertEquals(1, times("PBFT52.0"));
    assertEquals(52.0, ask("settings").data().get("battery_float_voltage"));
  }

  @Test
  @DisplayName("leaves no older reading of the settings in memory")
  void forgotten() throws Exception {
    start();
    ask("settings");
    Reading old =
        vertx
            .eventBus()
            .<Reading>request(Addresses.ask("roof-1"), new Ask("settings", 60_000, TTL))
            .map(Message::body)
            .await(10, TimeUnit.SECONDS);
    assertEquals(54.0, old.data().get("battery_float_voltage"));
    ordered("PBFT53.0");
    Reading young =
        vertx
            .eventBus()
            .<Reading>request(Addresses.ask("roof-1"), new Ask("settings", 60_000, TTL))
            .map(Message::body)
            .await(10, TimeUnit.SECONDS);
    assertEquals(53.0, young.data().get("battery_float_voltage"));
  }

  @Test
  @DisplayName("to a unit without a cable is told to take that of its neighbour")
  void neighbour() throws Exception {
    start();
    vertx
        .deployVerticle(
            new CablelessVerticle("roof-2", "roof-1", 1, null, InstantSource.system(), Map.of()))
        .await(10, TimeUnit.SECONDS);
    Future<Message<Receipt>> order =
        vertx.eventBus().request(Addresses.order("roof-2"), new Order("PBFT53.0", null, TTL));
    assertFailed(Failure.OFFLINE, "send it over that of roof-1", failure(order));
  }
}
