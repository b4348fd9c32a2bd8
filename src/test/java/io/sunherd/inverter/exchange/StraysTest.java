package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.inverter.unit.Identity;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("A late reply that does not say whom it is about")
class StraysTest {
  private static final String UNIT =
      "1,5,00,2387,499,2387,499,0716,0165,01232,00505,012,004,518,000,015,031,036,1137,0000,2088,"
          + "0000,2,0,1,1,2,1,037";

  private final ScriptedLink link = new ScriptedLink();

  private Conversation session(Dialect dialect) {
    return new Conversation(
        new Line(link, Timing.of(link.device().kind()), link),
        new Identity(dialect, "92932004102443", "serial_number", null),
        new LinkMeter(link));
  }

  private static Request request(Dialect dialect, String text) {
    return dialect.request(text).orElseThrow();
  }

  @Test
  @DisplayName("is not taken for one about another unit, for as long as it may come")
  void another() throws Exception {
    Dialect pi18 = Dialects.find("pi18").orElseThrow();
    Conversation session = session(pi18);
    Request first = request(pi18, "PGS1");
    Request second = request(pi18, "PGS2");
    link.answering(text -> List.of(chunk(3_000, pi18.framing().reply(UNIT))));
    assertEquals(Optional.empty(), session.confusable(second));
    assertThrows(SilentException.class, () -> session.ask(first, false, () -> false));
    assertEquals(Optional.of("PGS1"), session.confusable(second));
    assertEquals(Optional.empty(), session.confusable(first));
    assertEquals(Optional.empty(), session.confusable(request(pi18, "PRI2")));
    link.pass(Duration.ofSeconds(11));
    assertEquals(Optional.empty(), session.confusable(second));
  }

  @Test
  @DisplayName("may follow one that was asked for again and came")
  void askedAgain() throws Exception {
    Dialect pi18 = Dialects.find("pi18").orElseThrow();
    Conversation session = session(pi18);
    link.answering(
        text ->
            link.asked.size() < 2 ? List.of() : List.of(chunk(100, pi18.framing().reply(UNIT))));
    assertEquals(
        165,
        session
            .ask(request(pi18, "PGS1"), true, () -> false)
            .values()
            .get("ac_output_active_power"));
    assertEquals(Optional.of("PGS1"), session.confusable(request(pi18, "PGS2")));
  }

  @Test
  @DisplayName("may follow one that the line itself sent again in another form")
  void sentAgain() throws Exception {
    Dialect pi18 = Dialects.find("pi18").orElseThrow();
    Conversation session = session(pi18);
    link.answering(
        text ->
            List.of(
                link.asked.size() < 2
                    ? chunk(100, new byte[] {'^', 'D', '0', '0', '5', 'x', 'y', 'z', 'u', '\r'})
                    : chunk(100, pi18.framing().reply(UNIT))));
    Map<String, Object> told = session.ask(request(pi18, "PGS1"), false, () -> false).values();
    assertEquals(165, told.get("ac_output_active_power"));
    assertEquals(2, link.asked.size());
    assertEquals(Optional.of("PGS1"), session.confusable(request(pi18, "PGS2")));
  }

  @Test
  @DisplayName("matters not where each reply has a serial number")
  void named() {
    Dialect pi30 = Dialects.find("pi30max").orElseThrow();
    Conversation session = session(pi30);
    link.answering(text -> List.of());
    assertThrows(
        SilentException.class, () -> session.ask(request(pi30, "QPGS1"), false, () -> false));
    assertEquals(Optional.empty(), session.confusable(request(pi30, "QPGS2")));
  }
}
