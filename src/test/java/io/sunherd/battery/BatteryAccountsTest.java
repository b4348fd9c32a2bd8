package io.sunherd.battery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Actor;
import io.sunherd.bus.BatteryRules;
import io.sunherd.bus.BatteryRules.Limit;
import io.sunherd.bus.BatteryRules.Source;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.PushBattery;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.Wiring;
import io.sunherd.herd.Said;
import io.sunherd.suite.PureTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The state of charge of a battery")
@PureTests
class BatteryAccountsTest {
  private static final long START = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();
  private static final Actor ANN = new Actor("ann", true, "127.0.0.1");

  @TempDir private Path folder;

  private long nowMs;

  /** By how much the clock of the machine was set since the start. */
  private long setMs;

  private static Configured herd(BatteryRules rules) {
    return new Configured(
            List.of(
                new Wiring("roof-1", null, null, 0),
                new Wiring("roof-2", null, null, 0),
                new Wiring("roof-3", null, null, 0)))
        .with(rules);
  }

  private static BatteryRules rules(Source source, Double capacity, Double volts, Double socMin) {
    Limit least = volts == null ? null : new Limit("battery.discharge-to", volts, "hub.yaml:3");
    return new BatteryRules(capacity, source, null, null, least, socMin);
  }

  private BatteryAccount.Moment now() {
    return new BatteryAccount.Moment(nowMs, START + nowMs + setMs);
  }

  private void hear(
      BatteryAccounts accounts, String id, String code, long everyMs, String payload) {
    accounts.batteries().accept(Said.state(id, Condition.ONLINE));
    accounts.batteries().accept(Said.reading(id, code, START + nowMs, everyMs, payload), nowMs);
  }

  private void hear(
      BatteryAccounts accounts, String id, int hundredths, int charge, int discharge) {
    hear(accounts, id, "QPIGS", 1_000, Said.status(500, hundredths, charge, discharge, "00000"));
  }

  private BatteryState only(BatteryAccounts accounts) {
    List<BatteryState> states = accounts.states(now());
    assertEquals(1, states.size());
    return states.get(0);
  }

  private Verdict push(BatteryAccounts accounts, Map<String, Object> values) {
    return accounts.push(new PushBattery(ANN, values), now());
  }

  @ParameterizedTest
  @DisplayName(
      "becomes hours by the mean of the last 15 minutes, to soc-min or the owner's voltage")
  @CsvSource(
      nullValues = "-",
      value = {
        "400, -, -, 8.7",
        "400, 46.0, -, 8.7",
        "400, 46.0, 20, 6.7",
        "400, -, 20, 6.7",
        "400, 53.0, 20, 0",
        "-, 46.0, 20, -"
      })
  void hours(Double capacity, Double volts, Double socMin, Double hours) {
    BatteryAccounts accounts =
        new BatteryAccounts(herd(rules(Source.INVERTER, capacity, volts, socMin)));
    for (int i = 0; i < 30 * 60; i++) {
      hear(accounts, "roof-1", 5_290, 0, i < 880 ? 90 : i % 2 == 0 ? 30 : 50);
      accounts.states(now());
      nowMs += 1_000;
    }
    BatteryState battery = only(accounts);
    assertEquals(87, battery.soc());
    if (hours == null) {
      assertNull(battery.charge().hoursLeft());
    } else {
      assertEquals(hours, battery.charge().hoursLeft(), 0.3);
    }
    assertNull(battery.charge().hoursToFull());
  }

  @Test
  @DisplayName("becomes hours to full while it is charged, and none below 100 W")
  void charging() {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.INVERTER, 400.0, null, null)));
    hear(accounts, "roof-1", 5_290, 13, 0);
    hear(accounts, "roof-2", 5_290, 13, 0);
    BatteryState battery = only(accounts);
    assertEquals(2.0, battery.charge().hoursToFull(), 0.01);
    assertNull(battery.charge().hoursLeft());
    accounts = new BatteryAccounts(herd(rules(Source.INVERTER, 400.0, null, null)));
    hear(accounts, "roof-1", 5_290, 0, 1);
    assertNull(only(accounts).charge().hoursLeft());
  }

  @Test
  @DisplayName("is pushed, for 60 seconds; then it is stale, and no other takes its place")
  void pushed() {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.PUSHED, 100.0, null, null)));
    BatteryState none = only(accounts);
    assertNull(none.soc());
    assertTrue(none.isSourceStale());
    assertNotNull(none.charge().silence());
    hear(accounts, "roof-1", 5_290, 0, 30);
    Verdict verdict = push(accounts, Map.of("soc", 41.5, "amps", -20, "volts", 52));
    assertEquals(200, verdict.status(), verdict::toString);
    BatteryState battery = only(accounts);
    assertEquals(41.5, battery.soc());
    assertEquals(52, battery.volts());
    assertEquals(-20, battery.amps());
    assertEquals(-1_040, battery.watts());
    assertEquals("pushed", battery.source());
    assertEquals(START, battery.at());
    assertFalse(battery.isSourceStale());
    assertEquals(2.1, battery.charge().hoursLeft(), 0.1);
    nowMs = 61_000;
    hear(accounts, "roof-1", 5_290, 0, 30);
    BatteryState stale = only(accounts);
    assertTrue(stale.isSourceStale());
    assertNull(stale.soc());
    assertEquals(41.5, stale.charge().last());
    assertEquals(START, stale.at());
    assertNull(stale.charge().hoursLeft());
    assertEquals(52.9, stale.volts(), "The inverters go on measuring.");
  }

  @Test
  @DisplayName("is pushed also where no inverter answers")
  void pushedAlone() {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.PUSHED, 100.0, null, null)));
    assertEquals(200, push(accounts, Map.of("soc", 41.5)).status());
    BatteryState battery = only(accounts);
    assertEquals(41.5, battery.soc());
    assertFalse(battery.isSourceStale());
    assertNull(battery.volts());
  }

  @ParameterizedTest
  @DisplayName("is pushed on when the clock is set, forward or back; what is older is not taken")
  @ValueSource(longs = {3_600_000, -3_600_000, 86_400_000, -86_400_000})
  void clockSet(long byMs) {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.PUSHED, null, null, null)));
    push(accounts, Map.of("soc", 50));
    setMs = byMs;
    for (int soc = 40; soc < 43; soc++) {
      nowMs += 10_000;
      Verdict verdict = push(accounts, Map.of("soc", soc));
      assertEquals(200, verdict.status(), verdict::toString);
      BatteryState battery = only(accounts);
      assertEquals(soc, battery.soc());
      assertFalse(battery.isSourceStale());
    }
    String before = Instant.ofEpochMilli(now().epochMs() - 5_000).toString();
    assertEquals(409, push(accounts, Map.of("soc", 60, "at", before)).status());
    nowMs += 61_000;
    assertTrue(only(accounts).isSourceStale());
  }

  @ParameterizedTest
  @DisplayName("is taken only as it can be")
  @CsvSource({
    "soc, 101, 400",
    "soc, -1, 400",
    "soc, x, 400",
    "volts, -1, 400",
    "amps, 1e9, 400",
    "at, yesterday, 400",
    "at, 2026-11-29T12:10:00Z, 400",
    "at, 2026-11-29T11:00:00Z, 409",
    "system, barn, 400",
    "more, 1, 400"
  })
  void wrong(String key, String value, int status) {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.PUSHED, null, null, null)));
    push(accounts, Map.of("soc", 50));
    Map<String, Object> values = new HashMap<>(Map.of("soc", 60));
    values.put(key, value.matches("[-0-9e]+") ? (Object) Double.valueOf(value) : value);
    Verdict verdict = push(accounts, values);
    assertEquals(status, verdict.status(), verdict::toString);
    assertEquals(50, only(accounts).soc());
  }

  @Test
  @DisplayName("is taken of operators, and only where it is wanted")
  void notWanted() {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.AH, 100.0, null, null)));
    assertEquals(409, push(accounts, Map.of("soc", 50)).status());
    Actor vic = new Actor("vic", false, "127.0.0.1");
    assertEquals(403, accounts.push(new PushBattery(vic, Map.of("soc", 50)), now()).status());
  }

  @Test
  @DisplayName("may be that of a battery management, which may fall silent")
  void bms() {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.BMS, null, null, null)));
    hear(accounts, "roof-1", 5_290, 0, 30);
    BatteryState none = only(accounts);
    assertNull(none.soc());
    assertTrue(none.isSourceStale());
    hear(accounts, "roof-2", "QBMS", 30_000, "1 055 0 0 0 532 532 450 0120 0240");
    assertNull(only(accounts).soc(), "None is connected there.");
    hear(accounts, "roof-1", "QBMS", 30_000, "0 086 0 0 0 532 532 450 0120 0240");
    BatteryState battery = only(accounts);
    assertEquals(86, battery.soc());
    assertEquals("bms", battery.source());
    assertFalse(battery.isSourceStale());
    nowMs = 91_000;
    hear(accounts, "roof-1", 5_290, 0, 30);
    BatteryState stale = only(accounts);
    assertNull(stale.soc());
    assertEquals(86, stale.charge().last());
    assertTrue(stale.isSourceStale());
    assertEquals(52.9, stale.volts());
  }

  @Test
  @DisplayName(
      "is counted of three units as of one battery, and told full by their own float voltage")
  void counted() {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.AH, 300.0, null, null)));
    for (String id : List.of("roof-1", "roof-2", "roof-3")) {
      hear(accounts, id, "QPIRI", 60_000, Said.RATINGS);
    }
    for (int i = 0; i < 200; i++) {
      all(accounts, 5_400, 1, 0);
    }
    BatteryState full = only(accounts);
    assertEquals(100, full.soc());
    assertEquals(2, full.charge().errorPercent());
    assertEquals("full", full.charge().correctedBy());
    for (int i = 0; i < 3_600; i++) {
      all(accounts, 5_100, 0, 10);
    }
    BatteryState less = only(accounts);
    assertEquals(90, less.soc(), 0.2);
    assertEquals(9.0, less.charge().hoursLeft(), 0.1);
    assertTrue(less.charge().errorPercent() > 2);
  }

  @ParameterizedTest
  @DisplayName("is soc-min at the owner's voltage, and nothing at that where the units switch off")
  @CsvSource(
      nullValues = "-",
      value = {"46.5, 20", "-, 0"})
  void empty(Double volts, double soc) {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.AH, 300.0, volts, 20.0)));
    for (String id : List.of("roof-1", "roof-2", "roof-3")) {
      hear(accounts, id, "QPIRI", 60_000, Said.RATINGS);
    }
    for (int i = 0; i < 70; i++) {
      all(accounts, 4_190, 0, 10);
    }
    BatteryState empty = only(accounts);
    assertEquals("empty", empty.charge().correctedBy());
    assertEquals(soc, empty.soc(), 0.1);
  }

  private void all(BatteryAccounts accounts, int hundredths, int charge, int discharge) {
    for (String id : List.of("roof-1", "roof-2", "roof-3")) {
      hear(accounts, id, hundredths, charge, discharge);
    }
    accounts.states(now());
    nowMs += 1_000;
  }

  @Test
  @DisplayName("is kept over a restart, and a file that cannot be used stops nobody")
  void kept() throws Exception {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.AH, 300.0, null, null)));
    all(accounts, 5_100, 0, 10);
    CountFile file = new CountFile(folder.resolve("data/battery.json"));
    assertEquals(Map.of(), file.read());
    file.write(accounts.kept());
    Map<String, AhCount.Kept> read = file.read();
    assertEquals(accounts.kept(), read);
    BatteryAccounts next = new BatteryAccounts(herd(rules(Source.AH, 300.0, null, null)));
    next.goOn(Map.of("", new AhCount.Kept(33, 4, START, "full", START - 1)));
    all(next, 5_100, 0, 10);
    BatteryState battery = only(next);
    assertEquals(33, battery.soc(), 0.1);
    assertEquals(START - 1, battery.charge().correctedAt());
    Files.writeString(folder.resolve("data/battery.json"), "{\"\": {\"soc\": \"full\"}}");
    assertEquals(Map.of(), file.read());
    Files.writeString(folder.resolve("data/battery.json"), "{");
    assertEquals(Map.of(), file.read());
  }

  @Test
  @DisplayName("is one for each parallel system, and whose is meant must be said")
  void several() {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.PUSHED, null, null, null)));
    for (String id : List.of("roof-1", "roof-2", "roof-3")) {
      String system = id.equals("roof-3") ? "b" : "a";
      accounts
          .batteries()
          .accept(new Member(Said.serial(id), system, 1, "roof-1", true, 1, "battery", "parallel"));
      hear(accounts, id, 5_290, 0, 10);
    }
    assertEquals(400, push(accounts, Map.of("soc", 50)).status());
    assertEquals(200, push(accounts, Map.of("soc", 50, "system", "b")).status());
    List<BatteryState> states = accounts.states(now());
    assertEquals(List.of("a", "b"), states.stream().map(BatteryState::system).toList());
    assertNull(states.get(0).soc());
    assertEquals(50, states.get(1).soc());
  }

  @Test
  @DisplayName("of units of no parallel system is called by an empty name")
  void besideASystem() {
    BatteryAccounts accounts = new BatteryAccounts(herd(rules(Source.PUSHED, null, null, null)));
    accounts
        .batteries()
        .accept(
            new Member(Said.serial("roof-3"), "b", 1, "roof-1", true, 1, "battery", "parallel"));
    for (String id : List.of("roof-1", "roof-2", "roof-3")) {
      hear(accounts, id, 5_290, 0, 10);
    }
    assertEquals(
        "There are several batteries: say whose it is with \"system\", one of \"\", \"b\""
            + " (empty: the units of no parallel system).",
        push(accounts, Map.of("soc", 50)).body().get("error"));
    assertEquals(200, push(accounts, Map.of("soc", 50, "system", "")).status());
  }
}
