package io.sunherd.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PureTests
class FreshnessTest {

  @ParameterizedTest(name = "polled every {0} ms it is good for {1} ms")
  @CsvSource({
    "100, 5000",
    "1000, 5000",
    "1666, 5000",
    "1667, 5001",
    "5000, 15000",
    "60000, 180000"
  })
  void threePollsFiveSecondsAtLeast(long everyMs, long goodForMs) {
    assertFalse(Freshness.isStale(everyMs, goodForMs));
    assertTrue(Freshness.isLive(everyMs, goodForMs));
    assertTrue(Freshness.isStale(everyMs, goodForMs + 1));
    assertFalse(Freshness.isLive(everyMs, goodForMs + 1));
  }

  @Test
  void whatIsNotPolledIsNeverStaleAndStandsForWhatIsForAMomentOnly() {
    assertFalse(Freshness.isStale(0, Long.MAX_VALUE));
    assertTrue(Freshness.isLive(0, 5_000));
    assertEquals(false, Freshness.isLive(0, 5_001));
  }
}
