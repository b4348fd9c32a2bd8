package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.list;
import static io.sunherd.settings.Claims.map;
import static io.sunherd.settings.Claims.row;
import static io.sunherd.settings.Claims.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Change;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Verdict;
import io.sunherd.link.LinkException;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.sim.fault.Faults.Kind;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes to units that speak PI18, on pseudo-terminals through a whole hub. */
@Timeout(180)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class Pi18WritesTest {
  private static final String PROFILE = "infinisolar-v";

  @TempDir private Path folder;

  private static Change sure(String setting, Object value) {
    return new Change(TappedHub.ANNA, "roof-1", setting, value, false, true, false);
  }

  @Test
  void eachSettingIsWrittenAndReadBack() throws Exception {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("output_source_priority", "solar_utility_battery");
    wanted.put("charger_source_priority", "solar_first");
    wanted.put("solar_power_priority", "battery_load_utility");
    wanted.put("input_voltage_range", "ups");
    wanted.put("ac_output_freq", 60);
    wanted.put("ac_output_volt", 240.0);
    wanted.put("ac_output", false);
    wanted.put("ac_charging_window", "22:00-06:00");
    wanted.put("ac_output_window", "05:30-23:15");
    wanted.put("battery_recharge_volt", 45.0);
    wanted.put("battery_redischarge_volt", 0.0);
    wanted.put("battery_cut_off_volt", 43.5);
    wanted.put("battery_bulk_volt", 57.2);
    wanted.put("battery_float_volt", 56.1);
    wanted.put("max_charging_current", 80);
    wanted.put("max_ac_charging_current", 2);
    for (String name :
        List.of(
            "overload_bypass",
            "overload_restart",
            "over_temperature_restart",
            "primary_source_interrupt_alarm",
            "fault_code_record")) {
      wanted.put(name, true);
    }
    wanted.put("buzzer", false);
    wanted.put("lcd_return_to_default", false);
    wanted.put("backlight", false);
    wanted.put("battery_type", "flooded");
    wanted.put("output_mode", "phase2_of_3");
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      for (Map.Entry<String, Object> one : wanted.entrySet()) {
        Verdict verdict = house.ask(sure(one.getKey(), one.getValue()));
        isFine(verdict, "confirmed", one.getValue(), "changed", true, "reply", "ACK");
      }
      isFine(house.put("roof-1", "clock", "2026-11-29T19:30:00"), "changed", true);
      Verdict shown = house.show("roof-1");
      isFine(shown);
      List<Map<String, Object>> settings = rows(shown.body().get("settings"));
      wanted.forEach((name, value) -> has(row(settings, name), "value", value, "read_back", true));
      assertEquals(wanted.size() + 2, settings.size(), settings::toString);

      Verdict reset = house.ask(sure("factory_settings", null));
      isFine(reset, "confirmed", null, "reply", "ACK", "changed", null);
      assertTrue(reset.body().get("note").toString().contains("nothing shows"), reset::toString);
      has(house.entries().get(0), "outcome", "not_read_back", "reply", "ACK");
      assertEquals(wanted.size() + 2, house.tap(1).orders().size());
      assertEquals("^S005PF", house.tap(1).orders().get(wanted.size() + 1));
      has(
          row(rows(house.show("roof-1").body().get("settings")), "battery_bulk_volt"),
          "value",
          56.4);
    }
  }

  @Test
  void theOtherValueOfAPairGoesAlongAsTheUnitHasIt() throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      isFine(
          house.put("roof-1", "battery_bulk_volt", 57.0),
          "cmd",
          "MCHGV",
          "from",
          56.4,
          "confirmed",
          57.0);
      isFine(house.put("roof-1", "battery_float_volt", 55.0), "cmd", "MCHGV", "confirmed", 55.0);
      isFine(house.put("roof-1", "battery_redischarge_volt", 52), "cmd", "BUCD");
      isFine(house.put("roof-1", "battery_recharge_volt", 45), "cmd", "BUCD");
      assertEquals(
          List.of("^S015MCHGV570,540", "^S015MCHGV570,550", "^S014BUCD460,520", "^S014BUCD450,520"),
          house.tap(1).orders());
      isFine(house.put("roof-1", "battery_float_volt", 55.0), "changed", false);
      assertEquals(4, house.tap(1).orders().size());
      isFine(house.undo(house.entries().get(0).get("id")), "confirmed", 46.0);
      assertEquals("^S014BUCD460,520", house.tap(1).orders().get(4));
    }
  }

  @Test
  void whatAUnitMustNotBeSentIsNot() throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      failed(
          400,
          "above battery_bulk_volt, which is 56.4",
          house.put("roof-1", "battery_float_volt", 56.5));
      failed(
          400,
          "below battery_float_volt, which is 54.0",
          house.put("roof-1", "battery_bulk_volt", 53.9));
      failed(400, "48 to 58.4 in steps of 0.1 V", house.put("roof-1", "battery_bulk_volt", 58.5));
      failed(400, "44 to 51 in steps of 1", house.put("roof-1", "battery_recharge_volt", 46.5));
      failed(400, "or 0 V", house.put("roof-1", "battery_redischarge_volt", 47));
      failed(
          400,
          "not below battery_recharge_volt, which is 46.0",
          house.put("roof-1", "battery_cut_off_volt", 46.5));
      Verdict amps = house.put("roof-1", "max_charging_current", 25);
      failed(400, "takes 10, 20, 30, 40, 50, 60, 70, 80 A", amps);
      assertTrue(list(amps.body().get("allowed")).contains(80), amps::toString);
      failed(400, "2, 10, 20", house.put("roof-1", "max_ac_charging_current", 5));
      failed(400, "22:00-06:00", house.put("roof-1", "ac_charging_window", "22:00"));
      isFine(house.show("roof-1"));
      failed(
          400,
          "this would change battery_bulk_volt and battery_float_volt",
          house.ask(spelled("MCHGV", "570,550")));
      failed(400, "set one of them by its name", house.ask(spelled("MCHGV", "570")));
      failed(404, "PI18", house.put("roof-1", "erase_energy", null));
      for (String name :
          List.of(
              "factory_settings", "output_mode", "ac_output", "ac_output_volt", "ac_output_freq")) {
        Object value =
            Map.<String, Object>of(
                    "output_mode",
                    "parallel",
                    "ac_output",
                    false,
                    "ac_output_volt",
                    240,
                    "ac_output_freq",
                    60)
                .get(name);
        Verdict verdict = house.put("roof-1", name, value);
        failed(400, "confirm", verdict);
        has(verdict.body(), "confirm", "required");
      }
      assertEquals(List.of(), house.tap(1).orders());
      assertEquals(List.of(), house.entries());
    }
  }

  private static Change spelled(String code, String value) {
    return new Change(TappedHub.ANNA, "roof-1", code, value, true, false, false);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "PCP, '0,1', charger_source_priority, solar_and_utility",
    "MCHGC, '0,050', max_charging_current, 50",
    "MCHGV, '570,540', battery_bulk_volt, 57.0",
    "BUCD, '460,000', battery_redischarge_volt, 0.0",
    "POP, 0, output_source_priority, solar_utility_battery",
    "PSDV, 440, battery_cut_off_volt, 44.0",
    "ACCT, '2200,0600', ac_charging_window, 22:00-06:00",
    "PDA, '', buzzer, false"
  })
  void isSpelledAsTheProtocolHasIt(String code, String text, String setting, String value)
      throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      isFine(house.show("roof-1"));
      Verdict verdict = house.ask(spelled(code, text));
      isFine(verdict, "setting", setting, "reply", "ACK");
      assertEquals(value, verdict.body().get("confirmed").toString());
    }
  }

  @Test
  void keptSettingsAreBroughtBackInAnOrderInWhichEachStepIsAllowed() throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      Map<String, Object> kept =
          Map.of(
              "battery_bulk_volt", 53.0,
              "battery_float_volt", 52.0,
              "battery_recharge_volt", 51.0,
              "battery_redischarge_volt", 58.0,
              "ac_charging_window", "22:00-06:00");
      isFine(house.restore(kept, true, false), "changed", true);
      assertEquals(5, house.tap(1).orders().size());
      List<Map<String, Object>> settings = rows(house.show("roof-1").body().get("settings"));
      kept.forEach((name, value) -> has(row(settings, name), "value", value));
    }
  }

  @Test
  void aRefusalTellsTheLikelyCause() throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      isFine(house.ask(sure("battery_type", "AGM")));
      Verdict verdict = house.put("roof-1", "battery_bulk_volt", 57.0);
      failed(409, "only while battery_type is one of user; here it is AGM", verdict);
      has(verdict.body(), "reply", "NAK", "confirmed", 56.4, "changed", false);
      has(house.entries().get(0), "outcome", "refused");
    }
  }

  @Test
  void whatIsNotKeptIsTold() throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      house.herd.faults(PROFILE).set(Kind.FORGET, 1);
      Verdict verdict = house.put("roof-1", "battery_bulk_volt", 57.0);
      failed(409, "did not keep it", verdict);
      has(verdict.body(), "reply", "ACK", "confirmed", 56.4, "changed", false);
      has(house.entries().get(0), "outcome", "not_kept");
    }
  }

  @ParameterizedTest(name = "{0}: taken {2}")
  @CsvSource({"LOSE_REPLY, has taken it, 57.0", "SWALLOW, has not taken it, 56.4"})
  void anAnswerThatIsLostIsNoneAndTheTruthIsRead(Deed deed, String words, double now)
      throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      house.tap(1).on("^S015MCHGV", deed);
      Verdict verdict = house.put("roof-1", "battery_bulk_volt", 57.0);
      failed(504, words, verdict);
      has(verdict.body(), "confirmed", now, "reply", null);
      assertEquals(List.of("^S015MCHGV570,540"), house.tap(1).orders());
      has(house.entries().get(0), "outcome", "no_answer");
    }
  }

  @ParameterizedTest
  @CsvSource({"CRC, 1", "CUT, 3", "GARBLE, 1"})
  void onALineThatDamagesEveryReplyNothingIsBelievedNorSentAgain(Kind fault, int amount)
      throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      house
          .tap(1)
          .once(
              0,
              "^S",
              () -> {
                set(house, fault, amount);
                return null;
              });
      Verdict verdict = house.put("roof-1", "battery_bulk_volt", 57.0);
      failed(504, "not answered", verdict);
      has(verdict.body(), "confirmed", null, "changed", null);
      assertEquals(List.of("^S015MCHGV570,540"), house.tap(1).orders());
      set(house, fault, 0);
      isFine(putOnceHeard(house, "battery_bulk_volt", 57.0), "changed", false, "confirmed", 57.0);
      assertEquals(1, house.tap(1).orders().size());
    }
  }

  /** Asks when the unit was heard again, and the settings have heard of that, too. */
  private static Verdict putOnceHeard(TappedHub house, String setting, Object value)
      throws InterruptedException {
    Verdict verdict;
    do {
      house.hub.await(house.hub.now(), Reading.class, reading -> reading.code().equals("GS"));
      verdict = house.put("roof-1", setting, value);
    } while (verdict.status() == 503);
    return verdict;
  }

  private static void set(TappedHub house, Kind fault, int amount) {
    try {
      house.herd.faults(PROFILE).set(fault, amount);
    } catch (LinkException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aUnitThatMovesTheOtherValueIsFoundOut() throws Exception {
    try (ForeignUnit unit = new ForeignUnit(folder.resolve("unit-1"));
        TappedHub house = new TappedHub(folder, 20)) {
      house.inverters.add(SimulatedUnits.inverter(1, unit.address(), null, Duration.ofSeconds(1)));
      house.open();
      isFine(house.put("roof-1", "battery_bulk_volt", 57.5), "confirmed", 57.5);
      unit.press("548");
      isFine(house.put("roof-1", "battery_bulk_volt", 56.8), "confirmed", 56.8);
      isFine(house.put("roof-1", "battery_redischarge_volt", 0), "confirmed", 0.0);
      assertEquals(
          List.of("^S015MCHGV575,552", "^S015MCHGV568,548", "^S014BUCD460,000"), unit.orders());

      unit.letFloatFollowBulk();
      Verdict verdict = house.put("roof-1", "battery_bulk_volt", 57.0);
      failed(409, "battery_float_volt was sent along as 54.8, and is 55.4 now", verdict);
      has(verdict.body(), "reply", "ACK", "confirmed", 57.0, "changed", true);
      has(house.entries().get(0), "outcome", "not_kept", "confirmed", 57.0);

      Verdict amps = house.put("roof-1", "max_ac_charging_current", 20);
      failed(400, "has not told which values it takes (MUCHGCR)", amps);
      failed(409, "(NAK)", house.put("roof-1", "max_charging_current", 50));
      List<Map<String, Object>> settings = rows(house.show("roof-1").body().get("settings"));
      assertTrue(settings.stream().noneMatch(s -> s.get("name").equals("ac_charging_window")));
      assertFalse(list(row(settings, "max_charging_current").get("allowed")).isEmpty());
      assertEquals(map(row(settings, "battery_bulk_volt").get("allowed")).get("max"), 58.4);
    }
  }

  @Test
  void whatAUnitOfAMixedHerdLacksIsToldBeforeAnythingIsSent() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000", PROFILE)) {
      Verdict verdict = house.ask(all("led", false));
      failed(404, "roof-2 speaks PI18", verdict);
      failed(
          404,
          "roof-1 speaks PI30",
          house.ask(all("solar_power_priority", "battery_load_utility")));
      failed(
          400,
          "roof-2: output_source_priority (POP) takes one of solar_battery_utility, solar_utility",
          house.ask(all("output_source_priority", "sbu")));
      assertEquals(List.of(), house.tap(1).orders());
      assertEquals(List.of(), house.tap(2).orders());
      isFine(house.ask(all("battery_float_volt", 53.0)), "changed", true);
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
      assertEquals(List.of("^S015MCHGV564,530"), house.tap(2).orders());
    }
  }

  private static Change all(String setting, Object value) {
    return new Change(TappedHub.ANNA, null, setting, value, false, true, false);
  }

  private TappedHub with(ForeignUnit unit) throws Exception {
    TappedHub house = new TappedHub(folder, 20);
    house.inverters.add(SimulatedUnits.inverter(1, unit.address(), null, Duration.ofSeconds(1)));
    return house.open();
  }

  /** Firmware that has both families may answer a setting in the words of PI30 (PI18.md 1, 4). */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"REFUSE, NAK, refused", "PRETEND, ACK, not_kept"})
  void theWordsOfPi30AreAnAnswerOfAUnitThatIsKnown(Deed deed, String reply, String outcome)
      throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      house.tap(1).on("^S015MCHGV", deed);
      Verdict verdict = house.put("roof-1", "battery_bulk_volt", 57.0);
      failed(409, "battery_bulk_volt", verdict);
      has(verdict.body(), "reply", reply, "confirmed", 56.4, "changed", false);
      has(house.entries().get(0), "outcome", outcome);
    }
  }

  @Test
  void aFileWhoseValuesDoNotGoTogetherIsRefusedAsAWhole() throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      for (boolean dryRun : List.of(true, false)) {
        failed(
            400,
            "below battery_float_volt, which is 55.5",
            house.restore(
                Map.of("battery_bulk_volt", 55.0, "battery_float_volt", 55.5, "buzzer", false),
                true,
                dryRun));
        failed(
            400,
            "takes 10, 20, 30",
            house.restore(Map.of("buzzer", false, "max_charging_current", 25), true, dryRun));
        failed(
            400,
            "below battery_float_volt, which is 54.0",
            house.restore(Map.of("buzzer", false, "battery_bulk_volt", 53.0), true, dryRun));
      }
      assertEquals(List.of(), house.tap(1).orders());
      Map<String, Object> up = Map.of("battery_bulk_volt", 58.0, "battery_float_volt", 57.0);
      isFine(house.restore(up, true, false), "changed", true, "not_sent", List.of());
      Map<String, Object> down = Map.of("battery_bulk_volt", 53.0, "battery_float_volt", 52.0);
      isFine(house.restore(down, true, false), "changed", true);
      assertEquals(
          List.of(
              "^S015MCHGV580,540", "^S015MCHGV580,570", "^S015MCHGV580,520", "^S015MCHGV530,520"),
          house.tap(1).orders());
      isFine(house.restore(down, true, false), "changed", false, "written", List.of());
    }
  }

  @Test
  void whatWasSentOfAFileAndWhatWasNotIsToldWhereItStops() throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      house.tap(1).on("^S015MCHGV5", Deed.REFUSE);
      Map<String, Object> kept = new LinkedHashMap<>();
      kept.put("input_voltage_range", "ups");
      kept.put("battery_bulk_volt", 57.0);
      kept.put("buzzer", false);
      Verdict verdict = house.restore(kept, true, false);
      failed(409, "Stopped at battery_bulk_volt", verdict);
      has(verdict.body(), "changed", true, "not_sent", List.of("buzzer"));
      List<Map<String, Object>> written = rows(verdict.body().get("written"));
      has(written.get(0), "setting", "input_voltage_range", "status", 200, "changed", true);
      has(written.get(1), "setting", "battery_bulk_volt", "status", 409, "changed", false);
      assertEquals(2, written.size());
    }
  }

  @ParameterizedTest
  @CsvSource({"999, 99.9", "000, 0.0"})
  void aValueThatCannotBeIsNotSentAlong(String told, String shown) throws Exception {
    try (ForeignUnit unit = new ForeignUnit(folder.resolve("unit-1"));
        TappedHub house = with(unit)) {
      unit.pressBulk(told);
      failed(
          400,
          "sent together with battery_bulk_volt, which is " + shown,
          house.put("roof-1", "battery_float_volt", 54.0));
      assertEquals(List.of(), unit.orders());
      isFine(house.put("roof-1", "battery_bulk_volt", 57.0), "confirmed", 57.0);
      isFine(house.put("roof-1", "battery_float_volt", 54.0), "confirmed", 54.0);
      assertEquals(List.of("^S015MCHGV570,552", "^S015MCHGV570,540"), unit.orders());
    }
  }

  @Test
  void theLateAnswerToOneOrderIsNotTakenForThatToTheNext() throws Exception {
    try (ForeignUnit unit = new ForeignUnit(folder.resolve("unit-1"));
        TappedHub house = with(unit)) {
      unit.holdAnswers("MCHGV");
      failed(504, "it has taken it", house.put("roof-1", "battery_bulk_volt", 57.5));
      unit.say("BUCD", "5e310bc20d"); // the late one: it has not even heard of this order
      Verdict other = house.put("roof-1", "battery_recharge_volt", 45);
      failed(504, "may be the late answer to MCHGV575,552", other);
      has(other.body(), "confirmed", 46.0, "reply", null, "changed", false);
      has(house.entries().get(0), "outcome", "no_answer");
    }
  }

  @Test
  void anAnswerInDoubtIsBornOutByWhatTheUnitShows() throws Exception {
    try (ForeignUnit unit = new ForeignUnit(folder.resolve("unit-1"));
        TappedHub house = with(unit)) {
      unit.holdAnswers("MCHGV");
      failed(504, "it has taken it", house.put("roof-1", "battery_bulk_volt", 57.5));
      isFine(house.put("roof-1", "battery_recharge_volt", 45), "confirmed", 45.0);
    }
  }

  @Test
  void aUnitThatHasBecomeOneOfSeveralIsNotSentTheNumberOfASingleOne() throws Exception {
    try (ForeignUnit unit = new ForeignUnit(folder.resolve("unit-1"));
        TappedHub house = with(unit)) {
      unit.stand("1"); // nobody has read that yet
      failed(400, "here it is parallel", house.put("roof-1", "max_charging_current", 50));
      assertEquals(List.of(), unit.orders());
    }
  }

  @Test
  void whatACommandTakesIsToldWithItsRefusal() throws Exception {
    try (TappedHub house = TappedHub.of(folder, PROFILE)) {
      isFine(house.show("roof-1"));
      Verdict verdict = house.ask(spelled("MCHGC", "0050"));
      failed(400, "is not spelled", verdict);
      assertTrue(list(verdict.body().get("allowed")).contains(80), verdict::toString);
    }
  }
}
