package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the parallel bus tells of a unit's fault (PI30.md 7.6.2, PI18.md 2.4 and 2.7). */
@PureTests
@DisplayName("The fault of a unit on the parallel bus")
class BusFaultsTest {
  private static final String UNIT =
      "1 92932004102443 F %s 230.1 50.00 000.0 00.00 0000 0000 000 53.1 000 087 320.5 099 19999"
          + " 19998 055 11100010 1 2 060 120 030 03 000 310.0 02";
  private static final String SECOND =
      "1 92932004102443 F %s 119.0 60.0 000.0 00.00 0000 0000 000 53.0 000 000 000.0 00 00000000";
  private static final String PI18 =
      "1,4,%s,2301,500,0000,000,0000,0000,00000,00000,000,000,531,000,000,000,087,0000,0000,0000,"
          + "0000,0,0,1,0,0,0,041";

  /** All but MAX, of which the length of QPIWS decides what its codes mean. */
  static Stream<Dialect> dialects() {
    return Dialects.all().stream()
        .filter(dialect -> dialect.inquiry("parallel").isPresent())
        .filter(dialect -> !dialect.id().matches("pi30(max|lv6548)"));
  }

  private static Field field(Inquiry inquiry, String key) {
    return inquiry.fields().stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow();
  }

  @ParameterizedTest(name = "{0}, {1}: {2} is {3}")
  @CsvSource({
    "pi30, QPGS1, 07, overload_time_out, Overload time-out",
    "pi30, QPGS1, 44, fault_44,",
    "pi30max, QPGS2, 85, output_current_unbalanced, AC output currents are unbalanced",
    "pi30max, QPGS2, 05, output_short, Output short circuit",
    "pi30gk, QPGS0, 59, pv_voltage_high, PV voltage too high",
    "pi41, QPGS1, 02, over_temperature, Over temperature",
    "pi18, PGS1, 08, bus_over, Bus voltage too high",
    "pi41, QP2GS1, 03, battery_voltage_high, Battery voltage too high"
  })
  @DisplayName("is one of its faults, by its name")
  void named(String dialect, String code, String fault, String name, String title)
      throws ProtocolException {
    Inquiry inquiry = Dialects.find(dialect).orElseThrow().request(code).orElseThrow().inquiry();
    String form = code.startsWith("QP2") ? SECOND : code.startsWith("Q") ? UNIT : PI18;
    Map<String, ?> told = inquiry.decode(form.formatted(fault));
    assertEquals(List.of(name), told.get("faults"));
    assertEquals(fault, told.get("fault_code"));
    assertEquals(title, field(inquiry, "faults").meanings().get(name));
    assertEquals(List.of(), inquiry.decode(form.formatted("00")).get("faults"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  @DisplayName("has the title that it has for a unit with a cable")
  void alike(Dialect dialect) {
    Inquiry bus = dialect.inquiry("parallel").orElseThrow();
    Map<String, String> titles = new TreeMap<>(field(bus, "fault_code").meanings());
    assertFalse(titles.isEmpty());
    List<Map<String, String>> own =
        dialect.inquiry("warnings").orElseThrow().fields().stream()
            .filter(f -> f.key().equals("fault_code") || f.key().equals("fault"))
            .map(f -> (Map<String, String>) new TreeMap<>(f.meanings()))
            .peek(meanings -> meanings.remove("00"))
            .toList();
    assertEquals(true, own.contains(titles), () -> titles + " is none of " + own);
  }
}
