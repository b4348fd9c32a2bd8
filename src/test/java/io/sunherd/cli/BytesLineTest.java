package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.suite.PureTests;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@PureTests
class BytesLineTest {
  private final StringWriter said = new StringWriter();
  private final AtomicLong now = new AtomicLong();

  private BytesLine line(boolean seen) {
    return new BytesLine(new PrintWriter(said), seen, now::get);
  }

  @Test
  void saysNothingWhereNobodySeesIt() {
    BytesLine line = line(false);
    line.at("Asking", 0, 0);
    line.at("history.db", 1, 2);
    line.clear();
    line.done();
    assertEquals("", said.toString());
  }

  @Test
  void saysOnceASecondHowFarItIs() {
    BytesLine line = line(true);
    line.at("history.db", 1, 4);
    assertEquals("", said.toString());
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    line.at("history.db", 2, 4);
    line.at("history.db", 3, 4);
    assertEquals("history.db, 50 %", said.toString().strip());
    line.done();
    line.done();
    assertEquals(1, said.toString().lines().filter(one -> !one.isBlank()).count());
  }

  @Test
  void leavesNothingOfALineThatIsTakenAway() {
    BytesLine line = line(true);
    line.clear();
    line.at("Asking", 0, 0);
    line.clear();
    assertEquals("\rAsking ...        \r" + " ".repeat(60) + "\r", said.toString());
  }
}
