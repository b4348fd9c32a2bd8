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
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("A late reply that does not say whom it is about")
class StraysTest {
  private static final String UNIT =
      "1,5,00,2387,499,2387,499,0716,0165,01232,00505,012,004,518,000,015,031,036,1137,0000,2088,"
          + "0000,2,0,1,1,2,1,037";

  private static final String STATUS =
      "230.0 50.0 230.0 50.0 0500 %04d 010 400 52.00 000 080 0040 0000 000.0 00.00 00005"
          + " 00010000 00 00 00000 010";

  private static final Dialect PI30 = Dialects.common();
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
    strays.answered(who, 2);
    assertEquals(Optional.of("PGS1"), strays.sender(request(PI18, "PGS2"), UNIT, 2, 2));
    strays.answered(request(PI18, "MOD"), 2);
    assertEquals(Optional.empty(), strays.sender(request(PI18, "PGS2"), UNIT, 2, 2));
  }

  /** What a unit says to a question that was its n-th, and how long it takes to. */
  private interface Firmware {
    List<ScriptedLink.Chunk> said(String text, int number);
  }

  private void numbering(Firmware firmware) {
    link.answering(text -> firmware.said(text, link.asked.size()));
  }

  /** The n-th of all replies, which are a status with that many watts, or the serial number. */
  private static byte[] numbered(String text, int number) {
    return PI30.framing()
        .reply(
            switch (text) {
              case "QPIGS" -> STATUS.formatted(number);
              case "QMOD" -> "B";
              case "QID" -> "92932004102443";
              default -> "NAK";
            });
  }

  private int watts(Conversation session, boolean again) throws Exception {
    Answer answer = session.ask(request(PI30, "QPIGS"), again, () -> false);
    return Integer.parseInt(String.valueOf(answer.values().get("ac_watt")));
  }

  @Test
  @DisplayName("is not taken for that to the same question, asked later")
  void sameQuestionLater() throws Exception {
    Conversation session = session(PI30);
    numbering(
        (text, number) ->
            List.of(chunk(number > 2 ? 50 : number == 1 ? 3_000 : 500, numbered(text, number))));
    assertThrows(SilentException.class, () -> watts(session, true));
    int before = link.asked.size();
    ProtocolException early = assertThrows(ProtocolException.class, () -> watts(session, true));
    assertEquals(Reason.SUSPECT, early.reason(), early.getMessage());
    assertTrue(watts(session, true) > before, "it is of before the question");
  }

  @Test
  @DisplayName("is waited for once, with a question that is answered otherwise")
  void dispelled() throws Exception {
    Conversation session = session(PI30);
    numbering(
        (text, number) -> number == 1 ? List.of() : List.of(chunk(50, numbered(text, number))));
    assertThrows(SilentException.class, () -> watts(session, false));
    assertEquals(3, watts(session, false));
    assertEquals(4, watts(session, false));
    assertEquals(List.of("QPIGS", "QID", "QPIGS", "QPIGS"), link.asked);
  }

  @Test
  @DisplayName("is not waited for with a question that is answered in the same shape")
  void likewise() throws Exception {
    Conversation session = session(PI18);
    link.answering(
        text ->
            link.asked.size() == 2
                ? List.of()
                : said(100, PI18, text.endsWith("ID") ? "1492932004102443000000" : UNIT));
    asked(session, request(PI18, "PGS2"), "mode");
    assertThrows(SilentException.class, () -> asked(session, request(PI18, "PGS1"), "mode"));
    assertEquals(165, asked(session, request(PI18, "PGS1"), "ac_output_active_power"));
    assertTrue(link.asked.get(2).endsWith("ID"), link.asked::toString);
  }

  @Test
  @DisplayName("is never older than the question, however late replies are and whatever is lost")
  void neverOlder() throws Exception {
    int answered = 0;
    for (int seed = 0; seed < 400; seed++) {
      answered += tellsNothingOlder(new Random(seed));
    }
    assertTrue(answered > 4_000, () -> "too little to tell");
  }

  private static int tellsNothingOlder(Random random) throws Exception {
    ScriptedLink line = new ScriptedLink();
    Conversation session =
        new Conversation(
            new Line(line, Timing.of(line.device().kind()), line),
            new Identity(PI30, "92932004102443", "serial_number", null),
            new LinkMeter(line));
    long[] free = {0};
    int latest = 500 + random.nextInt(3_500);
    line.answering(
        text -> {
          if (random.nextInt(10) == 0) {
            return List.of();
          }
          long now = line.getAsLong() / 1_000_000;
          long due = Math.max(free[0], now + random.nextInt(latest));
          long after = due - Math.max(now, free[0]);
          free[0] = due;
          return List.of(
              chunk(
                  after,
                  random.nextInt(8) == 0
                      ? PI30.framing().answer(false)
                      : numbered(text, line.asked.size())));
        });
    int answered = 0;
    for (int i = 0; i < 40; i++) {
      int before = line.asked.size();
      Request request = request(PI30, random.nextInt(4) == 0 ? "QMOD" : "QPIGS");
      try {
        Object watts =
            session.ask(request, random.nextBoolean(), () -> false).values().get("ac_watt");
        answered++;
        assertTrue(
            watts == null || Integer.parseInt(watts.toString()) > before,
            () -> line.asked + ": " + watts + " is of before the question " + before);
      } catch (ProtocolException | SilentException e) {
        line.pass(Duration.ofMillis(1)); // nothing is told, which is never wrong
      }
    }
    return answered;
  }

  /** Polls every two seconds until the status is told again; returns how long that takes. */
  private long untilTold(Conversation session, String... polls) throws Exception {
    long from = link.getAsLong();
    for (int i = 0; i < 60; i++) {
      for (String poll : polls) {
        try {
          Answer unused = session.ask(request(PI30, poll), true, () -> false);
          if (poll.equals("QPIGS")) {
            return Duration.ofNanos(link.getAsLong() - from).toSeconds();
          }
        } catch (ProtocolException | SilentException e) {
          link.pass(Duration.ofMillis(1)); // it is asked again
        }
      }
      link.pass(Duration.ofSeconds(2));
    }
    return Long.MAX_VALUE;
  }

  @Test
  @DisplayName("is expected for ten seconds, and no longer, from a unit that answers nothing else")
  void nothingElse() throws Exception {
    for (boolean isRefusing : new boolean[] {true, false}) {
      Conversation session = session(PI30);
      int lost = link.asked.size() + 2;
      numbering(
          (text, number) ->
              number != lost && text.equals("QPIGS")
                  ? List.of(chunk(50, numbered(text, number)))
                  : number != lost && isRefusing
                      ? List.of(chunk(50, PI30.framing().answer(false)))
                      : List.of());
      watts(session, false);
      assertThrows(SilentException.class, () -> watts(session, false));
      long seconds = untilTold(session, "QPIGS");
      assertTrue(seconds <= 14, () -> isRefusing + ": " + seconds + " s, " + link.asked);
    }
  }

  @Test
  @DisplayName("is not expected for longer from a unit that has refused everything for a while")
  void refusedAll() throws Exception {
    Conversation session =
        new Conversation(
            new Line(link, Timing.of(link.device().kind()), link),
            new Identity(PI30, null, null, null),
            new LinkMeter(link));
    boolean[] isRefusing = {false};
    numbering(
        (text, number) ->
            number == 3
                ? List.of()
                : isRefusing[0]
                    ? List.of(chunk(50, PI30.framing().answer(false)))
                    : List.of(chunk(50, numbered(text, number))));
    untilTold(session, "QMOD", "QPIGS");
    assertThrows(SilentException.class, () -> watts(session, false));
    isRefusing[0] = true;
    untilTold(session, "QPIGS", "QMOD");
    isRefusing[0] = false;
    long seconds = untilTold(session, "QPIGS", "QMOD");
    assertTrue(seconds <= 14, () -> seconds + " s, " + link.asked);
  }

  @Test
  @DisplayName("is told with the name of what was asked, where what is asked before it is silent")
  void silentTwice() throws Exception {
    Conversation session = session(PI30);
    assertThrows(SilentException.class, () -> watts(session, true));
    SilentException silent = assertThrows(SilentException.class, () -> watts(session, true));
    assertEquals("serial:/dev/ttyTEST0 did not answer QPIGS, nor QID since.", silent.getMessage());
  }

  @Test
  @DisplayName("that cannot come any more keeps no other one in doubt")
  void over() {
    Strays strays = new Strays();
    long late = Duration.ofSeconds(11).toNanos();
    strays.gaveUp(request(PI30, "QMOD"), 0);
    strays.gaveUp(request(PI30, "QPIGS"), late);
    strays.answered(request(PI30, "QMOD"), late + 1);
    assertEquals(
        Optional.empty(),
        strays.sender(request(PI30, "QPIGS"), STATUS.formatted(1), late + 2, late + 3));
  }

  @Test
  @DisplayName("matters not where each reply has a serial number")
  void named() {
    Dialect pi30 = Dialects.find("pi30max").orElseThrow();
    Strays strays = new Strays();
    strays.gaveUp(request(pi30, "QPGS1"), 0);
    assertEquals(Optional.empty(), strays.sender(request(pi30, "QPGS2"), "1 92932004102443", 1, 1));
  }
}
