package io.sunherd.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The parts of a hub as they begin and end. */
@Timeout(30)
@PureTests
class RunningPartsTest {
  private final Vertx vertx = Vertx.vertx();
  private final RunningParts parts = new RunningParts(vertx);

  /** Remembers where it runs. */
  private static final class Remembering extends AbstractVerticle {
    Context where() {
      return context;
    }
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void whatWasOnItsWayToAPartThatHasEndedFailsAtNobody() throws Exception {
    Remembering part = new Remembering();
    parts.begin(new Component("books", "", true, () -> part)).await();
    assertEquals(List.of(), parts.end(which -> true, Duration.ofSeconds(10)).await());
    CompletableFuture<Boolean> reached = new CompletableFuture<>();
    part.where().runOnContext(v -> reached.complete(true));
    assertTrue(reached.get(10, TimeUnit.SECONDS));
  }
}
