package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.list;
import static io.sunherd.settings.Claims.map;
import static io.sunherd.settings.Claims.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Change;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.Verdict;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the value that is sent along with another one, and of a unit that moves it. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class PairsTest {
  @TempDir private Path folder;

  private ForeignUnit unit;
  private TappedHub house;

  @BeforeEach
  void plugIn() throws Exception {
    unit = new ForeignUnit(folder.resolve("unit-1"));
    house = new TappedHub(folder, 20);
    house.inverters.add(SimulatedUnits.inverter(1, unit.address(), null, Duration.ofSeconds(1)));
  }

  @AfterEach
  void pull() {
    house.close();
    unit.close();
  }

  private static Change spelled(String code, String value) {
    return new Change(TappedHub.ANNA, "roof-1", code, value, true, false, false);
  }

  private static Change toAll(String setting, Object value) {
    return new Change(TappedHub.ANNA, null, setting, value, false, true, false);
  }

  /** Reads how it is set, and sends nothing. */
  private void look() {
    isFine(
        house.ask(
            new Change(TappedHub.ANNA, "roof-1", "battery_bulk_volt", 57.1, false, false, true)));
  }

  private List<Object> outcomes() {
    return house.entries().stream().map(entry -> entry.get("outcome")).toList();
  }

  @Test
  void aSpelledPairIsRefusedWhereTheUnitHasAnotherOtherValueThanWasAsked() throws Exception {
    house.open();
    isFine(house.show("roof-1"));
    unit.press("530");
    failed(
        409,
        "battery_float_volt of roof-1 is 53.0 now, and 55.2 was asked",
        house.ask(spelled("MCHGV", "560,552")));
    assertEquals(List.of(), unit.orders());
    assertEquals(List.of(), outcomes().stream().filter("confirmed"::equals).toList());
    isFine(house.ask(spelled("MCHGV", "560,530")), "confirmed", 56.0);
    assertEquals(List.of("^S015MCHGV560,530"), unit.orders());
  }

  @Test
  void aFailedWriteToAllPutsTheOtherValueBack() throws Exception {
    house.open();
    unit.letFloatFollowBulk(1);
    Verdict verdict = house.ask(toAll("battery_bulk_volt", 56.0));
    failed(409, "have what they had before.", verdict);
    assertEquals(List.of("^S015MCHGV560,552", "^S015MCHGV570,552"), unit.orders());
    Map<String, Object> back =
        map(map(map(verdict.body().get("units")).get("roof-1")).get("put_back"));
    has(back, "confirmed", 57.0, "reply", "ACK");
    has(rows(back.get("along")).get(0), "old", 54.4, "requested", 55.2, "confirmed", 55.2);
    has(rows(house.entries().get(1).get("along")).get(0), "old", 55.2, "confirmed", 54.4);
  }

  @Test
  void anOtherValueThatCannotBePutBackIsNamed() throws Exception {
    house.open();
    unit.letFloatFollowBulk();
    Verdict verdict = house.ask(toAll("battery_bulk_volt", 56.0));
    failed(409, "Not every unit has back what it had before", verdict);
    failed(409, "battery_float_volt of roof-1 is 55.4", verdict);
    assertEquals(List.of("^S015MCHGV560,552", "^S015MCHGV570,552"), unit.orders());
  }

  @Test
  void anUndoBringsTheOtherValueBackAsLongAsItIsAsItWasLeft() throws Exception {
    house.open();
    unit.letFloatFollowBulk(1);
    Verdict verdict = house.put("roof-1", "battery_bulk_volt", 56.0);
    failed(409, "battery_float_volt was sent along as 55.2, and is 54.4 now", verdict);
    Object entry = verdict.body().get("entry");
    unit.press("541");
    failed(409, "battery_float_volt of roof-1 is 54.1 now", house.undo(entry));
    unit.press("544");
    isFine(house.undo(entry), "confirmed", 57.0);
    assertEquals(List.of("^S015MCHGV560,552", "^S015MCHGV570,552"), unit.orders());
    look();
    assertEquals("confirmed", outcomes().get(0));
  }

  @Test
  void anOtherValueThatMovedIsToldWhereTheReadBackComesLate() throws Exception {
    house.open();
    unit.letFloatFollowBulk();
    unit.fallSilentAfterOrder();
    failed(504, "could not be read back", house.put("roof-1", "battery_bulk_volt", 56.0));
    has(house.entries().get(0), "outcome", "not_read_back", "confirmed", null);
    unit.speak();
    house.restart();
    house.hub.await(0, SettingChange.class, c -> c.setting().equals("battery_float_volt"));
    Map<String, Object> entry = house.entries().get(house.entries().size() - 1);
    has(entry, "outcome", "not_read_back", "confirmed", 56.0);
    String note = entry.get("note").toString();
    assertTrue(note.contains("battery_float_volt was sent along as 55.2, and is 54.4 now."), note);
    has(
        rows(entry.get("along")).get(0),
        "setting",
        "battery_float_volt",
        "old",
        55.2,
        "requested",
        55.2,
        "confirmed",
        54.4);
  }

  @Test
  void aLateEffectOnTheOtherValueIsNobodyElsesDoing() throws Exception {
    house.open();
    unit.letFloatFollowBulk();
    failed(409, "is 54.4 now", house.put("roof-1", "battery_bulk_volt", 56.0));
    house.hub.await(0, SettingChange.class, c -> c.setting().equals("battery_float_volt"));
    unit.press("552"); // as it was sent
    look();
    assertEquals(List.of("not_kept"), outcomes());
    unit.press("530");
    look();
    assertEquals(List.of("changed_outside", "not_kept"), outcomes());
  }

  @Test
  void aListThatWasNotHeardIsNoMistakeOfTheAsker() throws Exception {
    unit.keepSilentAbout("MCHGCR");
    house.open();
    failed(504, "could not be asked for MCHGCR", house.put("roof-1", "max_charging_current", 50));
    failed(400, "has not told which", house.put("roof-1", "max_ac_charging_current", 20));
    assertEquals(List.of(), unit.orders());
  }

  @ParameterizedTest
  @CsvSource({
    "1, charger_source_priority, solar_first",
    "1, output_mode, phase1_of_3",
    "2, max_charging_current, 50",
    "4, output_mode, single"
  })
  void aUnitAmongOthersIsNotSentWhatNamesAUnit(String mode, String setting, String value)
      throws Exception {
    unit.stand(mode);
    house.open();
    Object natural = value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;
    Verdict verdict =
        house.ask(new Change(TappedHub.ANNA, "roof-1", setting, natural, false, true, false));
    failed(400, "only while output_mode is single", verdict);
    assertEquals(List.of(), unit.orders());
    assertEquals(List.of(), house.entries());
  }

  @Test
  void aStateIsNotBroughtBack() throws Exception {
    house.open();
    Verdict verdict =
        house.restore(Map.of("ac_output", true, "battery_bulk_volt", 57.2), true, true);
    isFine(verdict);
    assertEquals(List.of("ac_output"), list(verdict.body().get("unknown")));
    assertFalse(list(verdict.body().get("differences")).isEmpty());
  }
}
