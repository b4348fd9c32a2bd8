package io.sunherd.sim.plant;

import static io.sunherd.sim.Asking.number;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.sim.Asking;
import io.sunherd.sim.MovingClock;
import io.sunherd.sim.Profiles;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PureTests
class PlantTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-06-09T23:00:00Z");

  private static Plant plant(String profile, long seed) {
    return new Plant(Profiles.find(profile).orElseThrow(), seed, 1, 1, 1, Asking.at(Asking.NOON));
  }

  private static long second(Instant instant) {
    return instant.getEpochSecond() + 3600;
  }

  @ParameterizedTest
  @ValueSource(strings = {"axpert-5000", "vmiii-3000", "king-5000", "max-8000", "hs-3000"})
  void powerIsNeitherMadeNorLost(String profile) {
    Plant plant = plant(profile, 3);
    double rated = plant.profile().ratings().watts();
    for (long s = second(MIDNIGHT); s < second(MIDNIGHT) + 4 * Weather.DAY; s += 317) {
      Moment moment = plant.moment(0, s);
      Flow flow = moment.flow();
      double in = flow.pv() + flow.discharge() + flow.grid();
      double out = flow.load() + flow.solarCharge() + flow.gridCharge();
      assertEquals(out, in, 1e-6);
      double shown =
          moment.pv1Watts()
              + moment.pv2Watts()
              + flow.grid()
              + (moment.dischargeAmps() - moment.chargeAmps()) * moment.batteryVolts()
              - moment.watts();
      assertEquals(0, shown, 0.51 * moment.batteryVolts() + 2, "as the meters show it");
      assertTrue(flow.pv() >= 0 && flow.grid() >= 0 && flow.discharge() >= 0, flow.toString());
      assertTrue(flow.load() <= rated * 1.03, flow.toString());
      assertTrue(moment.chargeAmps() == 0 || moment.dischargeAmps() == 0, moment.toString());
    }
  }

  @Test
  void theSunRisesAndSetsAndTheBankFollows() {
    Plant plant = plant("max-8000", 3);
    long day = second(MIDNIGHT);
    assertEquals(0, plant.moment(0, day + 2 * 3600).pv1Watts());
    assertEquals(0.0, plant.moment(0, day + 23 * 3600).pv1Volts());
    assertTrue(plant.moment(0, day + 12 * 3600).pv1Watts() > 300);
    assertTrue(
        plant.moment(0, day + 16 * 3600).charge() > plant.moment(0, day + 6 * 3600).charge());
    Set<Flow.Mode> modes = new HashSet<>();
    for (long s = day; s < day + 30 * Weather.DAY; s += 600) {
      Moment moment = plant.moment(0, s);
      modes.add(moment.flow().mode());
      assertTrue(moment.charge() >= 0 && moment.charge() <= 1);
      assertTrue(moment.batteryVolts() > 40 && moment.batteryVolts() < 57, moment.toString());
      assertTrue(moment.celsius() > 10 && moment.celsius() < 75, moment.toString());
    }
    assertTrue(
        modes.contains(Flow.Mode.BATTERY) && modes.contains(Flow.Mode.LINE), modes.toString());
  }

  @Test
  void theSameSeedAndTimeGiveTheSameBytesWhateverWasAskedBefore() {
    for (String text : new String[] {"QPIGS", "QMOD", "QID", "QET", "QED20260609", "QPGS0"}) {
      byte[] at = answer(7, text, Duration.ZERO);
      assertArrayEquals(
          at, answer(7, text, Duration.ofDays(-3), Duration.ofHours(5), Duration.ZERO));
      assertArrayEquals(at, answer(7, text, Duration.ofDays(40), Duration.ZERO));
    }
    assertTrue(
        !Arrays.equals(answer(7, "QPIGS", Duration.ZERO), answer(8, "QPIGS", Duration.ZERO)));
    assertTrue(!Arrays.equals(answer(7, "QID", Duration.ZERO), answer(8, "QID", Duration.ZERO)));
  }

  private static byte[] answer(long seed, String text, Duration... times) {
    MovingClock clock = new MovingClock(Asking.NOON);
    SimulatedUnit unit = new SimulatedUnit(new Plant(Profiles.MAX, seed, 1, 1, 1, clock), 0);
    byte[] answer = new byte[0];
    for (Duration time : times) {
      clock.set(Asking.NOON.plus(time));
      answer = unit.answer(unit.dialect().framing().request(text));
    }
    return answer;
  }

  @Test
  void energyOnlyGrowsAndDaysAddUp() throws ProtocolException {
    MovingClock clock = new MovingClock(MIDNIGHT.minus(Duration.ofHours(30)));
    SimulatedUnit unit = Asking.unit("max-8000", clock);
    double pv = 0;
    double load = 0;
    for (int i = 0; i < 300; i++) {
      clock.set(clock.instant().plusSeconds(431));
      if (i == 100) {
        assertNotEquals(0, unit.answer(unit.dialect().framing().request("POP00")).length);
      }
      double nextPv = number(Asking.read(unit, "QET"), "energy");
      double nextLoad = number(Asking.read(unit, "QLT"), "energy");
      assertTrue(nextPv >= pv && nextLoad >= load);
      pv = nextPv;
      load = nextLoad;
    }
    double days = 0;
    for (int day = 1; day <= 30; day++) {
      days += number(Asking.read(unit, String.format("QED202604%02d", day)), "energy");
    }
    assertEquals(days, number(Asking.read(unit, "QEM202604"), "energy"));
    assertTrue(days > 30 * 5_000, "sunny enough: " + days);
    assertEquals(0.0, number(Asking.read(unit, "QEY2025"), "energy"));
    assertEquals(pv, number(Asking.read(unit, "QEY2026"), "energy"));
  }

  @Test
  void settingsSteerThePower() throws ProtocolException {
    MovingClock clock = new MovingClock(MIDNIGHT.plus(Duration.ofHours(21)));
    SimulatedUnit unit = Asking.unit("max-8000", clock);
    assertEquals("BT", Asking.read(unit, "QMOD").get("mode"));
    double capacity = number(Asking.read(unit, "QPIGS"), "batt_capacity");
    unit.answer(unit.dialect().framing().request("POP00"));
    unit.answer(unit.dialect().framing().request("PCP02"));
    unit.answer(unit.dialect().framing().request("MUCHGC0020"));
    Map<String, Object> status = Asking.read(unit, "QPIGS");
    assertEquals("LN", Asking.read(unit, "QMOD").get("mode"));
    assertEquals(20, status.get("batt_charge_amps"));
    assertEquals(capacity, number(status, "batt_capacity"), "a write moves no charge");
    unit.answer(unit.dialect().framing().request("MNCHGC0010"));
    assertEquals(10, Asking.read(unit, "QPIGS").get("batt_charge_amps"));
    unit.answer(unit.dialect().framing().request("PCP03"));
    assertEquals(0, Asking.read(unit, "QPIGS").get("batt_charge_amps"));
  }
}
