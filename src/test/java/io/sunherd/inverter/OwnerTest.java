package io.sunherd.inverter;

import static io.sunherd.inverter.ScriptedDevices.connected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.Order;
import io.sunherd.bus.Receipt;
import io.sunherd.bus.Sighting;
import io.sunherd.inverter.exchange.ExchangeOutcome;
import io.sunherd.inverter.exchange.ScriptedLink;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.table.Request;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How an owner keeps its unit: what it concludes from answers, refusals and silence. */
@PureTests
class OwnerTest {
  private static final Framing PI30 = Dialects.common().framing();
  private static final String PORT = "serial:/dev/ttyUSB0";
  private static final String STATUS =
      "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040 0000 000.0 00.00 00005"
          + " 00010000 00 00 00000 010";
  private static final String RATINGS =
      "230.0 21.7 230.0 50.0 21.7 5000 5000 48.0 46.0 42.0 56.4 54.0 2 30 060 0 1 2 9 01 0 0 54.0 0"
          + " 1";

  private final Map<String, String> answers =
      new HashMap<>(
          Map.of(
              "QPI",
              "PI30",
              "QID",
              "92932004102443",
              "QPIRI",
              RATINGS,
              "QPIGS",
              STATUS,
              "QMOD",
              "B"));
  private final ScriptedDevices devices = new ScriptedDevices();
  private final Set<String> silent = devices.silent;
  private final List<InverterState> states = devices.states;
  private final ScriptedLink link = devices.plug(PORT, PI30, answers);

  private Owner owner(String serial) {
    return devices.owner(
        new UnitConfig("roof-1", DeviceAddress.parse(PORT), "auto", serial, Map.of()), link);
  }

  private static Request request(String text) {
    return Dialects.common().request(text).orElseThrow();
  }

  private Condition condition(Owner owner) {
    return owner.presence().state().condition();
  }

  private static ExchangeOutcome.Failed failed(ExchangeOutcome outcome) {
    return assertInstanceOf(ExchangeOutcome.Failed.class, outcome);
  }

  @Test
  void identifiesWhatAnswers() {
    Owner owner = owner(null);
    connected(owner);
    InverterState state = owner.presence().state();
    assertEquals(Condition.ONLINE, state.condition());
    assertEquals("92932004102443", state.serial());
    assertEquals("pi30", state.protocol());
    assertInstanceOf(ExchangeOutcome.Answered.class, owner.ask(request("settings")));
    assertEquals("5000 VA, 48.0 V", owner.presence().state().model());
  }

  @Test
  void anAnsweredQuestionIsAReadingWithTheTimeOfItsLastByte() {
    Owner owner = owner(null);
    connected(owner);
    long before = link.getAsLong();
    ExchangeOutcome.Answered answered =
        assertInstanceOf(ExchangeOutcome.Answered.class, owner.ask(request("status")));
    assertEquals("status", answered.reading().command());
    assertEquals("QPIGS", answered.reading().code());
    assertEquals(52.0, answered.reading().data().get("batt_volt"));
    assertEquals("(" + STATUS, answered.reading().raw());
    assertEquals(1000, answered.reading().everyMs());
    assertTrue(answered.completed() >= before + 100_000_000);
    assertTrue(answered.reading().at() <= answered.completed() / 1_000_000);
  }

  @Test
  void countsWhatHappensOnItsLine() {
    Owner owner = owner(null);
    assertEquals(0, owner.statistics().orElseThrow().busySeconds());
    connected(owner);
    assertTrue(owner.statistics().isEmpty(), "told a moment ago");
    owner.ask(request("status"));
    silent.add("QPIGS");
    owner.ask(request("status"));
    silent.clear();
    link.answering(text -> List.of(ScriptedLink.chunk(30, new byte[] {'(', 'B', 1, 2, '\r'})));
    owner.ask(request("operation_mode"));
    link.pass(Duration.ofSeconds(5));
    LinkStatistics told = owner.statistics().orElseThrow();
    assertEquals("roof-1", told.inverter());
    assertEquals(List.of(0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L), told.exchanges());
    assertEquals(0.1, told.exchangeSeconds(), 1e-9);
    assertEquals(2, told.timeouts());
    assertEquals(1, told.crcErrors());
    assertEquals(0, told.garbled());
    assertEquals(1, told.retries());
    assertTrue(told.use() > 0 && told.use() < 1, told.toString());
    assertTrue(told.busySeconds() > told.exchangeSeconds(), told.toString());
    link.pass(Duration.ofSeconds(5));
    LinkStatistics idle = owner.statistics().orElseThrow();
    assertEquals(0, idle.use());
    assertEquals(told.busySeconds(), idle.busySeconds());
  }

  @Test
  void refusesAUnitThatIsNotTheOneConfiguredAndTellsWhereItMetIt() {
    Owner owner = owner("92932004102441");
    connected(owner);
    assertEquals(Condition.OFFLINE, condition(owner));
    assertTrue(link.closed);
    assertEquals(
        List.of(new Sighting("92932004102443", "serial:/dev/ttyTEST0")), devices.sightings);
    assertTrue(
        owner.offlineSentence().contains("92932004102443, not 92932004102441"),
        owner.offlineSentence());
  }

  @Test
  void findsItsUnitOnAnotherPort() {
    Map<String, String> other = new HashMap<>(answers);
    other.put("QID", "92932004102441");
    devices.plug("serial:/dev/ttyUSB7", PI30, other);
    Owner owner = owner("92932004102441");
    connected(owner);
    assertEquals(Condition.ONLINE, condition(owner));
    assertEquals("92932004102441", owner.presence().state().serial());
  }

  @Test
  void findsAnUnboundUnitAgainByTheNumberItHad() {
    Owner owner = owner(null);
    connected(owner);
    devices.plugged.remove(PORT);
    link.lose();
    assertEquals(Failure.OFFLINE, failed(owner.ask(request("status"))).failure());
    connected(owner);
    assertEquals(Condition.OFFLINE, condition(owner));
    Map<String, String> stranger = new HashMap<>(answers);
    stranger.put("QID", "92932004102442");
    devices.plug("serial:/dev/ttyUSB1", PI30, stranger);
    devices.plug("serial:/dev/ttyUSB2", PI30, answers);
    connected(owner);
    assertEquals(Condition.ONLINE, condition(owner));
    assertEquals("92932004102443", owner.presence().state().serial());
  }

  private static String note(Owner owner) {
    return String.join(" ", owner.presence().state().notes());
  }

  @Test
  void anUnboundUnitIsNotFollowedToThePlaceOfAnother() {
    Owner owner = owner(null);
    owner.others(List.of(DeviceAddress.parse("serial:/dev/ttyUSB1")));
    connected(owner);
    devices.plugged.remove(PORT);
    link.lose();
    owner.ask(request("status"));
    devices.plug("serial:/dev/ttyUSB1", PI30, answers);
    connected(owner);
    owner.sighted(new Sighting("92932004102443", "serial:/dev/ttyUSB1"));
    connected(owner);
    assertEquals(Condition.OFFLINE, condition(owner));
    assertFalse(devices.opened.contains("serial:/dev/ttyUSB1"), devices.opened.toString());
  }

  @Test
  void aBoundUnitIs() {
    Owner owner = owner("92932004102443");
    owner.others(List.of(DeviceAddress.parse("serial:/dev/ttyUSB1")));
    devices.plugged.remove(PORT);
    devices.plug("serial:/dev/ttyUSB1", PI30, answers);
    connected(owner);
    assertEquals(Condition.ONLINE, condition(owner));
  }

  @Test
  void anotherUnitInThePlaceOfAnUnboundOneIsNotedUntilTheFirstIsBack() {
    Owner owner = owner(null);
    connected(owner);
    assertEquals("", note(owner));
    for (String serial : List.of("92932004102441", "92932004102443")) {
      answers.put("QID", serial);
      link.lose();
      owner.ask(request("status"));
      devices.plug(PORT, PI30, answers);
      connected(owner);
      assertEquals(serial, owner.presence().state().serial());
      assertEquals(serial.endsWith("1"), note(owner).contains("92932004102443 before"));
    }
  }

  @Test
  void aUnitThatTellsItsNumberLaterIsNoOther() {
    answers.remove("QID");
    Owner owner = owner(null);
    connected(owner);
    answers.put("QID", "92932004102443");
    link.lose();
    owner.ask(request("status"));
    devices.plug(PORT, PI30, answers);
    connected(owner);
    assertEquals("92932004102443", owner.presence().state().serial());
    assertEquals("", note(owner));
  }

  @Test
  void whatSomebodyAsksOnceIsNotToldAsUntaken() {
    Owner owner = owner(null);
    connected(owner);
    for (int i = 0; i < 2; i++) {
      for (String text : List.of("QED20260101", "QPIWS")) {
        owner.ask(request("status"));
        owner.ask(request(text));
        link.pass(Duration.ofSeconds(5));
      }
    }
    assertEquals(Set.of("QPIWS"), owner.refused());
  }

  @Test
  void aPortThatIsBusyForAMomentDoesNotHideWhatIsWrong() {
    Owner owner = owner(null);
    silent.addAll(List.of("QPI", "QPIGS", "QPIRI", "QID", "QMOD"));
    connected(owner);
    String why = owner.offlineSentence();
    assertTrue(why.contains("did not answer"), why);
    devices.busy.add(PORT);
    connected(owner);
    assertEquals(why, owner.offlineSentence());
    Owner fresh = owner(null);
    connected(fresh);
    assertTrue(fresh.offlineSentence().contains("in use by roof-2"), fresh.offlineSentence());
  }

  @Test
  void oneSilenceDegradesThreeMakeTheLineDead() {
    Owner owner = owner(null);
    connected(owner);
    owner.ask(request("status"));
    owner.ask(request("operation_mode"));
    silent.addAll(answers.keySet());
    assertEquals(Failure.SILENT, failed(owner.ask(request("status"))).failure());
    assertEquals(Condition.DEGRADED, condition(owner));
    owner.ask(request("operation_mode"));
    assertTrue(owner.isConnected());
    owner.ask(request("status"));
    assertEquals(Condition.OFFLINE, condition(owner));
    assertFalse(owner.isConnected());
    assertTrue(link.closed);
    assertTrue(owner.rest() > 0, "it waits before it opens again");
  }

  @Test
  void anAnswerHealsADegradedUnit() {
    Owner owner = owner(null);
    connected(owner);
    owner.ask(request("status"));
    silent.add("QPIGS");
    owner.ask(request("status"));
    silent.clear();
    owner.ask(request("status"));
    assertEquals(Condition.ONLINE, condition(owner));
  }

  @Test
  void aMissedInquiryIsAskedOnceMoreAndNoOftener() {
    Owner owner = owner(null);
    connected(owner);
    owner.ask(request("status"));
    silent.add("QPIGS");
    link.asked.clear();
    owner.ask(request("status"));
    assertEquals(List.of("QPIGS", "QPIGS"), link.asked);
  }

  @Test
  void aCommandThatNeverWorkedIsLeftAloneAfterThreeRefusals() {
    Owner owner = owner(null);
    connected(owner);
    for (int i = 0; i < 3; i++) {
      assertEquals(Failure.REFUSED, failed(owner.ask(request("bms"))).failure());
      owner.ask(request("status"));
      link.pass(Duration.ofSeconds(5));
    }
    link.asked.clear();
    assertTrue(failed(owner.ask(request("bms"))).sentence().contains("does not take QBMS"));
    assertEquals(List.of(), link.asked);
    assertEquals(Condition.ONLINE, condition(owner));
    link.pass(Duration.ofHours(2));
    owner.ask(request("bms"));
    assertEquals(List.of("QBMS"), link.asked);
  }

  @Test
  void refusalsInOneGoCountOnce() {
    Owner owner = owner(null);
    connected(owner);
    for (int i = 0; i < 6; i++) {
      owner.ask(request("bms"));
    }
    assertEquals(6, link.asked.stream().filter("QBMS"::equals).count());
  }

  @Test
  void anAckIsNoReading() {
    Owner owner = owner(null);
    connected(owner);
    owner.ask(request("status"));
    answers.put("QPIGS", "ACK");
    assertTrue(failed(owner.ask(request("status"))).sentence().contains("ACK, no reading"));
  }

  @Test
  void aCommandThatWorkedIsNeverTakenForUnsupported() {
    Owner owner = owner(null);
    connected(owner);
    owner.ask(request("status"));
    String status = answers.remove("QPIGS");
    for (int i = 0; i < 20; i++) {
      assertEquals(Failure.REFUSED, failed(owner.ask(request("status"))).failure());
    }
    assertEquals(Condition.DEGRADED, condition(owner));
    answers.put("QPIGS", status);
    assertInstanceOf(ExchangeOutcome.Answered.class, owner.ask(request("status")));
    assertEquals(Condition.ONLINE, condition(owner));
  }

  @Test
  void anOptionalCommandThatIsNeverAnsweredIsNoReasonToDoubtTheLine() {
    silent.add("QBMS");
    Owner owner = owner(null);
    connected(owner);
    for (int i = 0; i < 5; i++) {
      owner.ask(request("bms"));
    }
    assertEquals(Condition.ONLINE, condition(owner));
  }

  @Test
  void aReplyOfAnotherCommandIsNeverAReading() {
    Owner owner = owner(null);
    connected(owner);
    owner.ask(request("status"));
    answers.put("QPIGS", RATINGS);
    assertEquals(Failure.GARBLED, failed(owner.ask(request("status"))).failure());
  }

  @Test
  void aLostDeviceIsOfflineAtOnce() {
    Owner owner = owner(null);
    connected(owner);
    link.lose();
    assertEquals(Failure.OFFLINE, failed(owner.ask(request("status"))).failure());
    assertEquals(Condition.OFFLINE, condition(owner));
  }

  @Test
  void pausesBetweenAttemptsGrowAndAreCapped() {
    devices.plugged.clear();
    Owner owner = owner(null);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      connected(owner);
      pauses.add(owner.rest() / 1_000_000);
    }
    assertEquals(List.of(225L, 450L, 900L, 900L, 900L, 900L, 900L, 900L), pauses);
  }

  @Test
  void tellsAStateWhenItChangesAndNotWhileItStays() {
    devices.plugged.clear();
    Owner owner = owner(null);
    for (int i = 0; i < 5; i++) {
      connected(owner);
    }
    assertEquals(1, states.size());
  }

  @Test
  void aUnitOfAnUnknownProtocolIsToldByName() {
    answers.put("QPI", "PI34");
    Owner owner = owner(null);
    connected(owner);
    assertTrue(owner.offlineSentence().contains("PI34"), owner.offlineSentence());
  }

  @Test
  void aKingIsKnownByItsModel() {
    answers.put("QMN", "KING-5000");
    Owner owner = owner(null);
    connected(owner);
    assertEquals("pi30gk", owner.presence().state().protocol());
    assertEquals("KING-5000", owner.presence().state().model());
  }

  private static Order order(String text) {
    return new Order(text, "92932004102443", 1000);
  }

  @Test
  void anOrderOnALineInStepIsSentAtOnce() {
    Owner owner = owner(null);
    owner.connect();
    answers.put("PBFT53.0", "ACK");
    owner.ask(request("status"));
    link.asked.clear();
    ExchangeOutcome.Told told =
        assertInstanceOf(ExchangeOutcome.Told.class, owner.order(order("PBFT53.0")));
    assertEquals(
        new Receipt("roof-1", "PBFT53.0", true, link.getAsLong() / 1_000_000 - 20), told.receipt());
    assertEquals(List.of("PBFT53.0"), link.asked);
  }

  @Test
  void afterAMissedAnswerTheUnitMustTellItsNumberBeforeItIsGivenAnOrder() {
    Owner owner = owner(null);
    owner.connect();
    answers.put("PBFT53.0", "ACK");
    owner.ask(request("status"));
    silent.add("QPIGS");
    failed(owner.ask(request("status")));
    silent.clear();
    owner.ask(request("operation_mode"));
    link.asked.clear();
    assertInstanceOf(ExchangeOutcome.Told.class, owner.order(order("PBFT53.0")));
    assertInstanceOf(ExchangeOutcome.Told.class, owner.order(order("PBFT53.0")));
    assertEquals(List.of("QID", "PBFT53.0", "PBFT53.0"), link.asked);
  }

  @Test
  void aUnitThatTookThePlaceOfAnotherIsGivenNoOrder() {
    Owner owner = owner(null);
    owner.connect();
    answers.put("PBFT53.0", "ACK");
    owner.ask(request("status"));
    silent.add("QPIGS");
    failed(owner.ask(request("status")));
    silent.clear();
    answers.put("QID", "92932004102441");
    owner.ask(request("status"));
    ExchangeOutcome.Failed failed = failed(owner.order(order("PBFT53.0")));
    assertEquals(Failure.OFFLINE, failed.failure());
    assertTrue(
        failed.sentence().contains("serial number 92932004102441, not 92932004102443"),
        failed.sentence());
    assertFalse(link.asked.contains("PBFT53.0"));
    assertEquals(Condition.OFFLINE, condition(owner));
  }

  @Test
  void anOrderThatIsAnsweredByAReadingIsUncertain() {
    Owner owner = owner(null);
    owner.connect();
    answers.put("PBFT53.0", "B");
    ExchangeOutcome.Failed failed = failed(owner.order(order("PBFT53.0")));
    assertEquals(Failure.SILENT, failed.failure());
    assertEquals(1, link.asked.stream().filter("PBFT53.0"::equals).count());
  }

  @Test
  void countersOfWhatIsOverAreAskedOnceEach() {
    Duration seldom = Duration.ofSeconds(50); // for these take a day to go by
    ScriptedUnit unit =
        new ScriptedUnit("pi18", null, Map.of("status", seldom, "operation_mode", seldom));
    unit.foreign =
        ForeignAnswers.pi18()
            .reads("ED19691230", "00003537")
            .reads("EM196911", "00238800")
            .reads("EY1968", "05580051")
            .reads("ED19691231", "00004711")
            .reads("EM196912", "00240000")
            .reads("EY1969", "05600000")
            .reads("ED19700101", "00001234");
    unit.owner().goBy(ZoneOffset.ofHours(-3)); // where 1969 is not over yet
    unit.untilOnline();
    unit.run(Duration.ofSeconds(50));
    assertEquals(List.of(), counters(unit));
    unit.run(Duration.ofMinutes(5));
    assertEquals(List.of("EY1968 5580051", "EM196911 238800", "ED19691230 3537"), counters(unit));
    unit.run(Duration.ofHours(4));
    assertEquals(
        List.of("EY1969 5600000", "EM196912 240000", "ED19691231 4711"),
        counters(unit).subList(3, 6));
    unit.run(Duration.ofHours(24));
    assertEquals(List.of("ED19700101 1234"), counters(unit).subList(6, 7));
    assertEquals(7, counters(unit).size());
  }

  private static List<String> counters(ScriptedUnit unit) {
    return unit.readings.stream()
        .filter(reading -> reading.code().matches("E[YMD]\\d+"))
        .map(reading -> reading.code() + " " + reading.data().get("energy"))
        .toList();
  }
}
