package io.sunherd.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sunherd.bus.Failure;
import io.sunherd.suite.PureTests;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A failed question")
@PureTests
class ProblemTest {
  private static String told(Throwable failure) {
    Problem problem = Problem.of(failure, "roof-1", "QPIGS");
    return problem.status() + " " + problem.sentence();
  }

  @Test
  @DisplayName("is told by the inverter's own sentence, or by one for what the bus saw")
  void sentences() {
    assertEquals("502 NAK.", told(new ReplyException(ReplyFailure.RECIPIENT_FAILURE, 502, "NAK.")));
    assertEquals(
        "504 roof-1 did not answer QPIGS in time.", told(new ReplyException(ReplyFailure.TIMEOUT)));
    assertEquals(
        "503 roof-1 has not started; ask again shortly.",
        told(new ReplyException(ReplyFailure.NO_HANDLERS)));
  }

  @Test
  @DisplayName("is a fault of the hub where its code is no HTTP status")
  void bug() {
    assertEquals(
        500,
        Problem.of(new ReplyException(ReplyFailure.RECIPIENT_FAILURE, -1, "?"), "a", "b").status());
    assertEquals(500, Problem.of(new IllegalStateException("?"), "a", "b").status());
    Problem problem = new Problem(Failure.OFFLINE, "It is off.");
    assertSame(problem, Problem.of(problem, "a", "b"));
  }
}
