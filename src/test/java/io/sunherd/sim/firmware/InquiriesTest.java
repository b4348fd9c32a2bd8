package io.sunherd.sim.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.sim.Asking;
import io.sunherd.sim.Profiles;
import io.sunherd.sim.plant.Profile;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@PureTests
class InquiriesTest {

  private static final Map<String, SimulatedUnit> UNITS = new HashMap<>();

  /** Keys that a sound unit leaves empty. */
  private static final Set<String> EMPTY =
      Set.of(
          "parallel_max_num",
          "fault_code",
          "solar_feed_to_grid",
          "data_log_pop_up",
          "negative_battery_voltage",
          "pv3_input_power",
          "pv3_input_voltage",
          "pv2_charging_power",
          "undocumented_17",
          "undocumented_18",
          "reserved",
          "ac_output_current_r",
          "ac_output_current_s",
          "ac_output_current_t",
          "battery_power",
          "reserved_13",
          "reserved_14");

  /** Commands whose replies nothing tells apart. */
  private static final List<Set<String>> TWINS =
      List.of(
          Set.of("QVFW", "QVFW2", "QVFW3", "QVFW4", "VERFW:"),
          Set.of("QET", "QEY", "QEM", "QED", "QLT", "QLY", "QLM", "QLD", "QID"),
          Set.of("QGMN", "QCVT", "QBATCD", "QMCHGCR", "QMUCHGCR", "QMSCHGCR"),
          Set.of("QOPM", "QCST", "QBOOT"),
          Set.of("QOPPT", "QCHPT"),
          Set.of("QID", "QT"),
          Set.of("ET", "EY", "EM", "ED"),
          Set.of("MCHGCR", "MUCHGCR"),
          Set.of("ACCT", "ACLT"),
          Set.of("QPIHF", "QPIFS"),
          Set.of("QPIHF", "GNTMQ"),
          Set.of("QPRIO", "QLST", "GNTMQ"),
          Set.of("QID", "QFET"),
          Set.of("QDM", "QGMN", "QFT", "QPPS", "QPPD", "QPFL", "QOPF"),
          Set.of("QCHGS", "QBSDV"),
          Set.of("QGOV", "QBYV", "QGOF", "QBYF"),
          Set.of("QPVIPV", "QMPPTV", "QGLTV"),
          Set.of("QCHT", "QPKT", "QLDT"),
          Set.of("QOPMP", "QGPMP", "QEH"));

  static Stream<Arguments> inquiries() {
    return Profiles.all().stream()
        .flatMap(
            profile ->
                profile.dialect().inquiries().stream()
                    .map(inquiry -> Arguments.of(profile.name(), inquiry)));
  }

  static String text(Inquiry inquiry) {
    return inquiry.argument() == null
        ? inquiry.code()
        : inquiry.code() + inquiry.argument().example();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("inquiries")
  void answersWhatItsFamilyAnswersAndRefusesTheRest(String name, Inquiry inquiry)
      throws ProtocolException {
    Profile profile = Profiles.find(name).orElseThrow();
    for (int hour = 0; hour < 24; hour += 3) {
      SimulatedUnit unit = unit(name, hour);
      Reply reply = Asking.ask(unit, text(inquiry));
      boolean isOfPast = inquiry.code().equals("HFS"); // there was none
      if (isOfPast || !profile.answers().containsKey(inquiry.code())) {
        assertEquals(new Reply.Refused(), reply);
        continue;
      }
      String payload = assertInstanceOf(Reply.Text.class, reply).payload();
      Map<String, Object> values = inquiry.decode(payload);
      assertFalse(values.containsKey("unknown"), payload);
      assertFalse(values.containsKey("extra"), payload);
      for (Field field : profile.answers().get(inquiry.code()).fields()) {
        if (!EMPTY.contains(field.key())) {
          assertNotNull(values.get(field.key()), field.key() + " of " + payload);
        }
      }
      if (profile.dialect().id().equals("pi17")) {
        continue; // numbers without marks of their own: many replies have the shape of others
      }
      for (Inquiry other : profile.dialect().inquiries()) {
        if (!other.equals(inquiry)
            && TWINS.stream()
                .noneMatch(t -> t.containsAll(List.of(other.code(), inquiry.code())))) {
          assertThrows(
              ProtocolException.class, () -> other.decode(payload), other.code() + " " + payload);
        }
      }
    }
  }

  /** Questions change nothing of a unit, and its day up to that hour takes long to play. */
  private static SimulatedUnit unit(String name, int hour) {
    return UNITS.computeIfAbsent(
        name + " " + hour,
        key -> Asking.unit(name, Asking.at(Asking.NOON.plus(Duration.ofHours(hour)))));
  }

  @Test
  void repliesHaveTheShapesOfTheirFamilies() throws ProtocolException {
    assertEquals(List.of(21, 25, 38), shapes("axpert-5000"));
    assertEquals(List.of(24, 26, 36), shapes("vmiii-3000"));
    assertEquals(List.of(21, 27, 36), shapes("king-5000"));
    assertEquals(List.of(24, 28, 36), shapes("max-8000"));
    assertEquals(List.of(17, 25, 31), shapes("hs-3000"));
    SimulatedUnit max = Asking.unit("max-8000", Asking.at(Asking.NOON));
    assertEquals(29, payload(max, "QPGS0").split(" ").length);
    assertEquals(' ', payload(max, "QPIGS2").charAt(payload(max, "QPIGS2").length() - 1));
  }

  private static List<Integer> shapes(String profile) throws ProtocolException {
    SimulatedUnit unit = Asking.unit(profile, Asking.at(Asking.NOON));
    return List.of(
        payload(unit, "QPIGS").split(" ").length,
        payload(unit, "QPIRI").split(" ").length,
        payload(unit, "QPIWS").length());
  }

  private static String payload(SimulatedUnit unit, String text) throws ProtocolException {
    return ((Reply.Text) Asking.ask(unit, text)).payload();
  }

  @Test
  void namesAndBareCodesAreNoCommandsOnTheWire() throws ProtocolException {
    SimulatedUnit unit = Asking.unit("max-8000", Asking.at(Asking.NOON));
    for (String text :
        List.of("status", "QPGS", "QED", "QED20260231", "QEM202613", "QBV", "qpigs", "QPIGS ")) {
      assertEquals(new Reply.Refused(), Asking.ask(unit, text), text);
    }
  }

  @Test
  void aDamagedRequestIsRefused() {
    SimulatedUnit unit = Asking.unit("max-8000", Asking.at(Asking.NOON));
    byte[] request = unit.dialect().framing().request("QPIGS");
    request[1] = 'Q';
    assertEquals(Arrays.toString(unit.refusal()), Arrays.toString(unit.answer(request)));
  }

  @Test
  void theHeatSinkOfTheOldFamilyShowsCounts() throws ProtocolException {
    SimulatedUnit unit = Asking.unit("hs-3000", Asking.at(Asking.NOON));
    assertEquals(true, Asking.read(unit, "QPIGS").get("temp_in_counts"));
  }
}
