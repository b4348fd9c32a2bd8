package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.FieldGroup;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which fields of the tables are for people, and which of them everybody looks at first. */
@PureTests
@DisplayName("Fields for people")
class ShownFieldsTest {
  private static final Duration LIVE = Duration.ofSeconds(5);

  static Stream<Dialect> dialects() {
    return Dialects.all().stream();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  @DisplayName("have a meaning and words of their own")
  void shown(Dialect dialect) {
    for (Inquiry inquiry : dialect.inquiries()) {
      for (Field field : inquiry.fields()) {
        boolean isUnclear =
            field.key().matches("raw_.*|.*_raw|reserved.*|undocumented_.*|extra_.*|mask_.")
                || field.title().matches(".*(meaning not known|as sent|as a number|\\(code\\))");
        assertTrue(field.isInternal() || !isUnclear, inquiry.code() + " " + field.key());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pi30, status, pv_amps, pv1_input_current",
    "pi30, status, eeprom_version, mask_c",
    "pi30, status, fan_on_battery_offset, mask_b",
    "pi30, internals, parallel_role, parallel_mode",
    "pi16, status, grid_volt, grid_voltage",
    "pi16, status, ac_watt, ac_output_power_r",
    "pi17, pv_energy_total, energy, raw_counter",
    "pi18, status, load_status, load_connected",
    "pi18, pv_energy_total, energy, raw_counter"
  })
  @DisplayName("are told once, however many programs have a name for them")
  void once(String dialect, String inquiry, String shown, String hidden) {
    assertFalse(field(dialect, inquiry, shown).isInternal());
    assertTrue(field(dialect, inquiry, hidden).isInternal());
  }

  @ParameterizedTest
  @MethodSource("dialects")
  @DisplayName("tell what they tell of, wherever they show how a unit is now")
  void grouped(Dialect dialect) {
    for (Inquiry inquiry : dialect.inquiries()) {
      boolean isOverTheBus = List.of("parallel", "parallel_2").contains(inquiry.name());
      boolean isLive = inquiry.argument() == null && isWithin(inquiry.every(), LIVE);
      for (Field field : isOverTheBus || isLive ? inquiry.fields() : List.<Field>of()) {
        boolean isForPrograms = field.isInternal() && !field.isNumber();
        assertTrue(
            isForPrograms || field.group() != null,
            dialect.id() + " " + inquiry.name() + " " + field.key());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  @DisplayName("stand in a group only where they are asked often, or on request")
  void nowhereElse(Dialect dialect) {
    for (Inquiry inquiry : dialect.inquiries()) {
      if (inquiry.every().compareTo(LIVE) > 0) {
        for (Field field : inquiry.fields()) {
          assertNull(field.group(), dialect.id() + " " + inquiry.name() + " " + field.key());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  @DisplayName("are those that twins name, of the same group")
  void twins(Dialect dialect) {
    for (Inquiry inquiry : dialect.inquiries()) {
      for (Field twin : inquiry.fields()) {
        if (twin.twinOf() != null) {
          Field better = field(dialect.id(), inquiry.name(), twin.twinOf());
          assertTrue(twin.isInternal() && !better.isInternal(), twin.key());
          assertEquals(better.group(), twin.group(), dialect.id() + " " + twin.key());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pi30, status, batt_volt, BATTERY",
    "pi30, status, bus_volt, OUTPUT",
    "pi30, status, temp, TEMPERATURE",
    "pi30, status, temp_in_counts, SETUP",
    "pi30, status, pv1_input_current, SOLAR",
    "pi30, status, solar_feed_to_grid_power, GRID",
    "pi30, parallel, total_ac_output_active_power, SYSTEM",
    "pi30, parallel, faults, WARNINGS",
    "pi41, status_2, l2_ac_output_voltage, OUTPUT",
    "pi16, status, output_power, GRID",
    "pi17, status, pv3_input_power, SOLAR",
    "pi17, status_2, generator_voltage_s, GRID",
    "pi17, bms, cv_voltage, BATTERY",
    "pi18, status, grid_voltage, GRID",
    "pi18, status, pv_amps, SOLAR",
    "pi18, operation_mode, mode, STATE",
    "pi18, settings, battery_type, "
  })
  @DisplayName("stand where somebody looks for them")
  void groups(String dialect, String inquiry, String key, @Nullable FieldGroup group) {
    assertEquals(group, field(dialect, inquiry, key).group());
  }

  private static boolean isWithin(Duration every, Duration limit) {
    return !every.isZero() && every.compareTo(limit) <= 0;
  }

  @Test
  @DisplayName("do not hide what says something else about the same token")
  void extra() {
    assertFalse(field("pi30", "status", "temp").isInternal());
    assertFalse(field("pi30", "status", "temp_in_counts").isInternal());
  }

  @ParameterizedTest
  @CsvSource({
    "pi30, status, ac_watt batt_volt batt_capacity temp pv_watts",
    "pi30, status_2, pv2_charging_power pv3_charging_power",
    "pi30, operation_mode, mode",
    "pi30, warnings, faults warnings",
    "pi30, settings, ''",
    "pi30revo, status, ac_watt batt_volt batt_capacity temp pv_power",
    "pi41, status_2, l2_ac_output_active_power pv2_charging_power",
    "pi16, status, ac_watt batt_volt batt_capacity temp pv_watts grid_watts",
    "pi17, status, batt_volt batt_capacity temp ac_watt pv_watts grid_watts",
    "pi18, status, ac_watt batt_volt batt_capacity temp pv_watts"
  })
  @DisplayName("that everybody looks at first are few")
  void main(String dialect, String inquiry, String keys) {
    List<String> main =
        Dialects.find(dialect).orElseThrow().inquiry(inquiry).orElseThrow().mainFields().stream()
            .map(Field::key)
            .toList();
    assertEquals(keys, String.join(" ", main));
  }

  @Test
  @DisplayName("have the word for a code without a meaning among their words")
  void words() {
    List<String> words = field("pi30", "operation_mode", "mode").words();
    assertTrue(words.containsAll(List.of("PM", "SB", "LN", "BT", "FA", "PS", "00")));
    assertEquals(words.stream().distinct().toList(), words);
  }

  private static Field field(String dialect, String inquiry, String key) {
    return Dialects.find(dialect).orElseThrow().inquiry(inquiry).orElseThrow().fields().stream()
        .filter(field -> field.key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
