package io.sunherd.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** However often and by however many something is done wrong, it is told in few lines. */
@PureTests
@Isolated("listens to a log")
class MishapsTest {
  private final Logger log = (Logger) LoggerFactory.getLogger(Mishaps.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private long nanos;
  private final Mishaps mishaps = new Mishaps(() -> nanos);

  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    log.setAdditive(false);
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void leave() {
    log.detachAppender(lines);
    log.setAdditive(true);
    log.setLevel(null);
  }

  private List<String> told() {
    List<String> told =
        lines.list.stream()
            .map(ILoggingEvent::getFormattedMessage)
            .map(line -> line.replaceFirst("A client at (\\S+) .*HTTP(.*); more.*", "$1$2"))
            .toList();
    lines.list.clear();
    return told;
  }

  private void minutes(long minutes) {
    nanos += TimeUnit.MINUTES.toNanos(minutes);
  }

  @Test
  void oneLineAnAddressAndMinute() {
    for (int i = 0; i < 500; i++) {
      mishaps.happened("10.0.0.1");
      mishaps.happened("10.0.0.2");
    }
    assertEquals(List.of("10.0.0.1", "10.0.0.2"), told());
    minutes(1);
    mishaps.happened("10.0.0.1");
    assertEquals(List.of("10.0.0.1, and 499 times before"), told());
    minutes(1);
    mishaps.happened("10.0.0.1");
    assertEquals(List.of("10.0.0.1"), told());
  }

  @Test
  void notMoreThanAFewLinesAMinuteWhoeverItIs() {
    for (int i = 0; i < 100_000; i++) {
      mishaps.happened("2001:db8::" + Integer.toHexString(i));
    }
    assertEquals(Mishaps.MOST_LINES, told().size());
    minutes(1);
    mishaps.happened("10.0.0.1");
    assertEquals(List.of("10.0.0.1"), told());
  }

  @Test
  void whoWasToldOfLongestAgoIsForgottenFirst() {
    int minutes = Mishaps.MOST_ADDRESSES / Mishaps.MOST_LINES + 2;
    mishaps.happened("10.0.0.1");
    mishaps.happened("10.0.0.1");
    mishaps.happened("10.0.0.2");
    for (int i = 0; i < minutes * (Mishaps.MOST_LINES - 1); i++) {
      if (i % (Mishaps.MOST_LINES - 1) == 0) {
        minutes(1);
        mishaps.happened("10.0.0.2");
      }
      mishaps.happened("10.1.0." + i);
    }
    told();
    minutes(1);
    mishaps.happened("10.0.0.1");
    assertEquals(List.of("10.0.0.1"), told());
  }
}
