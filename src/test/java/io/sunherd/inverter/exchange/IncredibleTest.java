package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.inverter.unit.Identity;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import io.sunherd.suite.PureTests;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A reply that cannot be true is asked for again before anybody sees it. */
@PureTests
class IncredibleTest {
  private static final Dialect PI30 = Dialects.common();
  private static final String LIVE =
      "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040 0000 000.0 00.00 00005 00010000";
  private static final String ZEROS = LIVE.replaceAll("[1-9]", "0");

  private final ScriptedLink link = new ScriptedLink();
  private final Deque<String> replies = new ArrayDeque<>();
  private final Conversation session =
      new Conversation(
          new Line(link, Timing.of(link.device().kind()), link),
          new Identity(PI30, "92932004102443", "serial_number", null),
          new LinkMeter(link));

  private Map<String, Object> ask(String... said) throws Exception {
    replies.addAll(List.of(said));
    link.answering(
        text ->
            replies.isEmpty()
                ? List.of()
                : List.of(chunk(100, PI30.framing().reply(replies.remove()))));
    Request status = PI30.request("status").orElseThrow();
    return session.ask(status, true, () -> false).values();
  }

  @Test
  @DisplayName("a status of zeros between live ones is never shown")
  void zerosAreAskedForAgain() throws Exception {
    Map<String, Object> status = ask(ZEROS, LIVE);
    assertEquals(52.0, status.get("batt_volt"));
    assertFalse(status.containsKey("doubtful"));
    assertEquals(List.of("QPIGS", "QPIGS"), link.asked);
  }

  @Test
  @DisplayName("a unit that says zeros twice is believed, and the zeros are doubtful")
  void zerosTwice() throws Exception {
    Map<String, Object> status = ask(ZEROS, ZEROS, LIVE);
    assertEquals(0.0, status.get("batt_volt"));
    assertEquals(
        List.of("grid_volt", "ac_volt", "bus_volt", "batt_volt", "pv_volts"),
        status.get("doubtful"));
    assertEquals(List.of("QPIGS", "QPIGS"), link.asked);
  }

  @Test
  @DisplayName("zeros behind a reply that was damaged are asked for again as well")
  void zerosBehindDamage() throws Exception {
    Map<String, Object> status = ask("B", ZEROS, LIVE);
    assertEquals(52.0, status.get("batt_volt"));
    assertEquals(List.of("QPIGS", "QPIGS", "QPIGS"), link.asked);
  }

  @Test
  @DisplayName("zeros that are followed by silence are no reading")
  void zerosThenSilence() {
    assertThrows(SilentException.class, () -> ask(ZEROS));
  }

  @Test
  @DisplayName("what can be true is asked for once")
  void once() throws Exception {
    ask(LIVE);
    assertEquals(List.of("QPIGS"), link.asked);
  }
}
