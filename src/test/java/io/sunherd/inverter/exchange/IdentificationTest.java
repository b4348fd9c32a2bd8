package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.inverter.unit.Identity;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.suite.PureTests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who answers on a line: by its decoded serial number, and its model's name. */
@PureTests
class IdentificationTest {
  private static final Framing PI30 = Dialects.common().framing();
  private static final Framing PI18 = Dialects.find("pi18").orElseThrow().framing();
  private static final Framing PI16 = Dialects.find("pi16").orElseThrow().framing();

  private static final String STATUS =
      "000.0 00.0 230.1 49.9 0291 0271 005 381 51.90 000 077 0041 0008 216.3 51.90 00003 00010110";
  private static final String PI18_STATUS =
      "2312,500,0000,000,0000,0000,000,518,000,000,000,004,036,027,000,000,0302,0000,2438,0000,0,2,0,0,1,2,2,0";
  private static final String PI16_STATUS =
      "224.6 000000 49.9 0006.8 232.4 01594 49.9 006.8 029 415.0 415.0 057.9 ---.- 100 00000 00000 ----- 000.0 000.0 ---.- 035.0 D---110001";

  private final ScriptedLink link = new ScriptedLink();
  private final Map<String, String> answers =
      new HashMap<>(Map.of("QPI", "PI30", "QID", "92932004102443", "QPIGS", STATUS));

  private Identity before;

  private Identity identify(Framing framing, String protocol) throws Exception {
    return identify(framing, protocol, null);
  }

  private Identity identify(Framing framing, String protocol, String wanted) throws Exception {
    link.answering(
        text -> {
          String payload = answers.get(text);
          byte[] refusal =
              framing.printed("").startsWith("^")
                  ? new byte[] {'^', '0', 0x1B, (byte) 0xE3, '\r'}
                  : framing.reply("NAK");
          return List.of(chunk(50, payload == null ? refusal : framing.reply(payload)));
        });
    return new Identification(line(), before, before == null).identify(protocol, wanted);
  }

  private Line line() {
    return new Line(link, Timing.of(link.device().kind()), link);
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource({
    "PI30, 92932004102443, pi30gk",
    "PI30, 00000000000000, pi30",
    ", 92932004102443, pi30gk",
    ", 00000000000000, pi30",
    ", , pi30"
  })
  @DisplayName("a unit keeps a dialect that it does not tell now by a number of its own only")
  void kept(String protocol, String number, String dialect) throws Exception {
    before = new Identity(Dialects.find("pi30gk").orElseThrow(), number, "serial_number", null);
    answers.remove("QPI");
    answers.remove("QID");
    if (protocol != null) {
      answers.put("QPI", protocol);
    }
    if (number != null) {
      answers.put("QID", number);
    }
    assertEquals(dialect, identify(PI30, "auto").dialect().id());
  }

  @Test
  @DisplayName("a PI18 unit is known by the number on its label, not by the whole reply")
  void pi18() throws Exception {
    answers.put("^P005ID", "1492932004102450000000");
    answers.put("^P005GS", PI18_STATUS);
    Identity identity = identify(PI18, "pi18");
    assertEquals("92932004102450", identity.serial());
    assertNull(identity.model());
  }

  @Test
  @DisplayName("a unit that refuses QID is known by QSID, without length and filler")
  void qsid() throws Exception {
    answers.remove("QID");
    answers.put("QSID", "1492932105105335005535");
    assertEquals("92932105105335", identify(PI30, "auto").serial());
    assertEquals("92932105105335", identify(PI30, "pi41").serial());
  }

  @Test
  @DisplayName("where both are told, QID counts: it is what the parallel bus tells")
  void qidFirst() throws Exception {
    answers.put("QSID", "2092932004102443123456");
    assertEquals("92932004102443", identify(PI30, "auto").serial());
    assertTrue(!link.asked.contains("QSID"), link.asked.toString());
  }

  @Test
  @DisplayName("a unit that tells none has none")
  void none() throws Exception {
    answers.remove("QID");
    Identity identity = identify(PI30, "auto");
    assertNull(identity.serial());
    assertNull(identity.number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"55355535553555", "00000000000000", "77777777777777"})
  void aPlaceholderIsNoSerialNumber(String told) throws Exception {
    answers.put("QID", told);
    Identity identity = identify(PI30, "auto");
    assertNull(identity.serial());
    assertEquals(told, identity.number());
    assertEquals("serial_number", identity.source());
    String note = identity.note().orElseThrow();
    assertTrue(note.contains(told) && note.contains("port"), note);
  }

  @Test
  @DisplayName("a unit that is not wanted is asked no more than who it is")
  void unwanted() throws Exception {
    answers.put("QMN", "VMIII-4000");
    Identity identity = identify(PI30, "pi30", "92932004102444");
    assertEquals("92932004102443", identity.serial());
    assertEquals(List.of("QID"), link.asked);
  }

  @Test
  @DisplayName("a model is its name, with filler taken off, however odd")
  void models() throws Exception {
    answers.put("QMN", "##VM-5.0K+ ");
    assertEquals("VM-5.0K+", identify(PI30, "auto").model());
    answers.put("QMN", "KING-5000");
    Identity king = identify(PI30, "auto");
    assertEquals("KING-5000", king.model());
    assertEquals("pi30gk", king.dialect().id());
  }

  @Test
  @DisplayName("a PI16 unit's model is the name in its reply")
  void pi16() throws Exception {
    // Requests of PI16 have no checksum, so that the script sees them cut: QPI of QPIGS.
    link.answering(
        text ->
            List.of(
                chunk(
                    50,
                    PI16.reply(
                        text.equals("QPI")
                            ? PI16_STATUS
                            : link.asked.size() == 1
                                ? "96131801100057"
                                : "#####INVERTEX5K ###5000 99 1/1 230 230 04 12.0"))));
    Line line = new Line(link, Timing.of(link.device().kind()), link);
    Identity identity = new Identification(line).identify("pi16");
    assertEquals("96131801100057", identity.serial());
    assertEquals("INVERTEX5K", identity.model());
  }
}
