package io.sunherd.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.herd.Said;
import io.sunherd.suite.PureTests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The site never shows under a unit what another one told. */
@PureTests
class LiveUnitTest {
  private final LiveUnit unit = new LiveUnit("roof-1");

  private static InverterState nameless(String protocol) {
    return new InverterState(
        "roof-1", Condition.ONLINE, 0, null, protocol, null, null, null, null, null, List.of());
  }

  private void hear() {
    unit.accept(Said.reading("roof-1", "QMOD", 1, 1_000, "B"), 10);
  }

  @Test
  void whatWasReadByAnotherTableIsNotShown() {
    unit.accept(nameless("pi30max"));
    hear();
    unit.accept(nameless("pi18"));
    assertNull(unit.reading("QMOD"));
    assertNull(unit.named("operation_mode"));
  }

  @Test
  void whatAUnitWithoutANumberToldIsNotShownUnderANumber() {
    unit.accept(nameless("pi30max"));
    hear();
    unit.accept(Said.state("roof-1", Condition.ONLINE));
    assertEquals(List.of(), List.copyOf(unit.readings()));
  }

  @Test
  void whatIsToldAgainStaysAsOldAsItIs() {
    unit.accept(Said.state("roof-1", Condition.ONLINE));
    hear();
    Held held = unit.reading("QMOD");
    assertSame(held, unit.accept(Said.reading("roof-1", "QMOD", 1, 1_000, "B"), 500));
    assertEquals(490, held.ageMs(500));
  }
}
