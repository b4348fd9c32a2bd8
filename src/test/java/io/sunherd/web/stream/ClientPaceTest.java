package io.sunherd.web.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.suite.PureTests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that says more than it may is read later; one that does not, is never kept waiting. */
@PureTests
class ClientPaceTest {
  private final List<String> told = new ArrayList<>();
  private final ClientPace pace = new ClientPace(() -> told.add("pause"), () -> told.add("resume"));

  private void spend(int frames) {
    for (int i = 0; i < frames; i++) {
      pace.spend();
    }
  }

  @Test
  void aBurstIsReadAtOnceAndWhatIsMoreAFewATick() {
    spend(ClientPace.AT_ONCE - 1);
    assertEquals(List.of(), told);
    spend(1);
    assertEquals(List.of("pause"), told);
    pace.tick();
    assertEquals(List.of("pause", "resume"), told);
    spend(ClientPace.A_TICK);
    assertEquals(List.of("pause", "resume", "pause"), told);
  }

  @Test
  void whatWasOnItsWayWhenItWasPausedIsPaidFor() {
    spend(ClientPace.AT_ONCE + 2 * ClientPace.A_TICK);
    pace.tick();
    pace.tick();
    assertEquals(List.of("pause"), told);
    pace.tick();
    assertEquals(List.of("pause", "resume"), told);
  }

  @Test
  void aFewASecondAreNeverKeptWaiting() {
    for (int tick = 0; tick < 1_000; tick++) {
      spend(ClientPace.A_TICK);
      pace.tick();
    }
    spend(ClientPace.AT_ONCE - 1);
    assertEquals(List.of(), told);
  }
}
