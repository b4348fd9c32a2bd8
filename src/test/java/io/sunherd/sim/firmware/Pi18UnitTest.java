package io.sunherd.sim.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.sim.Asking;
import io.sunherd.sim.fault.Faults;
import io.sunherd.sim.plant.Plant;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated InfiniSolar V. */
@PureTests
class Pi18UnitTest {
  private static final String ACCEPTED = "5e310bc20d";
  private static final String REFUSED = "5e301be30d";

  private static SimulatedUnit unit() {
    return Asking.unit("infinisolar-v", Asking.at(Asking.NOON));
  }

  private static String bytes(SimulatedUnit unit, String request) {
    return HexFormat.of().formatHex(unit.answer(HexFormat.of().parseHex(request)));
  }

  /** Whole frames, written down by hand; their checksums were made by another program. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PI, 5e503030355049718b0d, 5e4430303531383b030d",
    "MOD, 5e503030364d4f44ddbe0d, 5e443030353035d99f0d",
    "FLAG, 5e50303037464c41478e180d, 5e44303230312c302c312c302c302c312c302c302c306ff10d",
    "ACCT, 5e5030303741434354b7340d, 5e44303132303030302c30303030c21c0d",
    "MCHGCR, 5e503030394d4348474352ee220d,"
        + " 5e443033343031302c3032302c3033302c3034302c3035302c3036302c3037302c30383016310d",
    "MUCHGCR, 5e503031304d554348474352b58b0d,"
        + " 5e443033383030322c3031302c3032302c3033302c3034302c3035302c3036302c3037302c303830d0310d",
    "T, 5e5030303454df690d, 5e443031373230323630363130313230303030aec80d",
    "VFW, 5e50303036564657f6e60d, 5e4430323030353232302c30303030302c30303030303ef80d",
    "PIRI, 5e5030303750495249ee380d,"
        + " 5e44303838323330302c3234332c323330302c3530302c3234332c353630302c353630302c3438302c3436302c"
        + "3534302c3432302c3536342c3534302c322c33302c3036302c302c312c322c392c302c302c302c312c322c3030"
        + "2edf0d",
    "POP0, 5e53303037504f50301d310d, " + ACCEPTED,
    "MCHGV570 545, 5e533031354d434847563537302c353435178e0d, " + ACCEPTED,
    "a float voltage above bulk, 5e533031354d434847563534302c353435d96e0d, " + REFUSED,
    "a setting as an inquiry, 5e50303037504f5030d5440d, " + REFUSED,
    "an inquiry as a setting, 5e53303035475396f40d, " + REFUSED,
    "the flag I, 5e5330303650444909590d, " + REFUSED,
    "CLE, 5e53303036434c455b4f0d, " + REFUSED,
    "unit 1 of one, 5e53303039504350312c31b8370d, " + REFUSED,
    "QPI of PI30, 515049beac0d, " + REFUSED,
    "a wrong checksum, 5e53303037504f50301d320d, " + REFUSED
  })
  void saysTheBytesOfTheDocument(String what, String request, String reply) {
    // The mode is that of an installation that has not left the grid.
    SimulatedUnit unit = unit();
    if (what.equals("MOD")) {
      bytes(unit, "5e53303037504f50301d310d");
    }
    assertEquals(reply, bytes(unit, request));
  }

  @Test
  void anLv5048HasThreeDigitsWhereTheDocumentHasTwoAndOneCounter() throws ProtocolException {
    SimulatedUnit unit = Asking.unit("lv5048", Asking.at(Asking.NOON));
    Reply.Text ratings = (Reply.Text) Asking.ask(unit, "PIRI");
    assertTrue(ratings.payload().contains(",2,030,060,"), ratings::payload);
    assertEquals(30, Asking.read(unit, "PIRI").get("max_ac_charging_current"));
    assertTrue(Asking.number(Asking.read(unit, "ET"), "energy") > 0);
    for (String code : List.of("EY2026", "EM202606", "ED20260610")) {
      assertEquals(new Reply.Refused(), Asking.ask(unit, code), code);
    }
  }

  @Test
  void aPairIsKeptWholeOrNotAtAll() throws ProtocolException {
    SimulatedUnit unit = unit();
    assertEquals(new Reply.Refused(), Asking.set(unit, "MCHGV600,545"));
    assertEquals(new Reply.Refused(), Asking.set(unit, "BUCD465,540"));
    assertEquals(new Reply.Accepted(), Asking.set(unit, "MCHGV570,545"));
    assertEquals(new Reply.Accepted(), Asking.set(unit, "BUCD450,000"));
    Map<String, Object> settings = Asking.read(unit, "PIRI");
    assertEquals(57.0, settings.get("battery_bulk_voltage"));
    assertEquals(54.5, settings.get("battery_float_voltage"));
    assertEquals(45.0, settings.get("battery_recharge_voltage"));
    assertEquals(0.0, settings.get("battery_redischarge_voltage"));
  }

  @Test
  void failsWithItsCode() throws ProtocolException {
    SimulatedUnit unit = unit();
    assertEquals(List.of(), Asking.read(unit, "FWS").get("faults"));
    unit.faults().set(Faults.Kind.FAILURE, Faults.Kind.FAILURE.usual());
    assertEquals("FA", Asking.read(unit, "MOD").get("mode"));
    assertEquals(List.of("over_temperature"), Asking.read(unit, "FWS").get("faults"));
    unit.faults().set(Faults.Kind.FAILURE, 56);
    assertEquals(List.of("battery_open"), Asking.read(unit, "FWS").get("faults"));
    unit.faults().clear();
    assertNotEquals("FA", Asking.read(unit, "MOD").get("mode"));
  }

  @Test
  void withItsOutputOffItFeedsNothing() throws ProtocolException {
    SimulatedUnit unit = unit();
    assertTrue(Asking.number(Asking.read(unit, "GS"), "ac_watt") > 0);
    assertEquals(new Reply.Accepted(), Asking.set(unit, "LON0"));
    Map<String, Object> off = Asking.read(unit, "GS");
    assertEquals(0, off.get("ac_watt"));
    assertEquals(0.0, off.get("ac_volt"));
    assertEquals(false, off.get("load_connected"));
    assertEquals(new Reply.Accepted(), Asking.set(unit, "LON1"));
    assertTrue(Asking.number(Asking.read(unit, "GS"), "ac_watt") > 0);
  }

  /** It is noon there. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"ACLT1100,1300, true", "ACLT1300,1100, false", "ACLT1200,0000, true"})
  void feedsInItsHoursOnly(String hours, String end, boolean feeds) throws ProtocolException {
    SimulatedUnit unit = unit();
    assertEquals(new Reply.Accepted(), Asking.set(unit, hours + "," + end));
    assertEquals(feeds, Asking.read(unit, "GS").get("load_connected"));
  }

  @Test
  void chargesFromTheGridInItsHoursOnly() throws ProtocolException {
    SimulatedUnit unit =
        Asking.unit("infinisolar-v", Asking.at(Asking.NOON.plus(Duration.ofHours(10))));
    for (String text : List.of("POP0", "PCP0,1", "ACCT1000,1200")) {
      assertEquals(new Reply.Accepted(), Asking.set(unit, text), text);
    }
    assertNotEquals("ac_to_dc", Asking.read(unit, "GS").get("dc_ac_power_direction"));
    assertEquals(new Reply.Accepted(), Asking.set(unit, "ACCT2100,0600"));
    Map<String, Object> status = Asking.read(unit, "GS");
    assertEquals("ac_to_dc", status.get("dc_ac_power_direction"), status::toString);
    assertTrue(Asking.number(status, "batt_charge_amps") > 0, status::toString);
  }

  @Test
  void countsItsEnergyInWattHours() throws ProtocolException {
    SimulatedUnit unit = unit();
    double total = Asking.number(Asking.read(unit, "ET"), "energy");
    double year = Asking.number(Asking.read(unit, "EY2026"), "energy");
    double month = Asking.number(Asking.read(unit, "EM202606"), "energy");
    double days = 0;
    for (int day = 1; day <= 10; day++) {
      days += Asking.number(Asking.read(unit, "ED202606%02d".formatted(day)), "energy");
    }
    assertTrue(total >= year && year >= month, () -> total + " " + year + " " + month);
    assertEquals(month, days, 10);
    assertTrue(days > 50_000, "ten days in June: " + days);
    Plant plant = Asking.plant("infinisolar-v", 1, Asking.at(Asking.NOON));
    long now = plant.second();
    assertEquals(total, plant.energy(0, false, Long.MIN_VALUE, Long.MAX_VALUE, now), 1);
  }
}
