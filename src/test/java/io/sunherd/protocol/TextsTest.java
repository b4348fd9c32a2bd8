package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.suite.PureTests;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts are texts: no reply is thrown away for the form of one (QUIRKS X3). */
@PureTests
class TextsTest {

  private static Map<String, Object> decode(String dialect, String code, String payload)
      throws ProtocolException {
    return Dialects.find(dialect).orElseThrow().inquiry(code).orElseThrow().decode(payload);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "pi30, QVFW3, VERFW:00002.40a, VERFW, 00002.40a",
    "pi30, QVFW, VERFW: 00072.70, VERFW, 00072.70",
    "pi30, QVFW, VERFW:72.7, VERFW, 72.7",
    "pi30, QVFW2, VERFW2:U1 09.25 beta, VERFW2, U1 09.25 beta",
    "pi30max, QVFW4, VERFW4:000012.3456, VERFW4, 000012.3456",
    "pi30, QVFW, MAINFW:7270, MAINFW, 7270",
    "pi30, QVFW, verfw:00072.70, verfw, 00072.70",
    "pi30, VERFW:, VERFW:BT-02, VERFW, BT-02",
    "pi30, QVFW, 00072.70b, , 00072.70b",
    "pi30, QVFW3, VERFW:, VERFW, ",
    "pi30, QVFW3, VERFW:-----.--, VERFW, ",
    "pi16, QVFW, VERFW:00000.2x, VERFW, 00000.2x",
    "pi16, QVFW2, VERFW2:0.30, VERFW2, 0.30",
    "pi16, QSVFW2, SVERFW2:00001.0b, SVERFW2, 00001.0b",
    "pi17, VFW, VERFW:1.01rc, VERFW, 1.01rc",
    "pi17, VFW2, VERFW2:00001.0a, VERFW2, 00001.0a"
  })
  void versions(String dialect, String code, String payload, String label, String version)
      throws ProtocolException {
    Map<String, Object> values = decode(dialect, code, payload);
    assertEquals(label, values.get("label"));
    assertEquals(version, values.get("version"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "VMIII-4000, VMIII-4000, VMIII, 4000",
    "VMII-NXPW5KW, VMII-NXPW5KW, VMII, NXPW5KW",
    "PIP-GK-5048, PIP-GK-5048, PIP-GK, 5048",
    "VM-5.0K+, VM-5.0K+, VM, 5.0K+",
    "MAX, MAX, , ",
    "5K, 5K, , ",
    "axpert, axpert, , ",
    "Axpert King 5K, Axpert King 5K, , ",
    "####MKS2-8000##, MKS2-8000, MKS2, 8000",
    "'  VP-5000  ', VP-5000, VP, 5000",
    "VMIII-, VMIII-, , ",
    "5048MK, 5048MK, , "
  })
  void modelNames(String payload, String name, String family, String rating)
      throws ProtocolException {
    Map<String, Object> values = decode("pi30", "QMN", payload);
    assertEquals(name, values.get("model_name"));
    assertEquals(family, values.get("model_family"));
    assertEquals(rating, values.get("rating_token"));
  }

  @ParameterizedTest(name = "QMN {0}")
  @CsvSource({
    "PI30",
    "B",
    "EakxyDbjuvz",
    "ED",
    "92932004102443",
    "SN92932004102443",
    "VERFW:00072.70",
    "055",
    "1 92932004102443 B 00 230.0 49.98 230.0 49.98 0500 0400 010 52.0",
    "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040"
  })
  void whatIsNoModelName(String payload) {
    assertThrows(ProtocolException.class, () -> decode("pi30", "QMN", payload));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "pi30, QGMN, 055, 055",
    "pi30, QGMN, 0055, 0055",
    "pi30, QGMN, 05A, 05A",
    "pi16, QGMN, 12B, 12B"
  })
  void modelNumbers(String dialect, String code, String payload, String number)
      throws ProtocolException {
    assertEquals(number, decode(dialect, code, payload).get("general_model_number"));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "pi30, QID, 92932004102443, 92932004102443",
    "pi30, QID, 9293333010501, 9293333010501",
    "pi30, QID, sn92932004a, sn92932004a",
    "pi30, QID, 9293-2004-1024, 9293-2004-1024",
    "pi30max, QSID, 1492932004102443005535, 92932004102443",
    "pi41, QSID, 1092932A410200553a5b5c, 92932A4102",
    "pi16, QID, 96131801x00057, 96131801x00057",
    "pi17, ID, 1492932004102450000000, 92932004102450",
    "pi17, ID, 14929320041024500000, 92932004102450",
    "pi18, ID, 1492932004102450000000, 92932004102450",
    "pi18, ID, 2092932004102450123456, 92932004102450123456"
  })
  void serialNumbers(String dialect, String code, String payload, String serial)
      throws ProtocolException {
    assertEquals(serial, decode(dialect, code, payload).get("serial_number"));
  }

  @ParameterizedTest(name = "QID {0}")
  @CsvSource({"PI30", "EabxyDjkuvz", "VMIII-4000", "VERFW:00072.70", "00072.70", "BBBBBBBBBB"})
  void whatIsNoSerialNumber(String payload) {
    assertThrows(ProtocolException.class, () -> decode("pi30", "QID", payload));
  }

  @Test
  @DisplayName("a serial number with letters is read from the parallel bus, too")
  void serialNumbersOfTheBus() throws ProtocolException {
    String told =
        "1 9293200A102443 B 00 237.0 49.95 230.0 50.00 0483 0387 009 51.1 000 069 020.4 000 00942"
            + " 00792 007 00000010 1 1 060 080 10 00.0 006";
    assertEquals("9293200A102443", decode("pi30", "QPGS", told).get("serial_number"));
  }

  @Test
  @DisplayName("the version of the memory is a text and keeps its letters")
  void eepromVersion() throws ProtocolException {
    String status =
        "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040 00.0 000.0 00.00 00005"
            + " 10010000 00 1.0b 00000 010";
    Map<String, Object> values = decode("pi30", "QPIGS", status);
    assertEquals("1.0b", values.get("eeprom_version"));
    assertNull(values.get("mask_c"));
    assertEquals(0, values.get("pv_watts"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'#####INVERTEX5K ###5000 99 1/1 230 230 04 12.0', INVERTEX5K, 5000",
    "'INFINI SOLAR 5K ###5000 99 1/1 230 230 04 12.0', INFINI SOLAR 5K, 5000",
    "'SOLAR 5K           5000 99 1/1 230 230 04 12.0', SOLAR 5K, 5000",
    "'    SUNNY 3K+## #10000# 99 1/1 230 230 04 12.0', SUNNY 3K+, 10000",
    "'5K 5000 99 1/1 230 230 04 12.0', 5K, 5000"
  })
  void namesFilledUp(String payload, String name, int watts) throws ProtocolException {
    Map<String, Object> values = decode("pi16", "QMD", payload);
    assertEquals(name, values.get("model_name"));
    assertEquals(watts, values.get("rated_power"));
    assertEquals(230, values.get("nominal_output_voltage"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'000,010000,99,3,3,2300,2300,04,120', InfiniSolar 3P 10K",
    "'006,006000,99,1,2,1200,1200,04,120', InfiniSolar WP TWIN",
    "'042,010000,99,3,3,2300,2300,04,120', "
  })
  void machineNumbers(String payload, String name) throws ProtocolException {
    assertEquals(name, decode("pi17", "MD", payload).get("model_name"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'05220,00000,00000', 52.20, 05220",
    "'05402,08025,00000', 54.02, 05402",
    "'054a2,080.25b,0000', 054a2, 054a2",
    "'00000,00000,00000', , 00000"
  })
  void versionsOfPi18(String payload, String version, String main) throws ProtocolException {
    Map<String, Object> values = decode("pi18", "VFW", payload);
    assertEquals(version, values.get("version"));
    assertEquals(main, values.get("main"));
  }

  @Test
  @DisplayName("build times are texts, however they are written")
  void buildTimes() throws ProtocolException {
    Map<String, Object> values = decode("pi16", "I", "DSP:14-11-05,12:00 MCU:14-8-5 9:00");
    assertEquals("14-11-05,12:00", values.get("dsp_time"));
    assertEquals("14-8-5 9:00", values.get("mcu_time"));
    values = decode("pi17", "VFWT", "2020-10-21,20210305b,1,x2,0003,0004");
    assertEquals("2020-10-21", values.get("dsp_time"));
  }
}
