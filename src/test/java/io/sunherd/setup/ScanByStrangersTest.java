package io.sunherd.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Look;
import io.sunherd.bus.Member;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Verdict;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.LinkException.Reason;
import io.sunherd.sim.Herd;
import io.sunherd.suite.PureTests;
import io.sunherd.suite.Respite;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever finds a hub that nobody has yet is not to look with it where he could not look himself.
 */
@Timeout(60)
@PureTests
class ScanByStrangersTest {
  private static final long SAME_MS = 300;
  private static final long LONG_MS = 20_000;
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(LONG_MS);
  private static final String UNIT = "sim:parallel-1";
  private static final Member MEMBER =
      new Member("92932004109999", null, 1, "roof", true, 0, null, null);
  private static final List<String> NOBODY_THERE =
      List.of("tcp:127.0.0.1:1", "tcp:127.0.0.1:2", "tcp:127.0.0.1:3", "tcp:[::1]:4");

  private final Vertx vertx = Vertx.vertx();
  private final Herd units = new Herd(1, Clock.systemUTC());
  private final ConcurrentLinkedQueue<String> opened = new ConcurrentLinkedQueue<>();

  /** How much later it is than the machine says. */
  private final AtomicLong later = new AtomicLong();

  /** What happens once the values are there: the time of day is noted behind them. */
  private Runnable seen = () -> {};

  @BeforeEach
  void deploy() {
    RecordCodec.register(vertx.eventBus());
    vertx
        .deployVerticle(
            new ScanVerticle(
                () -> List.of(DeviceAddress.parse("serial:/dev/ttyUSB7")),
                this::open,
                () -> {
                  seen.run();
                  return Instant.now();
                },
                () -> System.nanoTime() + later.get(),
                SAME_MS))
        .await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Link open(DeviceAddress device) throws LinkException {
    opened.add(device.toString());
    if (device.toString().equals(UNIT)) {
      return units.open(device);
    }
    throw switch (device.path().substring(device.path().length() - 1)) {
      case "1" -> new LinkException(Reason.MISSING, device + ": connection refused.");
      case "2" -> new LinkException(Reason.MISSING, device + ": connect timed out.");
      case "3" -> new LinkException(Reason.LOST, device + " closed the connection.");
      default -> new LinkException(Reason.HELD, device + " is held by ModemManager (4711).");
    };
  }

  private Verdict ask(boolean byStranger, List<String> devices) {
    return vertx
        .eventBus()
        .<Verdict>request(
            Addresses.LOOK,
            new Look(devices, false, byStranger),
            new DeliveryOptions().setSendTimeout(60_000))
        .await()
        .body();
  }

  private static List<JsonObject> found(Verdict verdict) {
    assertEquals(200, verdict.status(), () -> verdict.body().toString());
    return new JsonObject(verdict.body())
        .getJsonArray("found").stream().map(JsonObject.class::cast).toList();
  }

  @Test
  void theyAreNotToldWhyNobodySpoke() {
    long start = System.nanoTime();
    List<JsonObject> told = found(ask(true, NOBODY_THERE));
    long took = System.nanoTime() - start;
    assertEquals(5, told.size());
    for (JsonObject one : told) {
      String device = one.getString("device");
      assertEquals(
          "No inverter spoke at " + device + ". Set the hub up and log in: then a scan tells why.",
          one.getString("error"));
      one.remove("device");
      one.remove("error");
    }
    assertEquals(1, Set.copyOf(told).size(), told::toString);
    assertTrue(took >= TimeUnit.MILLISECONDS.toNanos(SAME_MS), "the time tells what is there");
  }

  @Test
  void operatorsAre() {
    Set<String> reasons =
        found(ask(false, NOBODY_THERE)).stream()
            .map(one -> one.getString("error"))
            .collect(Collectors.toSet());
    assertTrue(reasons.contains("tcp:127.0.0.1:1: connection refused."), reasons::toString);
    assertTrue(
        reasons.contains("serial:/dev/ttyUSB7 is held by ModemManager (4711)."), reasons::toString);
  }

  @Test
  void anInverterThatSpeaksIsTold() {
    JsonObject unit =
        found(ask(true, List.of(UNIT))).stream()
            .filter(one -> UNIT.equals(one.getString("device")))
            .findFirst()
            .orElseThrow();
    assertNull(unit.getString("error"));
    assertTrue(unit.getString("protocol").startsWith("pi30"), unit::encode);
  }

  @Test
  void whatAnInverterDoesIsAsOldAsItIsWhenItIsTold() {
    seen = () -> Vertx.currentContext().runOnContext(held -> later.set(LONG_NANOS));
    long age = age(ask(true, List.of(UNIT, "tcp:127.0.0.1:1")));
    assertTrue(age >= LONG_MS, "the answer was held back, and the values grew old: " + age);
  }

  private static long age(Verdict verdict) {
    return found(verdict).stream()
        .filter(one -> UNIT.equals(one.getString("device")))
        .findFirst()
        .orElseThrow()
        .getJsonObject("live")
        .getLong("age_ms");
  }

  @Test
  void whatAnInverterDoesGrowsOldWhileOthersAreAskedThroughAConfiguredOne() {
    var bus = vertx.eventBus();
    bus.<Object>consumer(
        Addresses.ask("roof"),
        message -> {
          later.addAndGet(LONG_NANOS);
          message.fail(1, "silent");
        });
    bus.publish(
        Addresses.STATES,
        new InverterState(
            "roof", Condition.ONLINE, 0, null, "pi30", null, null, null, null, null, List.of()));
    bus.publish(Addresses.MEMBERS, MEMBER);
    long age;
    do {
      Respite.take();
      age = age(ask(false, List.of(UNIT)));
    } while (later.get() == 0);
    assertTrue(age >= LONG_MS, "asked for before, told after: " + age);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp:203.0.113.7:22",
        "tcp:[2001:db8::1]:80",
        "tcp:router.example:80",
        "tcp:localhost.example:80"
      })
  void nothingIsAskedOutsideOfTheNetworksOfThisMachine(String device) {
    Verdict verdict = ask(true, List.of("tcp:127.0.0.1:1", device));
    assertEquals(400, verdict.status());
    assertEquals(
        device
            + " is no address in the networks of this machine, and others are asked only for"
            + " operators: set the hub up and log in first.",
        verdict.body().get("error"));
    assertEquals(List.of(), List.copyOf(opened));
    assertEquals(3, found(ask(false, List.of("tcp:127.0.0.1:1", device))).size());
  }

  @Test
  void thisMachineIsNoStrangeNetwork() {
    assertEquals(3, found(ask(true, List.of("tcp:localhost:1", "tcp:127.0.0.1:2"))).size());
  }
}
