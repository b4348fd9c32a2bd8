package io.sunherd.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Look;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Verdict;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.Pty;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for a scan is told of the devices asked for, however many ask at once. */
@Timeout(60)
@ProcessTests
class ScanVerticleTest {
  private static final DeviceAddress LOCAL = DeviceAddress.parse("tcp:local:1");

  @TempDir private Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<DeviceAddress> candidates = new ArrayList<>(List.of(LOCAL));
  private final List<String> opened = new ArrayList<>();
  private final Set<String> open = new HashSet<>();
  private final List<String> twice = new ArrayList<>();

  @BeforeEach
  void deploy() {
    RecordCodec.register(vertx.eventBus());
    vertx
        .deployVerticle(
            new ScanVerticle(
                () -> candidates, this::opened, InstantSource.system(), System::nanoTime))
        .await();
  }

  @AfterEach
  void close() {
    goOn.countDown();
    vertx.close().await();
  }

  /** Nothing is there; but that is told only once the test lets it go on. */
  private Link opened(DeviceAddress device) throws LinkException {
    synchronized (this) {
      opened.add(device.toString());
      if (!open.add(device.place())) {
        twice.add(device.place());
      }
    }
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    synchronized (this) {
      open.remove(device.place());
    }
    if (device.path().startsWith("bug")) {
      throw new IllegalStateException("a bug");
    }
    throw new LinkException(LinkException.Reason.MISSING, device + " is not there.");
  }

  private Future<Verdict> ask(String... devices) {
    return vertx
        .eventBus()
        .<Verdict>request(
            Addresses.LOOK,
            new Look(List.of(devices), false, false),
            new DeliveryOptions().setSendTimeout(60_000))
        .map(message -> message.body());
  }

  /** Asks, and waits until the scan is under way. */
  private Future<Verdict> begin(String... devices) throws InterruptedException {
    Future<Verdict> first = ask(devices);
    begun.await();
    return first;
  }

  private static Set<String> told(Future<Verdict> answer) {
    Verdict verdict = answer.await();
    assertEquals(200, verdict.status(), () -> verdict.body().toString());
    return new JsonObject(verdict.body())
        .getJsonArray("found").stream()
            .map(one -> ((JsonObject) one).getString("device"))
            .collect(Collectors.toSet());
  }

  private long count(String device) {
    return opened.stream().filter(device::equals).count();
  }

  @Test
  void everyAskerGetsItsOwnAnswer() throws Exception {
    Future<Verdict> first = begin("tcp:a:1");
    List<Future<Verdict>> others = Stream.of("tcp:b:1", "tcp:c:1").map(this::ask).toList();
    Future<Verdict> plain = ask();
    goOn.countDown();
    assertEquals(Set.of("tcp:local:1", "tcp:a:1"), told(first));
    assertEquals(Set.of("tcp:local:1", "tcp:b:1"), told(others.get(0)));
    assertEquals(Set.of("tcp:local:1", "tcp:c:1"), told(others.get(1)));
    assertEquals(Set.of("tcp:local:1"), told(plain));
    assertEquals(List.of(), twice, "asked by two scans at once");
  }

  @Test
  void whoAsksForTheSameSharesTheScanThatHasNotBegun() throws Exception {
    Future<Verdict> first = begin("tcp:a:1");
    List<Future<Verdict>> same =
        IntStream.range(0, 9)
            .mapToObj(i -> i % 2 == 0 ? ask("tcp:b:1", "tcp:c:1") : ask("tcp:c:1", "tcp:b:1"))
            .toList();
    Future<Verdict> late = ask("tcp:a:1");
    goOn.countDown();
    same.forEach(one -> assertEquals(Set.of("tcp:local:1", "tcp:b:1", "tcp:c:1"), told(one)));
    assertEquals(told(first), told(late));
    assertEquals(1, count("tcp:b:1"));
    assertEquals(2, count("tcp:a:1"), "what is under way may have passed by what is new");
    assertEquals(3, count("tcp:local:1"));
  }

  @Test
  void moreThanAFewDoNotWait() throws Exception {
    Future<Verdict> first = begin();
    List<Future<Verdict>> waiting =
        IntStream.range(0, 4).mapToObj(i -> ask("tcp:host-" + i + ":1")).toList();
    Verdict refused = ask("tcp:late:1").await();
    assertEquals(503, refused.status());
    assertEquals(
        "A scan is under way and 4 others wait: ask again in a minute.",
        refused.body().get("error"));
    Future<Verdict> shared = ask("tcp:host-3:1");
    goOn.countDown();
    assertEquals(Set.of("tcp:local:1"), told(first));
    for (int i = 0; i < 4; i++) {
      assertEquals(Set.of("tcp:local:1", "tcp:host-" + i + ":1"), told(waiting.get(i)));
    }
    assertEquals(told(waiting.get(3)), told(shared));
    assertEquals(Set.of("tcp:local:1", "tcp:late:1"), told(ask("tcp:late:1")));
  }

  @Test
  void oneThatFailsDoesNotTakeTheNextAlong() throws Exception {
    Future<Verdict> wrong = begin("tcp:bug:1");
    Future<Verdict> next = ask("tcp:a:1");
    goOn.countDown();
    assertEquals(500, wrong.await().status());
    assertEquals(Set.of("tcp:local:1", "tcp:a:1"), told(next));
  }

  @Test
  void aDeviceOfTwoNamesIsAskedOnceAndToldByTheNameAskedFor() throws Exception {
    goOn.countDown();
    try (Pty pty = Pty.open()) {
      Path name = folder.resolve("inverter");
      pty.linkAs(name);
      candidates.add(DeviceAddress.parse("serial:" + pty.slavePath()));
      assertEquals(Set.of("tcp:local:1", "serial:" + name), told(ask("serial:" + name)));
      assertEquals(Set.of("tcp:local:1", "serial:" + pty.slavePath()), told(ask()));
      assertTrue(opened.contains("serial:" + name));
    }
  }
}
