package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.BatteryVolts;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.Setting;
import io.sunherd.suite.PureTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A setting in volts")
@PureTests
class BatteryVoltsTest {
  /** Of the grid, of the output or of the panels. */
  private static final Set<String> OTHERS = Set.of("ac_output_volt");

  @Test
  @DisplayName("of any dialect is known for what it does to the battery, or is of something else")
  void known() {
    Set<String> unknown = new TreeSet<>();
    for (Dialect dialect : Dialects.all()) {
      for (Setting setting : dialect.settings()) {
        if ("V".equals(setting.unit()) && BatteryVolts.of(setting).isEmpty()) {
          unknown.add(setting.name());
        }
      }
    }
    unknown.removeAll(OTHERS);
    assertEquals(Set.of(), unknown, "Add each of these to BatteryVolts, or to the others here.");
  }

  @Test
  @DisplayName("that a switch puts to use is read afresh before it is switched on")
  void behind() {
    Set<String> switches = new TreeSet<>();
    for (Dialect dialect : Dialects.all()) {
      for (Setting setting : dialect.settings()) {
        BatteryVolts.behind(setting)
            .ifPresent(
                volts -> {
                  switches.add(setting.name());
                  Setting.Proof proof = dialect.setting(volts).orElseThrow().proof();
                  assertTrue(
                      proof != null && dialect.basis(setting).contains(proof.inquiry()),
                      dialect + ": " + setting.name());
                });
      }
    }
    assertEquals(Set.of("equalisation", "equalise_now", "keep_voltage", "eps"), switches);
  }

  @Test
  @DisplayName("takes that part of its range which lies within limits, on its steps")
  void limited() {
    Allowed range = Allowed.range(48, 58.4, 0.1).or(0.0);
    assertEquals(
        new Allowed(48, 56, 0.1, List.of(0.0)), range.limited(Double.NEGATIVE_INFINITY, 56.05));
    assertEquals(new Allowed(54.5, 58.4, 0.1, List.of()), range.limited(54.45, 99));
    assertEquals(
        List.of(11.5, 11.8), Allowed.only(11.0, 11.5, 11.8, 12.0).limited(11.4, 11.9).also());
    assertEquals("no value at all", range.limited(60, 70).toString());
  }

  @Test
  @DisplayName("what is sent along is judged with the nominal voltage that its limits depend on")
  void sentAlong() {
    List<String> without = new ArrayList<>();
    for (Dialect dialect : Dialects.all()) {
      for (Setting setting : dialect.settings()) {
        boolean isOfVolts =
            Stream.concat(Stream.of(setting.name()), setting.companions().stream())
                .flatMap(name -> dialect.setting(name).stream())
                .anyMatch(one -> one.form() instanceof DigitsForm);
        if (isOfVolts && dialect.basis(setting).stream().noneMatch(dialect::tellsRating)) {
          without.add(dialect.id() + " " + setting.name());
        }
      }
    }
    assertEquals(List.of(), without);
  }
}
