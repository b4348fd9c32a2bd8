package io.sunherd.sim.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.sim.Asking;
import io.sunherd.sim.Profiles;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated InfiniSolar 3P of 2016 and of 2022. */
@PureTests
class Pi17UnitTest {
  private static final String ACCEPTED = "5e310bc20d";
  private static final String REFUSED = "5e301be30d";
  private static final Duration NIGHT = Duration.ofHours(11);

  private static SimulatedUnit unit(String profile) {
    return Asking.unit(profile, Asking.at(Asking.NOON));
  }

  private static String bytes(SimulatedUnit unit, String request) {
    byte[] asked = (request + "\r").getBytes(StandardCharsets.ISO_8859_1);
    return HexFormat.of().formatHex(unit.answer(asked));
  }

  /** Requests as the document prints them; the checksums were made by another program. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "10k | ^P003PI | 5e443030353137caec0d",
        "10k | ^P004MOD | @05",
        "10k | ^P005FLAG | @0,0,0,0,1,0",
        "10k | ^P005ACCT | @0000,0000",
        "3p | ^P005ACCT | @0000,0000,0000,0000",
        "10k | ^P004LST | @02",
        "10k | ^P005GPMP | @10000",
        "3p | ^P005GPMP | @15000",
        "10k | ^P005HECS | @01,1,0,1,1,1,0,0,0",
        "10k | ^P002T | @20260610120000",
        "10k | ^P004CFS | @00,0",
        "10k | ^P005BATS | @1000,0564,0540,0000,060,0530,0420,0460,0440,0480,0,,,0,0530,000,0300,0250,"
            + "0,0420,0460",
        "3p | ^P005BATS | @1000,0564,0540,0000,060,0530,0420,0460,0440,0480,0,,,0,0530,000,0300,0250,"
            + "000,000,000,000,0",
        "10k | ^P005PIRI | @2300,500,0145,2300,0145,0187,0480,2,10,0,0",
        "3p | ^P005PIRI | @2300,500,0217,2300,0217,0187,0480,3,10,0,0,0,,0,3,0",
        "10k | ^P003WS | @0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,",
        "3p | ^P003WS | @0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
        "10k | ^P004GS2 | 5e301be30d",
        "10k | ^P010EY2026 | 5e301be30d",
        "10k | ^P003PI1234 | 5e301be30d",
        "10k | ^S010MCHGC0875 | 5e310bc20d",
        "10k | ^S010MCHGC2001 | 5e301be30d",
        "10k | ^S015MCHGV0576,0548 | 5e310bc20d",
        "10k | ^S015MCHGV0540,0548 | 5e301be30d",
        "10k | ^S025BATDV0430,0470,0450,0490 | 5e310bc20d",
        "10k | ^S025BATDV0470,0430,0450,0490 | 5e301be30d",
        "10k | ^S017BCA0015,090,0525 | 5e310bc20d",
        "10k | ^S014ACCT2200,0600 | 5e310bc20d",
        "10k | ^S024ACCT2200,0600,1200,1300 | 5e301be30d",
        "3p | ^S014ACCT2200,0600 | 5e301be30d",
        "3p | ^S024ACCT2200,0600,1200,1300 | 5e310bc20d",
        "10k | ^S015EPS1,0430,0470 | 5e310bc20d",
        "3p | ^S015EPS1,0430,0470 | 5e301be30d",
        "10k | ^S006LST03 | 5e301be30d",
        "10k | ^S006LST20 | 5e310bc20d",
        "10k | ^P008MCHGC0875 | 5e301be30d",
        "10k | QPI | 5e301be30d"
      })
  void saysTheBytesOfTheDocument(String kind, String request, String reply) {
    SimulatedUnit unit = unit("infinisolar-" + kind);
    String told = bytes(unit, request);
    if (!reply.startsWith("@")) {
      assertEquals(reply, told);
      return;
    }
    String frame = new String(HexFormat.of().parseHex(told), StandardCharsets.ISO_8859_1);
    String payload = frame.substring(5, frame.length() - 3);
    assertEquals(reply.substring(1), payload);
    assertEquals("^D%03d".formatted(payload.length() + 3), frame.substring(0, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"infinisolar-10k", "infinisolar-3p"})
  void itsPowersBalanceAndItsPhasesAddUp(String profile) throws ProtocolException {
    for (Duration later : List.of(Duration.ZERO, Duration.ofHours(4), NIGHT)) {
      SimulatedUnit unit = Asking.unit(profile, Asking.at(Asking.NOON.plus(later)));
      Map<String, Object> power = Asking.read(unit, "PS");
      Map<String, Object> values = Asking.read(unit, "GS");
      for (String key : List.of("ac_input_active_power", "ac_output_active_power")) {
        double sum = 0;
        for (String phase : List.of("_r", "_s", "_t")) {
          sum += Asking.number(power, key + phase);
        }
        String total = key.replace("_active", "_total_active");
        assertEquals(Asking.number(power, total), sum, 0.5, () -> key + power);
      }
      double pv = Asking.number(power, "pv1_input_power") + Asking.number(power, "pv2_input_power");
      if (profile.endsWith("3p")) {
        pv += Asking.number(Asking.read(unit, "PS2"), "pv3_input_power");
      }
      double battery =
          Asking.number(values, "batt_volt") * Asking.number(values, "battery_current");
      double balance =
          pv + Asking.number(power, "grid_watts") - battery - Asking.number(power, "ac_watt");
      assertEquals(0, balance, 60, () -> power + " " + values);
    }
  }

  @Test
  void feedsTheGridWhatIsLeftAsLongAsItMay() throws ProtocolException {
    SimulatedUnit unit = unit("infinisolar-10k");
    assertEquals(new Reply.Accepted(), Asking.set(unit, "SEP02"));
    Map<String, Object> feeding = Asking.read(unit, "PS");
    assertTrue(Asking.number(feeding, "grid_watts") < 0, feeding::toString);
    assertEquals("output", feeding.get("line_power_direction"));
    assertEquals(new Reply.Accepted(), Asking.set(unit, "GPMP000500"));
    assertEquals(-500, Asking.number(Asking.read(unit, "PS"), "grid_watts"), 1);
    assertEquals(new Reply.Accepted(), Asking.set(unit, "EDC0"));
    assertEquals(0, Asking.number(Asking.read(unit, "PS"), "grid_watts"), 1);
  }

  @Test
  void chargesFromTheGridInItsHoursOnly() throws ProtocolException {
    SimulatedUnit unit = Asking.unit("infinisolar-3p", Asking.at(Asking.NOON.plus(NIGHT)));
    for (String text : List.of("EDE0", "EDB1", "ACCT1000,1200,1300,1400")) {
      assertEquals(new Reply.Accepted(), Asking.set(unit, text), text);
    }
    assertEquals(0, Asking.number(Asking.read(unit, "GS"), "battery_current"), 0.05);
    assertEquals(new Reply.Accepted(), Asking.set(unit, "ACCT1000,1200,2100,0600"));
    Map<String, Object> status = Asking.read(unit, "GS");
    assertTrue(Asking.number(status, "batt_charge_amps") > 0, status::toString);
    assertEquals("ac_to_dc", Asking.read(unit, "PS").get("dc_ac_power_direction"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"infinisolar-10k", "infinisolar-3p"})
  void failsWithItsCode(String profile) throws ProtocolException {
    SimulatedUnit unit = unit(profile);
    unit.faults().set(Faults.Kind.FAILURE, 23);
    assertEquals("FA", Asking.read(unit, "MOD").get("mode"));
    assertEquals("Overload", Asking.read(unit, "CFS").get("fault"));
    assertEquals("Overload", Asking.read(unit, "HFS00").get("fault"));
    unit.faults().clear();
    assertNotEquals("FA", Asking.read(unit, "MOD").get("mode"));
    assertEquals(new Reply.Refused(), Asking.ask(unit, "HFS00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"infinisolar-10k", "infinisolar-3p"})
  void countsItsEnergyBehindACheckNumber(String profile) throws ProtocolException {
    SimulatedUnit unit = unit(profile);
    double total = Asking.number(Asking.read(unit, "ET"), "energy");
    double year = Asking.number(Asking.read(unit, "EY2026"), "energy");
    double month = Asking.number(Asking.read(unit, "EM202606"), "energy");
    double day = Asking.number(Asking.read(unit, "ED20260609"), "energy");
    double hours = 0;
    for (int hour = 0; hour < 24; hour++) {
      hours += Asking.number(Asking.read(unit, "EH20260609%02d".formatted(hour)), "energy");
    }
    assertTrue(total >= year - 1000 && year >= month && month >= day && day > 0);
    assertEquals(day, hours, 24);
    assertEquals(REFUSED, bytes(unit, "^P010EY2026000"));
    assertEquals(new Reply.Refused(), Asking.ask(unit, "EM202613"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"infinisolar-10k", "infinisolar-3p"})
  void answersEveryInquiryInAFormThatIsRead(String profile) throws ProtocolException {
    SimulatedUnit unit = unit(profile);
    for (String code : Profiles.find(profile).orElseThrow().answers().keySet()) {
      String text =
          switch (code) {
            case "EY" -> "EY2026";
            case "EM" -> "EM202606";
            case "ED" -> "ED20260609";
            case "EH" -> "EH2026060912";
            case "HFS" -> "MOD";
            default -> code;
          };
      Map<String, Object> values = Asking.read(unit, text);
      assertTrue(!values.isEmpty(), code);
      assertEquals(null, values.get("unknown"), () -> code + values);
    }
    assertEquals(ACCEPTED, bytes(unit, "^S016DAT260610130000"));
    assertEquals("2026-06-10T13:00:00", Asking.read(unit, "T").get("timestamp").toString());
  }
}
