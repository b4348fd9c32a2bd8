package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@PureTests
class LayoutTest {

  @Test
  void theFirstColumnsAreAReplyOfOlderFirmware() throws ProtocolException {
    Inquiry status = Vectors.common("QPIGS");
    Layout old = status.layouts().get(0).first(17);
    String payload = old.encode(Map.of("batt_volt", 52.8, "pv1_input_current", 2.7));
    assertEquals(
        "---.- --.- ---.- --.- ---- ---- --- --- 52.80 --- --- ---- 0003 ---.- --.-- -----"
            + " 00000000",
        payload);
    Map<String, Object> values = status.decode(payload);
    assertEquals(52.8, values.get("batt_volt"));
    assertNull(values.get("grid_volt"));
    assertNull(values.get("pv_watts"));
  }

  @Test
  void maxSendsPvCurrentInTenths() {
    Inquiry status = Dialects.find("pi30max").orElseThrow().inquiry("QPIGS").orElseThrow();
    Layout layout = status.layouts().get(0).first(13);
    assertEquals("02.7", layout.encode(Map.of("pv1_input_current", 2.7)).split(" ")[12]);
  }

  @Test
  void whatIsMissingIsSentAsDashesAndReadAsNull() throws ProtocolException {
    Inquiry inquiry = Dialects.find("pi30max").orElseThrow().inquiry("QPGS").orElseThrow();
    String payload = inquiry.layouts().get(0).encode(new HashMap<>());
    Map<String, Object> values = inquiry.decode(payload);
    assertNull(values.get("serial_number"));
    assertNull(values.get("work_mode"));
    assertEquals("normal", values.get("battery_state"));
  }
}
