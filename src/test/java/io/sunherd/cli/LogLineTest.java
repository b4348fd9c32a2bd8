package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.sunherd.suite.PureTests;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@PureTests
class LogLineTest {
  private static final Instant MOMENT = Instant.parse("2026-11-24T10:20:30.456Z");

  @Test
  void tellsWhenHowGraveWhoAndWhatOnOneLine() {
    String line = line(null);
    assertTrue(line.endsWith(System.lineSeparator()), line);
    List<String> words = List.of(line.strip().split(" ", 2));
    assertEquals(MOMENT, OffsetDateTime.parse(words.get(0)).toInstant());
    assertEquals("WARN  Presence roof-1: it is gone", words.get(1));
  }

  @Test
  void putsWhatWasThrownBelowIt() {
    List<String> lines = line(new IllegalStateException("no such port")).lines().toList();
    assertEquals("java.lang.IllegalStateException: no such port", lines.get(1));
    assertTrue(lines.get(2).contains("LogLineTest"), lines.get(2));
  }

  private static String line(@Nullable Throwable thrown) {
    LoggerContext logs = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            LogLineTest.class.getName(),
            logs.getLogger("io.sunherd.inverter.unit.Presence"),
            Level.WARN,
            "{}: it is gone",
            thrown,
            new Object[] {"roof-1"});
    event.setInstant(MOMENT);
    return new LogLine().doLayout(event);
  }
}
