package io.sunherd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.config.BatteryConfig.Limit;
import io.sunherd.config.BatteryConfig.Source;
import io.sunherd.suite.PureTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is configured of the battery")
@PureTests
class BatteryConfigTest {
  private final ConfigLoader loader =
      new ConfigLoader(
          () -> Set.of("status"), () -> Set.of("pi30"), () -> Set.of("max-8000"), Set::of);

  private HubConfig parse(String text, Map<String, String> environment) {
    return loader.parse("hub.yaml", text, environment);
  }

  @Test
  @DisplayName("is nothing by default")
  void usual() {
    assertEquals(BatteryConfig.NONE, parse("", Map.of()).battery());
    assertEquals(BatteryConfig.NONE, parse("battery:\n", Map.of()).battery());
  }

  @Test
  @DisplayName("is read with the line of each limit")
  void read() {
    String text =
        "battery:\n  capacity_ah: 400\n  soc: ah\n  charge-at-most: 56\n  float-at-most: 54.4\n"
            + "  discharge-to: 46.0\n  soc-min: 20\n";
    BatteryConfig expected =
        new BatteryConfig(
            400.0,
            Source.AH,
            new Limit("battery.charge-at-most", 56, "hub.yaml:4"),
            new Limit("battery.float-at-most", 54.4, "hub.yaml:5"),
            new Limit("battery.discharge-to", 46, "SUNHERD_BATTERY_DISCHARGE_TO"),
            20.0);
    HubConfig config = parse(text, Map.of("SUNHERD_BATTERY_DISCHARGE_TO", "46"));
    assertEquals(expected, config.battery());
    HubConfig lower = parse("# moved\n" + text, Map.of());
    assertEquals(List.of(), ConfigChange.between(config, lower).groups());
    HubConfig other = parse(text.replace("56", "57"), Map.of());
    assertEquals(List.of("battery"), ConfigChange.between(config, other).groups());
  }

  @ParameterizedTest
  @DisplayName("is refused where it contradicts itself, or cannot be")
  @CsvSource(
      delimiter = '|',
      value = {
        "charge-at-most: 54, float-at-most: 55 | battery.float-at-most: 55 is above",
        "float-at-most: 46, discharge-to: 46 | battery.discharge-to: 46 is not below",
        "charge-at-most: 46, discharge-to: 47 | battery.discharge-to: 47 is not below",
        "soc: ah | battery.soc: ah counts ampere-hours",
        "soc: shunt | battery.soc: \"shunt\" is not allowed: write inverter, bms, ah or pushed.",
        "capacity_ah: 0 | battery.capacity_ah: 0 is not allowed",
        "soc-min: 100 | battery.soc-min: 100 is not allowed",
        "discharge-to: 460 | battery.discharge-to: 460 is not allowed",
        "discharge-to: 4.6 | battery.discharge-to: 4.6 is not allowed",
        "charge-at-most: 560 | battery.charge-at-most: 560 is not allowed",
        "float-at-most: 140 | battery.float-at-most: 140 is not allowed: write the highest voltage to"
            + " float with, such as 54.4, from 8 to 100.",
        "charge: 56 | battery.charge: no such key"
      })
  void refused(String keys, String sentence) {
    ConfigException e =
        assertThrows(ConfigException.class, () -> parse("battery: {" + keys + "}\n", Map.of()));
    assertTrue(e.getMessage().startsWith("hub.yaml:1: " + sentence), e::getMessage);
  }

  @Test
  @DisplayName("names an alarm that would come only beyond a limit")
  void late() {
    List<String> notes = new ArrayList<>();
    String text =
        "battery: {discharge-to: 46, soc-min: 20}\nalarms:\n  battery_low: {soc: %s, volts: %s}\n";
    loader.parse("hub.yaml", text.formatted("20", "46"), Map.of(), notes::add);
    assertEquals(List.of(), notes);
    loader.parse("hub.yaml", text.formatted("10", "45.5"), Map.of(), notes::add);
    String end = ": the alarm comes when the battery has passed its limit.";
    assertEquals(
        List.of(
            "hub.yaml:3: alarms.battery_low.volts: 45.5 is beyond battery.discharge-to, which is 46"
                + end,
            "hub.yaml:3: alarms.battery_low.soc: 10 is beyond battery.soc-min, which is 20" + end),
        notes);
  }
}
