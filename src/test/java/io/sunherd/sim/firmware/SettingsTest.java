package io.sunherd.sim.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import io.sunherd.protocol.table.StepsForm;
import io.sunherd.protocol.table.TimeForm;
import io.sunherd.protocol.table.WindowForm;
import io.sunherd.sim.Asking;
import io.sunherd.sim.Profiles;
import io.sunherd.sim.plant.Profile;
import io.sunherd.suite.PureTests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@PureTests
class SettingsTest {
  private static final Reply ACK = new Reply.Accepted();
  private static final Reply NAK = new Reply.Refused();

  /** What lets every value of PI18's pairs pass: a bulk voltage at its top, a float at its end. */
  private static final Map<String, Object> BESIDE =
      Map.of(
          "output_mode", "single",
          "battery_recharge_volt", 44.0,
          "battery_redischarge_volt", 0.0,
          "battery_bulk_volt", 58.4,
          "battery_float_volt", 48.0);

  /** What units tell of the settings that hang together, and of their limits. */
  private static final Map<String, List<String>> TOLD =
      Map.of(
          "pi17", List.of("PIRI", "BATS", "MAR", "GPMP", "ACCT"),
          "pi16", List.of("QPIRI", "QCHGS", "QBSDV", "QOFFC", "QVFTR"));

  static Stream<Arguments> shown() {
    return Profiles.all().stream()
        .flatMap(
            profile ->
                profile.dialect().settings().stream()
                    .filter(s -> s.proof() != null && !s.code().equals("DAT"))
                    .filter(s -> profile.shows(s.proof().inquiry(), s.proof().key()))
                    .map(s -> Arguments.of(profile, s)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("shown")
  void showsAfterwards(Profile profile, Setting setting) throws ProtocolException {
    SimulatedUnit unit = Asking.unit(profile.name(), Asking.at(Asking.NOON));
    Setting.Proof proof = setting.proof();
    if (Asking.read(unit, proof.inquiry()).get(proof.key()) == null) {
      assertEquals(
          NAK, Asking.set(unit, setting.commands(true, 0).get(0)), "a switch it does not have");
      return;
    }
    List<String> told = TOLD.get(profile.dialect().id());
    Facts facts = told == null ? new Facts(null, BESIDE, Map.of()) : facts(unit, told);
    boolean isNumber = setting.form() instanceof DigitsForm;
    for (Object value :
        told != null && isNumber ? near(setting, facts) : values(profile, setting)) {
      String command = setting.commands(value, 0, facts.values()).get(0);
      assertEquals(ACK, Asking.set(unit, command), command);
      Object seen = Asking.read(unit, proof.inquiry()).get(proof.key());
      assertTrue(same(value, seen), () -> command + " shows as " + seen);
    }
  }

  /** What a unit tells of itself. */
  private static Facts facts(SimulatedUnit unit, List<String> codes) throws ProtocolException {
    Map<String, Map<String, Object>> told = new HashMap<>();
    for (String code : codes) {
      told.put(code, Asking.read(unit, code));
    }
    return Facts.of(unit.dialect(), told);
  }

  /** The values next to the present one that the unit takes beside its others. */
  private static List<Object> near(Setting setting, Facts facts) {
    double now = ((Number) facts.values().get(setting.name())).doubleValue();
    Allowed allowed = setting.allowed(facts).orElseThrow();
    List<Object> near = new ArrayList<>();
    for (double value : List.of(now - allowed.step(), now + allowed.step(), now)) {
      double rounded = Math.rint(value * 10) / 10;
      if (allowed.holds(rounded)) {
        near.add(rounded);
      }
    }
    assertTrue(near.size() > 1, near::toString);
    return near;
  }

  private static boolean same(Object wanted, Object seen) {
    return wanted instanceof Number a && seen instanceof Number b
        ? Math.abs(a.doubleValue() - b.doubleValue()) < 0.001
        : wanted.equals(seen);
  }

  private static List<Object> values(Profile profile, Setting setting) {
    if (setting.form() instanceof WindowForm) {
      return List.of("22:00-06:00", "09:30-17:45", "00:00-00:00");
    }
    if (setting.form() instanceof TimeForm) {
      return List.of("22:15", "00:00");
    }
    if (setting.form() instanceof StepsForm steps) {
      boolean isAny = steps.allowed().holds(2_970);
      return List.of(0, 30, isAny ? 2_970 : 600);
    }
    if (setting.listing() != null) {
      List<Integer> amps =
          setting.listing().inquiry().endsWith("MCHGCR")
              ? profile.ratings().currents()
              : profile.ratings().acCurrents();
      return List.of(amps.get(0), amps.get(amps.size() - 1));
    }
    if (setting.form() instanceof DigitsForm digits) {
      Allowed allowed = digits.allowed((double) profile.ratings().batteryVolts()).orElseThrow();
      List<Object> values = new ArrayList<>(allowed.also());
      if (allowed.min() <= allowed.max()) {
        values.add(allowed.min());
        values.add(allowed.max());
      }
      return values;
    }
    return setting.form() instanceof ChoiceForm choice
        ? List.copyOf(choice.choices())
        : List.of(true, false);
  }

  @ParameterizedTest
  @CsvSource({
    "hs-3000, PBFT53.0", "axpert-5000, PBFT27.0", "axpert-5000, PBFT47.9", "hs-3000, MCHGC070",
    "king-5000, PBATMAXDISC050", "axpert-5000, PBEQT060", "hs-3000, PEd", "max-8000, MNCHGC0125",
    "max-8000, MNCHGC1030", "max-8000, POP03", "max-8000, PBFT5.0", "axpert-5000, RTEY",
    "axpert-5000, DAT261124120000", "max-8000, PBATCD111", "max-8000, MSCHGC010"
  })
  void refusesWhatItsModelCannotTake(String profile, String command) throws ProtocolException {
    SimulatedUnit unit = Asking.unit(profile, Asking.at(Asking.NOON));
    assertEquals(NAK, Asking.ask(unit, command));
  }

  @Test
  void batteryVoltagesAreTakenForSomeBatteryTypesOnly() throws ProtocolException {
    SimulatedUnit unit = Asking.unit("axpert-5000", Asking.at(Asking.NOON));
    assertEquals(ACK, Asking.ask(unit, "PBFT53.0"));
    assertEquals(ACK, Asking.ask(unit, "PBT00"));
    assertEquals(NAK, Asking.ask(unit, "PBFT52.0"));
    assertEquals(ACK, Asking.ask(unit, "PBCV45.0"));
  }

  @ParameterizedTest
  @CsvSource({
    "hs-3000, MCHGC030, MNCHGC030",
    "hs-3000, MCHGC030, MCHGC0030",
    "hs-3000, MUCHGC020, MUCHGC0020",
    "axpert-5000, MCHGC030, MNCHGC030",
    "axpert-5000, MUCHGC020, MUCHGC0020",
    "king-5000, MNCHGC030, MCHGC0030",
    "king-5000, MUCHGC020, MUCHGC0020",
    "max-8000, MNCHGC0030, MNCHGC030",
    "max-8000, MUCHGC0020, MUCHGC020",
    "vmiii-3000, MNCHGC0030, MNCHGC030",
    "vmiii-3000, MUCHGC0020, MUCHGC020"
  })
  void takesTheSpellingOfItsOwnGenerationOnly(String profile, String own, String other)
      throws ProtocolException {
    SimulatedUnit unit = Asking.unit(profile, Asking.at(Asking.NOON));
    assertEquals(ACK, Asking.ask(unit, own));
    assertEquals(NAK, Asking.ask(unit, other));
  }

  @ParameterizedTest
  @CsvSource({"axpert-5000", "max-8000", "king-5000"})
  void theSpellingsOfTheSeedAreTaken(String profile) throws ProtocolException {
    SimulatedUnit unit = Asking.unit(profile, Asking.at(Asking.NOON));
    assertEquals(ACK, Asking.ask(unit, "PBFT53.0"));
    assertEquals(ACK, Asking.ask(unit, "MCHGC010"));
    Map<String, Object> settings = Asking.read(unit, "QPIRI");
    assertEquals(53.0, settings.get("battery_float_voltage"));
    assertEquals(10, settings.get("max_charging_current"));
  }

  @Test
  void factorySettingsAreThoseItTells() throws ProtocolException {
    SimulatedUnit unit = Asking.unit("max-8000", Asking.at(Asking.NOON));
    assertEquals(ACK, Asking.ask(unit, "PBFT55.0"));
    assertEquals(ACK, Asking.ask(unit, "PF"));
    Map<String, Object> settings = Asking.read(unit, "QPIRI");
    Map<String, Object> defaults = Asking.read(unit, "QDI");
    for (String key :
        List.of(
            "battery_float_voltage",
            "battery_type",
            "output_source_priority",
            "charger_source_priority",
            "battery_redischarge_voltage",
            "max_charging_current")) {
      assertEquals(defaults.get(key), settings.get(key), key);
    }
  }

  @Test
  void theClockCanBeSet() throws ProtocolException {
    SimulatedUnit unit = Asking.unit("max-8000", Asking.at(Asking.NOON));
    assertEquals("2026-06-10T12:00:00", Asking.read(unit, "QT").get("timestamp"));
    assertEquals(ACK, Asking.ask(unit, "DAT260610120130"));
    assertEquals("2026-06-10T12:01:30", Asking.read(unit, "QT").get("timestamp"));
  }

  @Test
  void coloursOfTheLedBarAreKept() throws ProtocolException {
    SimulatedUnit unit = Asking.unit("max-8000", Asking.at(Asking.NOON));
    assertEquals(ACK, Asking.ask(unit, "PLEDC2001002003"));
    assertTrue(Asking.read(unit, "QLED").toString().contains("[1, 2, 3]"));
  }

  @Test
  void erasedEnergyStartsAgain() throws ProtocolException {
    SimulatedUnit unit = Asking.unit("max-8000", Asking.at(Asking.NOON));
    assertNotEquals(0, Asking.read(unit, "QET").get("energy"));
    assertEquals(ACK, Asking.ask(unit, "RTEY"));
    assertEquals(0, Asking.read(unit, "QET").get("energy"));
    assertEquals(0, Asking.read(unit, "QED20260609").get("energy"));
  }
}
