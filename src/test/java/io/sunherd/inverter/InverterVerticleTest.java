package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.sim.Herd;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The owner of a device, over the bus, with simulated units behind it. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 20, timeUnit = TimeUnit.SECONDS)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class InverterVerticleTest {
  private final Herd herd =
      new Herd(1, Clock.fixed(Instant.parse("2026-06-21T12:00:00Z"), ZoneOffset.UTC));
  private final Gate gate = new Gate();
  private final BlockingQueue<InverterState> states = new LinkedBlockingQueue<>();
  private final BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();

  /** Holds up every reply of one unit until it is told to let some pass; counts what is asked. */
  private static final class Gate {
    final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    final Semaphore replies = new Semaphore(Integer.MAX_VALUE);
    final Semaphore held = new Semaphore(0);

    void shut() {
      replies.drainPermits();
    }

    Link around(Link link) {
      return new Link() {
        @Override
        public int read(byte[] into, int offset, Duration limit) throws LinkException {
          boolean waits = limit.compareTo(Duration.ofMillis(400)) > 0;
          if (waits) {
            held.release();
            replies.acquireUninterruptibly();
          }
          return link.read(into, offset, limit);
        }

        @Override
        public void write(byte[] bytes) throws LinkException {
          asked.add(
              new String(bytes, 0, bytes.length - 3, java.nio.charset.StandardCharsets.US_ASCII));
          link.write(bytes);
        }

        @Override
        public DeviceAddress device() {
          return link.device();
        }

        @Override
        public void close() {
          link.close();
        }
      };
    }
  }

  @BeforeEach
  void listen(Vertx vertx) {
    RecordCodec.register(vertx.eventBus());
    vertx.eventBus().<InverterState>consumer(Addresses.STATES, m -> states.add(m.body()));
    vertx.eventBus().<Reading>consumer(Addresses.READINGS, m -> readings.add(m.body()));
  }

  private Surroundings world(boolean gated) {
    return new Surroundings(
        device -> gated ? gate.around(herd.open(device)) : herd.open(device),
        device -> List.of(),
        InstantSource.system(),
        System::nanoTime,
        () -> 0.5);
  }

  private String deploy(
      Vertx vertx, String id, String profile, Map<String, Duration> poll, boolean gated)
      throws Exception {
    UnitConfig unit = new UnitConfig(id, DeviceAddress.parse("sim:" + profile), "auto", null, poll);
    return vertx
        .deployVerticle(
            new InverterVerticle(unit, world(gated)),
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("inverter-" + id)
                .setWorkerPoolSize(1))
        .await(5, TimeUnit.SECONDS);
  }

  /** No command is asked by itself. */
  private static Map<String, Duration> unpolled() {
    return Dialects.all().stream()
        .flatMap(dialect -> dialect.inquiries().stream())
        .filter(inquiry -> inquiry.argument() == null)
        .map(Inquiry::name)
        .distinct()
        .collect(Collectors.toMap(name -> name, name -> Duration.ZERO));
  }

  private static Future<Reading> ask(Vertx vertx, String id, String command, long maxAgeMs) {
    return vertx
        .eventBus()
        .<Reading>request(Addresses.ask(id), new Ask(command, maxAgeMs, 10_000))
        .map(Message::body);
  }

  private InverterState await(Condition condition) throws InterruptedException {
    for (; ; ) {
      InverterState state = states.poll(10, TimeUnit.SECONDS);
      if (state == null || state.condition() == condition) {
        return state;
      }
    }
  }

  @Test
  void pollsByItselfAndPublishes(Vertx vertx) throws Exception {
    deploy(vertx, "roof-1", "max-8000", Map.of(), false);
    assertEquals("pi30max", await(Condition.ONLINE).protocol());
    Reading first = readings.poll(10, TimeUnit.SECONDS);
    assertEquals("status", first.command());
    assertEquals("roof-1", first.inverter());
  }

  @Test
  void tellsHowItsLineDoes(Vertx vertx) throws Exception {
    Promise<LinkStatistics> used = Promise.promise();
    vertx
        .eventBus()
        .<LinkStatistics>consumer(
            Addresses.LINKS,
            message -> {
              if (message.body().busySeconds() > 0) {
                used.tryComplete(message.body());
              }
            });
    deploy(vertx, "roof-1", "max-8000", Map.of(), false);
    LinkStatistics told = used.future().await(60, TimeUnit.SECONDS);
    assertEquals("roof-1", told.inverter());
    assertTrue(told.exchanges().stream().mapToLong(Long::longValue).sum() > 0, told.toString());
  }

  @Test
  void answersFromMemoryWhatIsYoungEnough(Vertx vertx) throws Exception {
    deploy(vertx, "roof-1", "max-8000", unpolled(), true);
    await(Condition.ONLINE);
    Reading first = ask(vertx, "roof-1", "status", 0).await(5, TimeUnit.SECONDS);
    gate.asked.clear();
    assertEquals(first, ask(vertx, "roof-1", "QPIGS", 60_000).await(5, TimeUnit.SECONDS));
    assertEquals(List.of(), List.copyOf(gate.asked));
  }

  @Test
  void aHundredAskersCostOneExchange(Vertx vertx) throws Exception {
    deploy(vertx, "roof-1", "max-8000", unpolled(), true);
    await(Condition.ONLINE);
    gate.asked.clear();
    gate.held.drainPermits();
    gate.shut();
    Future<Reading> busy = ask(vertx, "roof-1", "operation_mode", 0);
    gate.held.acquire();
    List<Future<Reading>> askers =
        IntStream.range(0, 100).mapToObj(i -> ask(vertx, "roof-1", "status", 0)).toList();
    gate.replies.release(1000);
    busy.await(5, TimeUnit.SECONDS);
    Reading one = askers.get(0).await(5, TimeUnit.SECONDS);
    for (Future<Reading> asker : askers) {
      assertEquals(one, asker.await(5, TimeUnit.SECONDS));
    }
    assertEquals(List.of("QMOD", "QPIGS"), List.copyOf(gate.asked));
  }

  @Test
  void oneThatHangsDoesNotHoldUpAnother(Vertx vertx) throws Exception {
    deploy(vertx, "roof-1", "max-8000", unpolled(), true);
    await(Condition.ONLINE);
    deploy(vertx, "roof-2", "axpert-5000", unpolled(), false);
    await(Condition.ONLINE);
    gate.held.drainPermits();
    gate.shut();
    Future<Reading> stuck = ask(vertx, "roof-1", "status", 0);
    gate.held.acquire();
    assertEquals("roof-2", ask(vertx, "roof-2", "status", 0).await(5, TimeUnit.SECONDS).inverter());
    assertFalse(stuck.isComplete());
    gate.replies.release(1000);
    stuck.await(5, TimeUnit.SECONDS);
  }

  @Test
  void anUnpluggedUnitIsOfflineAndHealsWhenItIsBack(Vertx vertx) throws Exception {
    deploy(vertx, "roof-1", "max-8000", Map.of(), false);
    await(Condition.ONLINE);
    herd.unplug("max-8000");
    assertEquals(Condition.OFFLINE, await(Condition.OFFLINE).condition());
    ReplyException refused =
        assertThrows(
            ReplyException.class,
            () -> ask(vertx, "roof-1", "status", 0).await(5, TimeUnit.SECONDS));
    assertEquals(Failure.OFFLINE.code(), Failure.status(refused));
    herd.plug("max-8000");
    assertEquals(Condition.ONLINE, await(Condition.ONLINE).condition());
  }

  @Test
  void startsWithTheCableUnplugged(Vertx vertx) throws Exception {
    herd.unplug("max-8000");
    deploy(vertx, "roof-1", "max-8000", Map.of(), false);
    ReplyException refused =
        assertThrows(
            ReplyException.class,
            () -> ask(vertx, "roof-1", "status", 0).await(5, TimeUnit.SECONDS));
    assertEquals(Failure.OFFLINE.code(), Failure.status(refused));
  }

  @Test
  void anUnknownCommandNamesThoseKnown(Vertx vertx) throws Exception {
    deploy(vertx, "roof-1", "max-8000", unpolled(), false);
    ReplyException refused =
        assertThrows(
            ReplyException.class,
            () -> ask(vertx, "roof-1", "nonsense", 0).await(5, TimeUnit.SECONDS));
    assertEquals(400, Failure.status(refused));
    assertTrue(refused.getMessage().contains("status, operation_mode"), refused.getMessage());
  }

  @Test
  void letsTheDeviceGoWhenItStops(Vertx vertx) throws Exception {
    String deployment = deploy(vertx, "roof-1", "max-8000", unpolled(), false);
    await(Condition.ONLINE);
    vertx.undeploy(deployment).await(5, TimeUnit.SECONDS);
    herd.open(DeviceAddress.parse("sim:max-8000")).close();
  }
}
