package io.sunherd.inverter.exchange;

import static io.sunherd.ForeignAnswers.CARET_NO;
import static io.sunherd.ForeignAnswers.NAK;
import static io.sunherd.ForeignAnswers.SILENCE;
import static io.sunherd.ForeignAnswers.bytes;
import static io.sunherd.ForeignAnswers.sealed;
import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.suite.PureTests;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a unit may answer to the first question, and to those after it: each kind is recognised for
 * what it is, within ten seconds on a line of 2400 baud. No real time passes.
 */
@PureTests
class FirstAnswersTest {
  private static final long BAUD = 2_400;
  private static final String[] TO_QPI = {
    "NAK",
    "NAK without a checksum",
    "^0",
    "nothing",
    "PI30",
    "PI30, then ^0",
    "PI30, then nothing",
    "PI30 with a wrong checksum",
    "a wrong checksum",
    "ACK"
  };

  private final ScriptedLink link = new ScriptedLink();

  /** How long the last one took. */
  private double seconds;

  private Line line(ForeignAnswers unit, LineHabits habits) {
    link.answeringBytes(
        request -> {
          byte[] reply = unit.answer(request);
          long wire = (request.length + reply.length) * 10_000L / BAUD;
          return reply.length == 0 ? List.of() : List.of(chunk(20 + wire, reply));
        });
    return new Line(link, Timing.of(link.device().kind()), link, habits);
  }

  private Identity identify(ForeignAnswers unit) throws Exception {
    return identify(unit, new LineHabits());
  }

  private Identity identify(ForeignAnswers unit, LineHabits habits) throws Exception {
    long start = link.getAsLong();
    try {
      Identity found = new Identification(line(unit, habits)).identify("auto");
      assertTrue(since(start) < 10, () -> since(start) + " s: " + unit.heard());
      return found;
    } finally {
      seconds = since(start);
    }
  }

  private double since(long start) {
    return (link.getAsLong() - start) / 1e9;
  }

  /** A unit of some family that says that to what it does not know as a request of its own. */
  private static ForeignAnswers unit(String family, String toQpi) {
    ForeignAnswers unit =
        switch (family) {
          case "pi18" -> ForeignAnswers.pi18();
          case "pi17" -> ForeignAnswers.pi17();
          case "pi16" -> ForeignAnswers.pi16();
          case "pi41" -> ForeignAnswers.pi30().reads("QPI", "PI41");
          default -> ForeignAnswers.pi30();
        };
    switch (toQpi) {
      case "NAK without a checksum" -> unit.toStrangers(ForeignAnswers.BARE_NAK);
      case "^0", "PI30, then ^0" -> unit.toStrangers(CARET_NO);
      case "nothing", "PI30, then nothing" -> unit.toStrangers(SILENCE);
      case "a wrong checksum" -> unit.toStrangers(bytes("(NAO" + "ss\r"));
      case "ACK" -> unit.toStrangers(sealed("(ACK"));
      default -> unit.toStrangers(NAK);
    }
    if (toQpi.startsWith("PI30")) {
      unit.says(
          sealedQpi(family),
          toQpi.endsWith("wrong checksum") ? bytes("(PI30\1\2\r") : sealed("(PI30"));
    }
    return unit;
  }

  /** PI16 hears QPI without a checksum as its own. */
  private static String sealedQpi(String family) {
    return family.equals("pi16") ? "QPI+" : "QPI";
  }

  static Stream<Arguments> table() {
    return Stream.of("pi18", "pi17", "pi16")
        .flatMap(family -> Stream.of(TO_QPI).map(answer -> Arguments.of(family, answer)));
  }

  @ParameterizedTest(name = "{0} behind {1}")
  @MethodSource("table")
  void aUnitIsRecognisedWhateverItSaysToQpi(String family, String answer) throws Exception {
    ForeignAnswers unit = unit(family, answer);
    Identity found = identify(unit);
    assertEquals(family, found.dialect().id(), unit.heard()::toString);
    assertEquals(number(family), found.serial());
  }

  private static String number(String family) {
    return switch (family) {
      case "pi18" -> "92932004102450";
      case "pi17" -> "96161704100242";
      case "pi16" -> "96131801100057";
      default -> "92932004102443";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "pi30, PI30, pi30",
    "pi41, PI41, pi41",
    "pi30, NAK, pi30",
    "pi30, nothing, pi30",
    "pi30, PI30 with a wrong checksum, pi30",
    "pi30, ACK, pi30"
  })
  void aPi30UnitIsRecognisedWhateverItSaysToQpi(String family, String answer, String dialect)
      throws Exception {
    ForeignAnswers unit = unit(family, "NAK");
    switch (answer) {
      case "NAK" -> unit.says("QPI", NAK);
      case "nothing" -> unit.says("QPI", SILENCE);
      case "PI30 with a wrong checksum" -> unit.says("QPI", bytes("(PI30\1\2\r"));
      case "ACK" -> unit.says("QPI", sealed("(ACK"));
      default -> {}
    }
    Identity found = identify(unit);
    assertEquals(dialect, found.dialect().id(), unit.heard()::toString);
    assertEquals("92932004102443", found.serial());
  }

  @ParameterizedTest
  @CsvSource({"pi18", "pi17", "pi16"})
  @DisplayName("a PI30 unit is none of the others, whatever it says to their questions")
  void strangers(String ignored) throws Exception {
    for (byte[] word : List.of(NAK, CARET_NO, SILENCE)) {
      ForeignAnswers unit = ForeignAnswers.pi30().toStrangers(word).says("QPI", NAK);
      assertEquals("pi30", identify(unit).dialect().id());
    }
  }

  private static ForeignAnswers pi41() {
    return ForeignAnswers.pi30()
        .reads("QPI", "PI41")
        .reads("QPIGS2", "120.1 60.0 120.0 60.0 0500 0450 010 0012 123.4 54.50 11100010");
  }

  static Stream<Arguments> damages() {
    byte[] noise = new byte[40];
    Arrays.fill(noise, (byte) 0xFF);
    return Stream.of(
        Arguments.of("a wrong checksum", bytes("(PI41\1\2\r")), Arguments.of("noise", noise));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  @DisplayName("a unit whose protocol comes damaged each time is known by what it answers else")
  void damaged(String name, byte[] damaged) throws Exception {
    assertEquals("pi41", identify(pi41().says("QPI", damaged)).dialect().id());
    assertEquals("pi30", identify(ForeignAnswers.pi30().says("QPI", damaged)).dialect().id());
    for (String family : List.of("pi18", "pi17")) {
      ForeignAnswers unit = family.equals("pi18") ? ForeignAnswers.pi18() : ForeignAnswers.pi17();
      assertEquals(family, identify(unit.says("QPI", damaged)).dialect().id());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  @DisplayName("a unit of which nothing tells PI30 from PI41 is not recognised yet")
  void undecided(String name, byte[] damaged) {
    ForeignAnswers unit = pi41().says("QPI", damaged);
    unit.says("QPIGS2", damaged).says("QP2GS0", damaged);
    ProtocolException trouble = assertThrows(ProtocolException.class, () -> identify(unit));
    assertTrue(trouble.getMessage().contains("PI30 from PI41"), trouble.getMessage());
  }

  @Test
  @DisplayName("a unit of PI30 with three trackers or two is none of PI41")
  void trackers() throws Exception {
    ForeignAnswers max = ForeignAnswers.pi30().says("QPI", NAK);
    max.reads("QPIGS2", "03.1 327.3 01026").reads("QMN", "VMIII-5000");
    assertEquals("pi30max", identify(max).dialect().id());
  }

  static Stream<Arguments> noUnits() {
    byte[] noise = new byte[40];
    Arrays.fill(noise, (byte) 0xFF);
    return Stream.of(
        Arguments.of("silence", SILENCE),
        Arguments.of("NAK to everything", NAK),
        Arguments.of("^0 to everything", CARET_NO),
        Arguments.of("ACK to everything", sealed("(ACK")),
        Arguments.of("a wrong checksum to everything", bytes("(NAO" + "ss\r")),
        Arguments.of("a long reply with a wrong checksum", bytes("(" + "230.0 ".repeat(20) + "\r")),
        Arguments.of("a reply that breaks off", bytes("(230.0 50.0 230.0")),
        Arguments.of("noise", noise),
        Arguments.of("another protocol", bytes("#-1\r")),
        Arguments.of("PI34 to everything", sealed("(PI34")),
        Arguments.of("PI30 to everything", sealed("(PI30")),
        Arguments.of("^D00518 to everything", sealed("^D00518")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noUnits")
  @DisplayName("what gives no reading is none of them, and that is known in ten seconds")
  void nobody(String name, byte[] word) {
    for (ForeignAnswers.Family family : ForeignAnswers.Family.values()) {
      ForeignAnswers unit = new ForeignAnswers(family).always(word);
      Exception trouble = assertThrows(Exception.class, () -> identify(unit));
      assertTrue(
          trouble instanceof SilentException || trouble instanceof ProtocolException,
          trouble::toString);
      assertTrue(seconds < 10, () -> seconds + " s: " + unit.heard());
    }
  }

  /** How a PI18 unit may be that wants requests without a checksum (PI18.md, additions). */
  static Stream<Arguments> bare() {
    byte[] part = sealed("^D106" + "2312,500,2312");
    return Stream.of(
        Arguments.of("all refused", CARET_NO, "PI ID GS MOD PIRI"),
        Arguments.of("all refused with NAK", NAK, "PI ID GS MOD PIRI"),
        Arguments.of("all silent", SILENCE, "PI ID GS MOD PIRI"),
        Arguments.of("status refused", CARET_NO, "GS"),
        Arguments.of("status in part", part, "GS"),
        Arguments.of("status cut", bytes("^D1062312,500,2312,5\r"), "GS"),
        Arguments.of("status and ratings in part", part, "GS PIRI"),
        Arguments.of("number refused", CARET_NO, "ID"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bare")
  void aUnitThatWantsNoChecksumIsAskedWithout(String name, byte[] otherwise, String texts)
      throws Exception {
    ForeignAnswers unit = ForeignAnswers.pi18().bare(otherwise, texts.split(" ", -1));
    LineHabits habits = new LineHabits();
    Identity found = identify(unit, habits);
    assertEquals("pi18", found.dialect().id(), unit.heard()::toString);
    assertEquals("92932004102450", found.serial());
    int before = unit.heard().size();
    var status = found.dialect().request("status").orElseThrow();
    Line again = line(unit, habits.reopened());
    for (int i = 0; i < 3; i++) {
      assertTrue(again.exchange(found.dialect().framing(), status) instanceof Reply.Text);
    }
    assertEquals(3, unit.heard().size() - before, "it is remembered: " + unit.heard());
  }

  @ParameterizedTest
  @CsvSource({"PI ID GS MOD PIRI, true", "GS, false"})
  @DisplayName("a setting goes without a checksum only to a unit that takes nothing with one")
  void orders(String bare, boolean isBare) throws Exception {
    ForeignAnswers unit = ForeignAnswers.pi18().bare(CARET_NO, bare.split(" ", -1)).takes("POP1");
    LineHabits habits = new LineHabits();
    Identity found = identify(unit, habits);
    Line line = line(unit, habits);
    assertTrue(line.order(found.dialect().framing(), "POP1") instanceof Reply.Accepted);
    byte[] last = link.sent.get(link.sent.size() - 1);
    assertArrayEquals(isBare ? bytes("^S007POP1\r") : sealed("^S007POP1"), last);
  }

  @ParameterizedTest
  @CsvSource({"PI16", "PI15"})
  @DisplayName("a PI16 unit may answer QPI with a checksum, too")
  void sealedToPi16(String told) throws Exception {
    ForeignAnswers unit = ForeignAnswers.pi16().says("QPI+", sealed("(" + told));
    assertEquals("pi16", identify(unit).dialect().id());
    assertTrue(!unit.heard().contains("^P005PI"), unit.heard()::toString);
  }

  @Test
  @DisplayName("a PI17 unit may answer PI18's question, too")
  void bothAlike() throws Exception {
    ForeignAnswers unit = ForeignAnswers.pi17().says("^P005PI", sealed("^D00517"));
    assertEquals("pi17", identify(unit).dialect().id());
    assertTrue(!unit.heard().contains("^P003PI"), unit.heard()::toString);
  }

  @Test
  @DisplayName("what a PI18 unit does not have is asked for in each form once, not for ever")
  void remembered() throws Exception {
    ForeignAnswers unit = ForeignAnswers.pi18();
    LineHabits habits = new LineHabits();
    Identity found = identify(unit, habits);
    int before = unit.heard().size();
    var warnings = found.dialect().request("warnings").orElseThrow();
    Line line = line(unit, habits);
    for (int i = 0; i < 5; i++) {
      line.exchange(found.dialect().framing(), warnings);
    }
    // Once more than that: on a line that was just opened the first refusal may be an older one.
    assertEquals(8, unit.heard().size() - before, unit.heard()::toString);
  }

  @ParameterizedTest(name = "the length {0}")
  @ValueSource(ints = {5, 6})
  @DisplayName("the faults of a PI18 unit are asked in the length it wants, and that is remembered")
  void lengths(int length) throws Exception {
    ForeignAnswers unit = ForeignAnswers.pi18();
    byte[] told = sealed("^D03700,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0");
    unit.says("^P005FWS", length == 5 ? told : CARET_NO);
    unit.says("^P006FWS", length == 6 ? told : CARET_NO);
    LineHabits habits = new LineHabits();
    Identity found = identify(unit, habits);
    Line line = line(unit, habits);
    var warnings = found.dialect().request("warnings").orElseThrow();
    assertTrue(line.exchange(found.dialect().framing(), warnings) instanceof Reply.Text);
    int before = unit.heard().size();
    assertTrue(line.exchange(found.dialect().framing(), warnings) instanceof Reply.Text);
    assertEquals(List.of("^P00" + length + "FWS"), unit.heard().subList(before, before + 1));
    assertEquals(before + 1, unit.heard().size());
  }
}
