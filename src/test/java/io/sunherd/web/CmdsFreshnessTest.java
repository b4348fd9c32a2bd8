package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Ask;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("/cmds: how fresh its answers are")
@ProcessTests
class CmdsFreshnessTest {
  private final Rig rig = Rig.plain();
  private final BlockingQueue<Message<Ask>> asks = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    rig.close();
  }

  /** An inverter that answers at once, each time with a higher voltage. */
  private void answering() {
    rig.inverter(
        "roof-1",
        ask -> {
          asks.add(ask);
          ask.reply(Rig.status("roof-1", 60.0 + asks.size()));
        });
  }

  private double volts(String uri) {
    return rig.get(uri).json().getDouble("batt_volt");
  }

  @Test
  @DisplayName("a fresh reading is answered from memory while the inverter never replies")
  void memory() {
    rig.inverter("roof-1", asks::add);
    rig.publish(Rig.status("roof-1", 52.0));
    rig.advanceMs(2_000);
    assertEquals(52.0, volts("/cmds?cmd=status"));
    assertEquals(52.0, volts("/cmds?cmd=QPIGS&max_age=2"));
    assertTrue(asks.isEmpty());
  }

  @Test
  @DisplayName("unsaid, twice the poll interval is fresh enough; after that it is asked")
  void twiceThePollInterval() {
    answering();
    rig.publish(Rig.status("roof-1", 52.0));
    rig.advanceMs(2_001);
    assertEquals(61.0, volts("/cmds?cmd=status"));
    assertEquals(61.0, volts("/cmds?cmd=status"), "what was asked for is held in memory");
    assertEquals(1, asks.size());
  }

  @Test
  @DisplayName("a cmd that is not polled is fresh for a second")
  void unpolled() {
    rig.inverter(
        "roof-1",
        ask -> {
          asks.add(ask);
          ask.reply(new Reading("roof-1", "QED20261124", "QED20261124", Rig.AT, 0, "(1", Map.of()));
        });
    rig.get("/cmds?cmd=QED20261124");
    rig.advanceMs(1_000);
    rig.get("/cmds?cmd=QED20261124");
    assertEquals(1, asks.size());
    rig.advanceMs(1);
    assertEquals(200, rig.get("/cmds?cmd=QED20261124").status());
    assertEquals(2, asks.size());
    assertEquals("QED20261124", asks.remove().body().command());
  }

  @Test
  @DisplayName("max_age says how old it may be, in decimals too; 0 always asks")
  void maxAge() {
    answering();
    rig.publish(Rig.status("roof-1", 52.0));
    rig.advanceMs(500);
    assertEquals(52.0, volts("/cmds?cmd=status&max_age=0.5"));
    assertEquals(61.0, volts("/cmds?cmd=status&max_age=0.4"));
    assertEquals(62.0, volts("/cmds?cmd=status&max_age=0"));
    assertEquals(63.0, volts("/cmds?cmd=status&max_age=0"));
    assertEquals(0, asks.remove().body().maxAgeMs());
    assertEquals(10_000, asks.remove().body().ttlMs());
  }

  @Test
  @DisplayName("fifty clients at a time cost one exchange")
  void singleFlight() throws InterruptedException {
    rig.inverter("roof-1", asks::add);
    rig.publish(Rig.status("roof-1", 52.0));
    rig.get("/cmds?cmd=status");
    rig.clockReads.drainPermits();
    List<Future<Answer>> clients =
        IntStream.range(0, 50)
            .mapToObj(i -> rig.send(HttpMethod.GET, "/cmds?cmd=status&max_age=0", Map.of()))
            .toList();
    // Each looks at the clock once before it joins the question.
    assertTrue(rig.clockReads.tryAcquire(50, 20, TimeUnit.SECONDS));
    asks.remove().reply(Rig.status("roof-1", 53.0));
    for (Future<Answer> client : clients) {
      assertEquals(53.0, Rig.wait(client).json().getDouble("batt_volt"));
    }
    assertTrue(asks.isEmpty());
    rig.send(HttpMethod.GET, "/cmds?cmd=status&max_age=0", Map.of());
    assertEquals("QPIGS", asks.take().body().command(), "the next question is a new one");
  }

  @Test
  @DisplayName("Last-Modified has two digits for the day, as HTTP wants it")
  void earlyInTheMonth() {
    long at = Instant.parse("2026-12-05T08:00:00Z").toEpochMilli();
    rig.publish(
        new Reading("roof-1", "status", "QPIGS", at, 1000, "(230.0", Map.of("grid_volt", 230.0)));
    assertEquals(
        "Sat, 05 Dec 2026 08:00:00 GMT",
        rig.get("/cmds?cmd=status").headers().get("last-modified"));
  }

  @Test
  @DisplayName("Age and Last-Modified are those of the oldest reading")
  void headers() {
    rig.publish(Rig.status("roof-1", 52.0));
    rig.advanceMs(1_700);
    rig.publish(Rig.mode("roof-1"));
    rig.advanceMs(300);
    Answer both = rig.get("/cmds?cmd=operation_mode&cmd=status&merge=1");
    assertEquals("2", both.headers().get("age"));
    assertEquals("Wed, 18 Nov 2026 11:06:40 GMT", both.headers().get("last-modified"));
    assertEquals("0", rig.get("/cmds?cmd=operation_mode").headers().get("age"));
    rig.publish(Rig.status("roof-1", 52.0));
    assertEquals(
        "2",
        rig.get("/cmds?cmd=status").headers().get("age"),
        "the same reply heard again is not younger");
  }

  @Test
  @DisplayName("an old reading is never served in place of a failed question")
  void neverStale() {
    rig.inverter("roof-1", ask -> Failure.SILENT.reply(ask, "roof-1 is silent."));
    rig.publish(Rig.status("roof-1", 52.0));
    rig.advanceMs(3_000);
    Answer answer = rig.get("/cmds?cmd=status");
    assertEquals(504, answer.status());
    assertEquals("{\"error\":\"roof-1 is silent.\"}", answer.body());
    assertEquals(504, rig.get("/cmds?cmd=status").status(), "a failure is not remembered");
  }

  @Test
  @DisplayName("one that is offline is not asked; its last error is told")
  void offline() {
    rig.inverter("roof-1", asks::add);
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(Rig.status("roof-1", 52.0));
    rig.publish(Rig.state("roof-1", Condition.OFFLINE, "/dev/ttyUSB0 is gone."));
    Answer answer = rig.get("/cmds?cmd=status");
    assertEquals(503, answer.status());
    assertEquals("roof-1 is offline: /dev/ttyUSB0 is gone.", answer.error());
    assertEquals(503, rig.get("/cmds?cmd=operation_mode").status());
    assertEquals(52.0, volts("/cmds?cmd=status&max_age=60"), "who says so gets the memory");
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    assertEquals(52.0, volts("/cmds?cmd=status"));
    assertTrue(asks.isEmpty());
  }

  @Test
  @DisplayName("one that has no verticle yet is a 503")
  void notStarted() {
    assertEquals(503, rig.get("/cmds?cmd=status").status());
  }
}
