package io.sunherd.inverter;

import static io.sunherd.inverter.ScriptedUnit.PI30;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.inverter.exchange.ExchangeOutcome;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Request;
import io.sunherd.suite.PureTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is recognised as a unit, what is not, and which sentence says why. */
@PureTests
class RecognitionTest {
  private static final Duration A_WHILE = Duration.ofMinutes(5);
  private static final String JOINED = "what is sent comes back: sending and receiving are joined";

  /** A PI18 unit, by its captures. */
  private static final Map<String, String> INFINI =
      Map.of(
          "^P005PI",
          "18",
          "^P005ID",
          "1492932004102443000000",
          "^P005GS",
          "2300,500,2300,500,0460,0400,010,520,000,000,000,080,050,040,025,000,000,0400,0000,1200,"
              + "0000,0,2,0,1,1,0,0",
          "^P006MOD",
          "03");

  private static ScriptedUnit unit() {
    return new ScriptedUnit("auto", null);
  }

  /** Keeps it for a while and tells what its state says. */
  private static String error(ScriptedUnit unit) {
    unit.run(A_WHILE);
    assertFalse(unit.wasOnline(), unit.states.toString());
    return String.valueOf(unit.state().error());
  }

  private static void has(String part, String sentence) {
    assertTrue(sentence.contains(part), sentence);
  }

  @Test
  void anOrdinaryUnitIsAskedNoMoreThanItNeeds() {
    ScriptedUnit unit = unit();
    unit.owner().connect();
    assertEquals(Condition.ONLINE, unit.state().condition());
    assertEquals(List.of("QPI", "QID", "QPIRI", "QMN", "QGMN"), unit.asked(0));
  }

  @Test
  void aUnitThatSaysItsProtocolAndRefusesAllElseIsNeverOnline() {
    ScriptedUnit unit = unit();
    unit.answers.keySet().retainAll(List.of("QPI"));
    has("refuses for now", error(unit));
    assertTrue(unit.asked(0).containsAll(List.of("^P005PI", "^P003PI")), unit.asked(0)::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "pi30"})
  void aUnitThatSaysItsProtocolAndNothingElseIsNeverOnline(String protocol) {
    ScriptedUnit unit = new ScriptedUnit(protocol, null);
    unit.answers.keySet().retainAll(List.of("QPI"));
    unit.otherwise = new byte[0];
    has("did not answer", error(unit));
  }

  @Test
  void aUnitThatDoesNotTellItsProtocolNowIsRecognisedByItsReadings() {
    ScriptedUnit unit = unit();
    unit.answers.remove("QPI");
    unit.untilOnline();
    assertEquals("pi30", unit.state().protocol());
    assertEquals("92932004102443", unit.state().serial());
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "pi30"})
  void aNumberIsNoReading(String protocol) {
    ScriptedUnit unit = new ScriptedUnit(protocol, null);
    unit.answers.keySet().retainAll(List.of("QPI", "QID"));
    has("refuses for now", error(unit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NAK", "^0", "nothing"})
  void aUnitThatSaysPi30AndSpeaksPi18IsPi18(String refusal) {
    ScriptedUnit unit = unit();
    unit.answers.keySet().retainAll(List.of("QPI"));
    unit.answers.putAll(INFINI);
    unit.otherwise =
        switch (refusal) {
          case "NAK" -> PI30.reply("NAK");
          case "^0" -> new byte[] {0x5E, 0x30, 0x1B, (byte) 0xE3, 0x0D};
          default -> new byte[0];
        };
    unit.untilOnline();
    assertEquals("pi18", unit.state().protocol());
    unit.run(Duration.ofSeconds(20));
    assertTrue(
        unit.readings.stream().anyMatch(reading -> reading.code().equals("GS")),
        unit.readings::toString);
    assertEquals(Condition.ONLINE, unit.state().condition());
  }

  @Test
  void aUnitThatOnlySaysPi18IsNotOnlineEither() {
    ScriptedUnit unit = unit();
    unit.answers.keySet().retainAll(List.of("QPI"));
    unit.answers.put("^P005PI", "18");
    has("refuses for now", error(unit));
  }

  @Test
  void aKnownPi18UnitThatIsDeafToQpiIsFoundAgain() {
    ScriptedUnit unit = unit();
    unit.answers.clear();
    unit.answers.putAll(INFINI);
    unit.otherwise = new byte[0];
    unit.untilOnline();
    unit.off = true;
    unit.run(A_WHILE);
    assertEquals(Condition.OFFLINE, unit.state().condition());
    unit.off = false;
    int back = unit.now();
    double seconds = unit.untilOnline();
    assertTrue(seconds < 8, () -> seconds + " s");
    assertEquals("pi18", unit.state().protocol());
    assertTrue(unit.asked(back).contains("^P005PI"));
  }

  @ParameterizedTest
  @CsvSource({
    "refused, PI ID GS MOD PIRI",
    "silent, PI ID GS MOD PIRI FLAG VFW FWS MCHGCR MUCHGCR",
    "in part, GS PIRI"
  })
  void howAUnitWantsToBeAskedIsRememberedWhereItIsOffForAWhile(String kind, String texts) {
    ScriptedUnit unit = unit();
    byte[] otherwise =
        switch (kind) {
          case "refused" -> ForeignAnswers.CARET_NO;
          case "silent" -> ForeignAnswers.SILENCE;
          default -> ForeignAnswers.sealed("^D106" + "2312,500,2312");
        };
    unit.foreign = ForeignAnswers.pi18().bare(otherwise, texts.split(" ", -1));
    unit.untilOnline();
    unit.run(A_WHILE);
    assertEquals(Condition.ONLINE, unit.state().condition());
    assertEquals("pi18", unit.state().protocol());
    unit.off = true;
    unit.run(A_WHILE);
    assertEquals(Condition.OFFLINE, unit.state().condition());
    unit.off = false;
    int back = unit.now();
    int online = unit.states.size();
    double seconds = unit.untilOnline();
    assertTrue(seconds < 8, () -> seconds + " s");
    unit.run(A_WHILE);
    assertTrue(
        unit.states.subList(online, unit.states.size()).stream()
            .allMatch(state -> state.condition() == Condition.ONLINE || state.error() == null),
        unit.states.toString());
    String sealed = new String(ForeignAnswers.sealed("^P005GS"), StandardCharsets.ISO_8859_1);
    assertEquals(
        0,
        unit.link.sent.subList(back, unit.now()).stream()
            .filter(bytes -> sealed.equals(new String(bytes, StandardCharsets.ISO_8859_1)))
            .count(),
        "the form that brought nothing is not tried again");
  }

  @Test
  void whatMeetsSilenceIsAskedInTheOtherFormsAgain() {
    ScriptedUnit unit = unit();
    unit.foreign =
        ForeignAnswers.pi18().bare(ForeignAnswers.CARET_NO, "PI", "ID", "GS", "MOD", "PIRI");
    unit.untilOnline();
    unit.run(A_WHILE);
    Request number = Dialects.find("pi18").orElseThrow().request("serial_number").orElseThrow();
    unit.off = true;
    assertInstanceOf(ExchangeOutcome.Failed.class, unit.owner().ask(number));
    unit.off = false;
    assertInstanceOf(ExchangeOutcome.Answered.class, unit.owner().ask(number));
    unit.off = true;
    unit.owner().ask(number);
    unit.run(A_WHILE);
    unit.off = false;
    double seconds = unit.untilOnline();
    assertTrue(seconds < 8, () -> seconds + " s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi18", "pi17", "pi16"})
  void aUnitOfAnotherFamilyOnTheSameCableIsFoundWhileTheHubRuns(String family) {
    ScriptedUnit unit = unit();
    unit.untilOnline();
    unit.foreign =
        switch (family) {
          case "pi18" -> ForeignAnswers.pi18();
          case "pi17" -> ForeignAnswers.pi17();
          default -> ForeignAnswers.pi16();
        };
    unit.foreign.toStrangers(ForeignAnswers.SILENCE);
    double seconds =
        unit.until(
            state -> state.condition() == Condition.ONLINE && family.equals(state.protocol()));
    assertTrue(seconds < 120, () -> seconds + " s");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aUnitOfAnotherFamilyIsFoundWhileTheOneBeforeIsLookedForElsewhere(int places) {
    ScriptedUnit unit = unit();
    for (int i = 1; i <= places; i++) {
      unit.elsewhere.add(DeviceAddress.parse("serial:/dev/ttyTEST" + i));
    }
    unit.untilOnline();
    unit.foreign = ForeignAnswers.pi18().toStrangers(ForeignAnswers.SILENCE);
    double seconds = unit.until(state -> "pi18".equals(state.protocol()));
    assertTrue(seconds < 240, () -> seconds + " s");
  }

  @Test
  void aVariantIsNotForgottenForOneReplyThatIsLost() {
    ScriptedUnit unit = unit();
    unit.answers.put("QMN", "VMIII-5000");
    unit.untilOnline();
    assertEquals("pi30max", unit.state().protocol());
    unit.off = true;
    unit.run(A_WHILE);
    unit.off = false;
    unit.silent.addAll(List.of("QPIRI", "QMN"));
    unit.untilOnline();
    assertEquals("pi30max", unit.state().protocol());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NAK", "PI4"})
  void aProtocolIsNotForgottenWhereTheUnitDoesNotTellItNow(String told) {
    ScriptedUnit unit = unit();
    unit.answers.put("QPI", "PI41");
    unit.untilOnline();
    assertEquals("pi41", unit.state().protocol());
    unit.off = true;
    unit.run(A_WHILE);
    unit.off = false;
    unit.answers.put("QPI", told);
    unit.untilOnline();
    assertEquals("pi41", unit.state().protocol());
    unit.off = true;
    unit.run(A_WHILE);
    unit.off = false;
    unit.answers.put("QID", "92932004102777");
    unit.untilOnline();
    assertEquals("pi30", unit.state().protocol(), "another unit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NAK", "PI4"})
  void theProtocolIsAskedOnceMoreBeforeItIsGuessed(String told) {
    ScriptedUnit unit = unit();
    unit.answers.put("QPI", "PI41");
    unit.firstAnswers.put("QPI", new ArrayDeque<>(List.of(told, told)));
    if (told.equals("NAK")) {
      unit.firstAnswers.get("QPI").remove();
    }
    unit.untilOnline();
    assertEquals("pi41", unit.state().protocol());
  }

  @ParameterizedTest
  @CsvSource({"PI00", "PI34", "PI99"})
  void aDeviceOfAnotherKindIsNamed(String protocol) {
    ScriptedUnit unit = unit();
    unit.answers.clear();
    unit.answers.put("QPI", protocol);
    String sentence = error(unit);
    has(protocol, sentence);
    has("no inverter that this hub speaks to", sentence);
  }

  @Test
  void aUpsThatKnowsNoChecksumIsNamed() {
    ScriptedUnit unit = unit();
    unit.answers.clear();
    unit.otherwise = "(PI00\r".getBytes(StandardCharsets.US_ASCII);
    String sentence = error(unit);
    has("PI00", sentence);
    has("no inverter that this hub speaks to", sentence);
  }

  @Test
  void aDeviceOfAnUnknownProtocolIsNamed() {
    ScriptedUnit unit = unit();
    unit.answers.clear();
    unit.otherwise = "#-1\r".getBytes(StandardCharsets.US_ASCII);
    has("#-1", error(unit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "pi30"})
  void aUnitThatRefusesEverythingIsNamed(String protocol) {
    ScriptedUnit unit = new ScriptedUnit(protocol, null);
    unit.answers.clear();
    has("refuses for now", error(unit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "pi30", "pi18", "pi17", "pi16"})
  void aLoopIsNamed(String protocol) {
    ScriptedUnit unit = new ScriptedUnit(protocol, null);
    unit.off = true;
    unit.echoes = true;
    has(JOINED, error(unit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "pi30"})
  void garbageIsNamed(String protocol) {
    ScriptedUnit unit = new ScriptedUnit(protocol, null);
    unit.answers.clear();
    unit.otherwise = new byte[40];
    Arrays.fill(unit.otherwise, (byte) 0xFF);
    has("What came is no text", error(unit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "pi30"})
  void silenceIsNamed(String protocol) {
    ScriptedUnit unit = new ScriptedUnit(protocol, null);
    unit.off = true;
    has("did not answer", error(unit));
  }

  @ParameterizedTest
  @CsvSource({"pi30, PI18 or PI17", "pi18, PI30 or PI16"})
  void aUnitThatIsNamedWronglyIsToldByItsRefusal(String protocol, String speaks) {
    ScriptedUnit unit = new ScriptedUnit(protocol, null);
    unit.answers.clear();
    if (protocol.equals("pi30")) {
      unit.otherwise = new byte[] {0x5E, 0x30, 0x1B, (byte) 0xE3, 0x0D};
    }
    has(speaks, error(unit));
  }

  @Test
  void onALineThatEchoesAUnitIsOnlineAndTheEchoIsNoted() {
    ScriptedUnit unit = unit();
    unit.echoes = true;
    unit.untilOnline();
    unit.run(A_WHILE);
    assertEquals(Condition.ONLINE, unit.state().condition());
    assertEquals(1, unit.state().notes().size());
    has("echo on the line", unit.state().notes().get(0));
    unit.echoes = false;
    unit.run(Duration.ofSeconds(10));
    assertEquals(List.of(), unit.state().notes());
  }

  @Test
  void onALineThatIsKnownToEchoAUnitThatIsOffIsSilent() {
    ScriptedUnit unit = unit();
    unit.echoes = true;
    unit.untilOnline();
    unit.off = true;
    unit.run(A_WHILE);
    assertEquals(Condition.OFFLINE, unit.state().condition());
    has("did not answer", unit.state().error());
    assertFalse(unit.state().error().contains(JOINED), unit.state().error());
    unit.off = false;
    double seconds = unit.untilOnline();
    assertTrue(seconds < 8, () -> seconds + " s");
  }

  @Test
  void aUnitThatSaysBackWhatItDoesNotTakeIsOnlineAndLearned() {
    ScriptedUnit unit = new ScriptedUnit("auto", null, Map.of("bms", Duration.ofSeconds(5)));
    unit.parrots = true;
    unit.untilOnline();
    int online = unit.states.size();
    unit.run(A_WHILE);
    assertTrue(
        unit.states.subList(online, unit.states.size()).stream()
            .allMatch(state -> state.condition() == Condition.ONLINE && state.notes().isEmpty()),
        unit.states.toString());
    assertEquals(3, unit.asked(0).stream().filter("QBMS"::equals).count());
  }
}
