package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.inverter.unit.Identity;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("A late reply that does not say whom it is about")
class StraysTest {
  private static final String UNIT =
      "1,5,00,2387,499,2387,499,0716,0165,01232,00505,012,004,518,000,015,031,036,1137,0000,2088,"
          + "0000,2,0,1,1,2,1,037";

  private static final Dialect PI18 = Dialects.find("pi18").orElseThrow();

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

  private static List<ScriptedLink.Chunk> said(long afterMs, Dialect dialect, String payload) {
    return List.of(chunk(afterMs, dialect.framing().reply(payload)));
  }

  private static Object asked(Conversation session, Request request, String key) throws Exception {
    return session.ask(request, false, () -> false).values().get(key);
  }

  @Test
  @DisplayName("is not taken for one about another unit, for as long as it may come")
  void another() throws Exception {
    Conversation session = session(PI18);
    link.answering(text -> text.endsWith("PGS1") ? List.of() : said(100, PI18, UNIT));
    assertThrows(SilentException.class, () -> asked(session, request(PI18, "PGS1"), "mode"));
    ProtocolException dropped =
        assertThrows(ProtocolException.class, () -> asked(session, request(PI18, "PGS2"), "mode"));
    assertEquals(Reason.SUSPECT, dropped.reason());
    assertTrue(dropped.getMessage().contains("the late one to PGS1"), dropped.getMessage());
    link.pass(Duration.ofSeconds(11));
    assertEquals(165, asked(session, request(PI18, "PGS2"), "ac_output_active_power"));
  }

  @Test
  @DisplayName("is not taken for that to another question of the same shape")
  void sameShape() {
    Conversation session = session(PI18);
    link.answering(text -> text.endsWith("ACCT") ? List.of() : said(100, PI18, "2200,0600"));
    assertThrows(SilentException.class, () -> asked(session, request(PI18, "ACCT"), "start"));
    assertThrows(ProtocolException.class, () -> asked(session, request(PI18, "ACLT"), "start"));
  }

  @Test
  @DisplayName("cannot come any more behind a reply of another shape")
  void ended() throws Exception {
    Conversation session = session(PI18);
    link.answering(
        text ->
            text.endsWith("ACCT")
                ? List.of()
                : said(100, PI18, text.endsWith("MOD") ? "05" : "2200,0600"));
    assertThrows(SilentException.class, () -> asked(session, request(PI18, "ACCT"), "start"));
    asked(session, request(PI18, "MOD"), "mode");
    assertEquals("22:00", asked(session, request(PI18, "ACLT"), "start"));
  }

  @Test
  @DisplayName(
      "does not come where the question was refused on a line in step, once or in each form")
  void refused() throws Exception {
    for (String id : List.of("pi17", "pi18")) {
      Dialect dialect = Dialects.find(id).orElseThrow();
      Conversation session = session(dialect);
      link.answeringBytes(request -> refusingAcct(dialect, new String(request, ISO_8859_1)));
      asked(session, request(dialect, "MOD"), "mode");
      Request charging = request(dialect, "ACCT");
      assertThrows(ProtocolException.class, () -> asked(session, charging, "start"));
      assertEquals("22:00", asked(session, request(dialect, "ACLT"), "start"), id);
    }
  }

  private static List<ScriptedLink.Chunk> refusingAcct(Dialect dialect, String text) {
    return text.contains("ACCT")
        ? List.of(chunk(100, dialect.framing().answer(false)))
        : said(100, dialect, text.contains("MOD") ? "05" : "2200,0600");
  }

  @Test
  @DisplayName("may follow one that was asked for again and came")
  void askedAgain() throws Exception {
    Conversation session = session(PI18);
    link.answering(text -> link.asked.size() < 2 ? List.of() : said(100, PI18, UNIT));
    assertEquals(
        165,
        session
            .ask(request(PI18, "PGS1"), true, () -> false)
            .values()
            .get("ac_output_active_power"));
    assertThrows(ProtocolException.class, () -> asked(session, request(PI18, "PGS2"), "mode"));
  }

  @Test
  @DisplayName("may come behind one that was asked for before it, and again")
  void olderThanBoth() {
    Strays strays = new Strays();
    Request who = request(PI18, "PRI1");
    strays.gaveUp(who, 0);
    strays.gaveUp(request(PI18, "PGS1"), 1);
    strays.answered(who);
    assertEquals(Optional.of("PGS1"), strays.sender(request(PI18, "PGS2"), UNIT, 2));
    strays.answered(request(PI18, "MOD"));
    assertEquals(Optional.empty(), strays.sender(request(PI18, "PGS2"), UNIT, 2));
  }

  @Test
  @DisplayName("matters not where each reply has a serial number")
  void named() {
    Dialect pi30 = Dialects.find("pi30max").orElseThrow();
    Strays strays = new Strays();
    strays.gaveUp(request(pi30, "QPGS1"), 0);
    assertEquals(Optional.empty(), strays.sender(request(pi30, "QPGS2"), "1 92932004102443", 1));
  }
}
