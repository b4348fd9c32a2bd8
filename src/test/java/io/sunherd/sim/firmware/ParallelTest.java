package io.sunherd.sim.firmware;

import static io.sunherd.sim.Asking.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.sim.Asking;
import io.sunherd.sim.MovingClock;
import io.sunherd.sim.Profiles;
import io.sunherd.sim.fault.Faults;
import io.sunherd.sim.plant.Plant;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@PureTests
class ParallelTest {
  private final MovingClock clock = new MovingClock(Asking.NOON);
  private final Plant plant = new Plant(Profiles.MAX, 7, 1, 9, 3, clock);

  private SimulatedUnit unit(int place) {
    return new SimulatedUnit(plant, place);
  }

  @Test
  void totalsAreTheSumOfTheUnits() throws ProtocolException {
    for (int hour = 0; hour < 24; hour += 2) {
      clock.set(Asking.NOON.plus(Duration.ofHours(hour)));
      double amps = 0;
      double va = 0;
      double watts = 0;
      for (int i = 0; i < 3; i++) {
        Map<String, Object> member = Asking.read(unit(0), "QPGS" + i);
        Map<String, Object> own = Asking.read(unit(i), "QPIGS");
        assertEquals(unit(i).serial(), member.get("serial_number"));
        assertEquals(own.get("ac_watt"), member.get("ac_output_active_power"));
        assertEquals(own.get("batt_charge_amps"), member.get("battery_charging_current"));
        amps += number(member, "battery_charging_current");
        va += number(member, "ac_output_apparent_power");
        watts += number(member, "ac_output_active_power");
      }
      for (int i = 0; i < 10; i++) {
        Map<String, Object> any = Asking.read(unit(1), "QPGS" + i);
        assertEquals(amps, number(any, "total_charging_current"));
        assertEquals(va, number(any, "total_ac_output_apparent_power"));
        assertEquals(watts, number(any, "total_ac_output_active_power"));
      }
    }
  }

  @Test
  void everyUnitSaysTheSameOfAll() {
    for (int i = 0; i < 10; i++) {
      byte[] request = plant.profile().dialect().framing().request("QPGS" + i);
      assertEquals(
          List.of(bytes(unit(0).answer(request))), List.of(bytes(unit(2).answer(request))));
    }
  }

  private static String bytes(byte[] frame) {
    return java.util.HexFormat.of().formatHex(frame);
  }

  @Test
  void anAbsentUnitHasNoSerialNumber() throws ProtocolException {
    Map<String, Object> absent = Asking.read(unit(0), "QPGS3");
    assertEquals(false, absent.get("exists"));
    assertEquals("00000000000000", absent.get("serial_number"));
    assertEquals("power_on", absent.get("work_mode"));
    assertEquals(0.0, absent.get("battery_voltage"));
    assertTrue(number(absent, "total_ac_output_active_power") > 0);
    plant.join(4);
    assertEquals(true, Asking.read(unit(0), "QPGS3").get("exists"));
  }

  @Test
  void systemSettingsReachAllAndNumberedOnesTheirUnit() throws ProtocolException {
    Reply ack = new Reply.Accepted();
    assertEquals(ack, Asking.ask(unit(1), "PBFT53.5"));
    assertEquals(ack, Asking.ask(unit(0), "MNCHGC2040"));
    assertEquals(ack, Asking.ask(unit(0), "PPCP102"));
    assertEquals(new Reply.Refused(), Asking.ask(unit(0), "MNCHGC4040"));
    for (int i = 0; i < 3; i++) {
      Map<String, Object> settings = Asking.read(unit(i), "QPIRI");
      assertEquals(53.5, settings.get("battery_float_voltage"));
      assertEquals("parallel", settings.get("output_mode"));
      assertEquals(i == 2 ? 40 : 60, settings.get("max_charging_current"));
      assertEquals(
          i == 1 ? "solar_and_utility" : "solar_only", settings.get("charger_source_priority"));
    }
    assertEquals(40, Asking.read(unit(1), "QPGS2").get("max_charging_current"));
  }

  @Test
  void serialNumbersAreStableAndDiffer() {
    Plant again = new Plant(Profiles.MAX, 7, 1, 9, 3, clock);
    assertEquals(unit(2).serial(), new SimulatedUnit(again, 2).serial());
    assertNotEquals(unit(1).serial(), unit(2).serial());
    assertTrue(unit(0).serial().matches("\\d{14}"));
  }

  @Test
  void ofPi18OneInquiryTellsWhoAndAnotherWhat() throws ProtocolException {
    Plant pair = Asking.plant("infinisolar-v", 2, clock);
    SimulatedUnit first = new SimulatedUnit(pair, 0);
    for (int hour = 0; hour < 24; hour += 6) {
      clock.set(Asking.NOON.plus(Duration.ofHours(hour)));
      double watts = 0;
      double amps = 0;
      for (int i = 0; i < 2; i++) {
        SimulatedUnit unit = new SimulatedUnit(pair, i);
        Map<String, Object> own = Asking.read(unit, "GS");
        Map<String, Object> who = Asking.read(first, "PRI" + i);
        Map<String, Object> what = Asking.read(first, "PGS" + i);
        assertEquals(unit.serial(), who.get("serial_number"));
        assertEquals("parallel", who.get("output_mode"));
        assertEquals(i, own.get("local_parallel_id"));
        assertEquals(own.get("ac_watt"), what.get("ac_output_active_power"));
        assertEquals(own.get("pv_watts"), what.get("pv_watts"));
        watts += number(own, "ac_watt");
        amps += number(own, "batt_charge_amps");
      }
      for (int i = 0; i < 10; i++) {
        Map<String, Object> any = Asking.read(first, "PGS" + i);
        assertEquals(i < 2, any.get("exists"));
        assertEquals(watts, number(any, "total_ac_output_active_power"));
        assertEquals(amps, number(any, "total_battery_charging_current"));
        assertEquals(i < 2, Asking.read(first, "PRI" + i).get("exists"));
      }
      assertEquals(0, Asking.read(first, "PGS2").get("pv1_input_power"));
    }
    assertNull(Asking.read(first, "PRI2").get("serial_number"));
  }

  @Test
  void numbersOfTheBusChange() throws ProtocolException {
    unit(1).faults().set(Faults.Kind.RENUMBER, 1);
    for (int i = 0; i < 3; i++) {
      assertEquals(unit(2 - i).serial(), Asking.read(unit(0), "QPGS" + i).get("serial_number"));
    }
    assertEquals(false, Asking.read(unit(0), "QPGS3").get("exists"));
    Plant pair = Asking.plant("lv5048", 2, clock);
    SimulatedUnit first = new SimulatedUnit(pair, 0);
    first.faults().set(Faults.Kind.RENUMBER, 1);
    Map<String, Object> own = Asking.read(first, "GS");
    assertEquals(1, own.get("local_parallel_id"));
    assertEquals(first.serial(), Asking.read(first, "PRI1").get("serial_number"));
    assertEquals(own.get("ac_watt"), Asking.read(first, "PGS1").get("ac_output_active_power"));
  }
}
