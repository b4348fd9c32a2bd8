package io.sunherd.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.BatteryRules;
import io.sunherd.bus.BatteryRules.Limit;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The limits of the owner")
@PureTests
class OwnerLimitsTest {
  private static final OwnerLimits LIMITS =
      new OwnerLimits(
          new BatteryRules(
              null,
              BatteryRules.Source.INVERTER,
              new Limit("battery.charge-at-most", 55.7, "hub.yaml:3"),
              new Limit("battery.float-at-most", 53.3, "hub.yaml:4"),
              new Limit("battery.discharge-to", 46.2, "hub.yaml:5"),
              null));

  private static final Facts NOTHING = new Facts(48.0, Map.of(), Map.of());

  private static Setting setting(String dialect, String name) {
    return Dialects.find(dialect).orElseThrow().setting(name).orElseThrow();
  }

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({
    "pi30, equalisation, equalisation_volt, 55.7, 55.8, hub.yaml:3",
    "pi30, equalise_now, equalisation_volt, 55.7, 55.8, hub.yaml:3",
    "pi17, keep_voltage, keep_volt, 53.3, 53.4, hub.yaml:4",
    "pi17, eps, eps_cut_off_volt, 46.2, 46.1, hub.yaml:5"
  })
  @DisplayName("hold for the voltage that a switch puts to use, and that has to be known")
  void switches(
      String dialect, String name, String volts, double within, double beyond, String line) {
    Setting setting = setting(dialect, name);
    assertDoesNotThrow(() -> LIMITS.requireBehind(setting, true, NOTHING.with(volts, within)));
    assertDoesNotThrow(() -> LIMITS.requireBehind(setting, false, NOTHING.with(volts, beyond)));
    for (Facts facts : List.of(NOTHING.with(volts, beyond), NOTHING)) {
      String why =
          String.valueOf(
              assertThrows(Refusal.class, () -> LIMITS.requireBehind(setting, true, facts))
                  .getMessage());
      assertTrue(why.contains(line) && why.contains(volts), why);
    }
    assertDoesNotThrow(
        () -> new OwnerLimits(BatteryRules.NONE).requireBehind(setting, true, NOTHING));
  }

  @Test
  @DisplayName("leave no battery type and no factory settings, which bring voltages of their own")
  void brought() {
    for (String dialect : List.of("pi30", "pi18")) {
      Setting type = setting(dialect, "battery_type");
      assertThrows(Refusal.class, () -> LIMITS.require(type, "AGM", NOTHING));
      assertThrows(Refusal.class, () -> LIMITS.require(type, "flooded", NOTHING));
      assertDoesNotThrow(() -> LIMITS.require(type, "user", NOTHING));
      assertDoesNotThrow(() -> LIMITS.require(type, "AGM", NOTHING.with("battery_type", "AGM")));
      Setting factory = setting(dialect, "factory_settings");
      assertThrows(Refusal.class, () -> LIMITS.require(factory, true, NOTHING));
      assertDoesNotThrow(() -> new OwnerLimits(BatteryRules.NONE).require(factory, true, NOTHING));
    }
  }

  @Test
  @DisplayName("leave none where only discharging has a limit: a type has a cut-off of its own")
  void broughtBelow() {
    Limit least = new Limit("battery.discharge-to", 46.2, "hub.yaml:5");
    OwnerLimits limits =
        new OwnerLimits(
            new BatteryRules(null, BatteryRules.Source.INVERTER, null, null, least, null));
    for (String dialect : List.of("pi30", "pi18")) {
      Setting type = setting(dialect, "battery_type");
      Setting factory = setting(dialect, "factory_settings");
      String why =
          String.valueOf(
              assertThrows(Refusal.class, () -> limits.require(type, "AGM", NOTHING)).getMessage());
      assertTrue(why.contains("at least 46.2 V (battery.discharge-to in hub.yaml:5)"), why);
      assertThrows(Refusal.class, () -> limits.require(factory, true, NOTHING));
      assertDoesNotThrow(() -> limits.require(type, "user", NOTHING));
      assertDoesNotThrow(() -> limits.require(type, "AGM", NOTHING.with("battery_type", "AGM")));
    }
  }
}
