package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Threads that fail while a hub stops: a stop is quiet, but a fault is told. */
@PureTests
class LateWorkTest {
  private static List<Level> logged(Throwable failure) {
    Logger log = (Logger) LoggerFactory.getLogger(Serving.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Level before = log.getLevel();
    log.setLevel(Level.DEBUG);
    log.setAdditive(false);
    lines.start();
    log.addAppender(lines);
    try {
      Serving.lost(Thread.currentThread(), failure);
    } finally {
      log.detachAppender(lines);
      log.setAdditive(true);
      log.setLevel(before);
    }
    return lines.list.stream().map(ILoggingEvent::getLevel).toList();
  }

  @Test
  void tooLateIsNoFault() {
    assertEquals(List.of(Level.DEBUG), logged(new RejectedExecutionException("terminated")));
  }

  @Test
  void anyOtherIs() {
    assertEquals(List.of(Level.ERROR), logged(new IllegalStateException("broken")));
  }
}
