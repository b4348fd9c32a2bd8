package io.sunherd.sim.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.sim.Asking;
import io.sunherd.sim.fault.Faults;
import io.sunherd.suite.PureTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated InfiniSolar E. */
@PureTests
class Pi16UnitTest {
  private static final String PROFILE = "infinisolar-e";

  private static SimulatedUnit unit() {
    return Asking.unit(PROFILE, Asking.at(Asking.NOON));
  }

  private static String bytes(SimulatedUnit unit, String request) {
    byte[] asked = (request.replace("#", "") + "\r").getBytes(StandardCharsets.ISO_8859_1);
    return HexFormat.of().formatHex(unit.answer(asked));
  }

  /** Frames written down by hand; their checksums are those of PI16.md, or of another program. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "QPI, 28504931369caf0d",
    "PRIO01, 2841434b39200d",
    "MCHGV53.1, 2841434b39200d",
    "MCHGV59.9, 284e414b73730d",
    "MCHGV531, 284e414b73730d",
    "'LDT0600 2200', 2841434b39200d",
    "'LDT06002200', 284e414b73730d",
    "PEA, 2841434b39200d",
    "PEa, 284e414b73730d",
    "ENFC1, 284e414b73730d",
    "QPIFS, 284e414b73730d",
    "QED20260609, 284e414b73730d"
  })
  void saysTheBytesOfTheDocument(String request, String reply) {
    assertEquals(reply, bytes(unit(), request));
  }

  @Test
  void aRequestWithAChecksumIsNone() {
    byte[] sealed = HexFormat.of().parseHex("515049beac0d");
    assertEquals("284e414b73730d", HexFormat.of().formatHex(unit().answer(sealed)));
  }

  @Test
  void failsWithItsCode() throws ProtocolException {
    SimulatedUnit unit = unit();
    assertEquals("none", Asking.read(unit, "QPIHF02").get("fault"));
    assertEquals("00", Asking.read(unit, "QPICF").get("fault_status"));
    unit.faults().set(Faults.Kind.FAILURE, 12);
    assertEquals("FA", Asking.read(unit, "QMOD").get("mode"));
    String number = Asking.read(unit, "QPICF").get("fault_id").toString();
    assertNotEquals("00", Asking.read(unit, "QPICF").get("fault_status"));
    assertEquals("Leakage current", Asking.read(unit, "QPIHF" + number).get("fault"));
    assertEquals(List.of("device_fault"), Asking.read(unit, "QPIWS").get("faults"));
    unit.faults().clear();
    assertNotEquals("FA", Asking.read(unit, "QMOD").get("mode"));
  }

  @Test
  void obeysWhoMayFeedWhom() throws ProtocolException {
    SimulatedUnit unit = Asking.unit(PROFILE, Asking.at(Asking.NOON.plus(Duration.ofHours(10))));
    assertEquals(new Reply.Accepted(), Asking.set(unit, "ENFE0"));
    assertEquals("grid", Asking.read(unit, "QMOD").get("mode"));
    assertEquals(false, Asking.read(unit, "QPIGS").get("ac_to_dc"));
    assertEquals(new Reply.Accepted(), Asking.set(unit, "ENFB1"));
    Map<String, Object> status = Asking.read(unit, "QPIGS");
    assertEquals(true, status.get("ac_to_dc"), status::toString);
    assertTrue(Asking.number(status, "grid_watts") > 0, status::toString);
    assertEquals(new Reply.Accepted(), Asking.set(unit, "PKT0100 0500"));
    assertEquals(false, Asking.read(unit, "QPIGS").get("ac_to_dc"));
    assertEquals(new Reply.Accepted(), Asking.set(unit, "LDT0100 0500"));
    assertEquals(0, Asking.read(unit, "QPIGS").get("ac_watt"));
  }

  @Test
  void countsItsEnergyByHourAndDay() throws ProtocolException {
    SimulatedUnit unit = unit();
    double day = Asking.number(Asking.read(unit, "QED20260609"), "energy");
    double hours = 0;
    for (int hour = 0; hour < 24; hour++) {
      hours += Asking.number(Asking.read(unit, "QEH20260609%02d".formatted(hour)), "energy");
    }
    assertEquals(day, hours, 24);
    assertTrue(day > 5_000, day + " Wh of a day in June");
    assertTrue(
        Asking.number(Asking.read(unit, "QEY2026"), "energy")
            > Asking.number(Asking.read(unit, "QEM202606"), "energy"));
    assertEquals(new Reply.Refused(), Asking.ask(unit, "QEH2026060924"));
  }
}
