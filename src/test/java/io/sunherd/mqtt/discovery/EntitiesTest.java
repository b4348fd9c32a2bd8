package io.sunherd.mqtt.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.history.energy.Meter;
import io.sunherd.mqtt.discovery.UnitSheet.Told;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.sim.Profiles;
import io.sunherd.sim.plant.Profile;
import io.sunherd.suite.PureTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which entities a unit and the system have, and how they are told. */
@PureTests
@DisplayName("Entities")
class EntitiesTest {
  private static final Dialect PI30 = Dialects.common();
  private static final String ENERGIES =
      "battery_in_energy battery_out_energy grid_in_energy grid_out_energy load_energy pv_energy";

  private static JsonObject components(UnitSheet sheet) {
    return Sheets.document(sheet).getJsonObject("components");
  }

  private static Set<String> enabled(JsonObject components) {
    Set<String> keys = new TreeSet<>();
    for (Map.Entry<String, Object> one : components) {
      if (((JsonObject) one.getValue()).getBoolean("enabled_by_default", true)) {
        keys.add(one.getKey());
      }
    }
    return keys;
  }

  private static Set<String> words(String text) {
    return new TreeSet<>(List.of(text.trim().split(" +")));
  }

  @ParameterizedTest
  @CsvSource({
    "axpert-5000, pv_watts",
    "max-8000, pv_watts status_2_pv2_charging_power",
    "hs-3000, ''"
  })
  @DisplayName("that are enabled are the main values that a unit has, and no others")
  void main(String profile, String pv) {
    JsonObject components = components(Sheets.simulated(Sheets.READING, "roof-1", profile));
    Set<String> expected =
        words(
            ENERGIES
                + " ac_watt batt_volt batt_capacity temp mode warnings faults grid_present "
                + pv);
    Set<String> enabled = enabled(components);
    assertEquals(expected, enabled);
    for (Map.Entry<String, Object> one : components) {
      JsonObject entity = (JsonObject) one.getValue();
      boolean isProblem = "problem".equals(entity.getString("device_class"));
      assertEquals(
          enabled.contains(one.getKey()) && !isProblem ? null : "diagnostic",
          entity.getString("entity_category"),
          one.getKey());
    }
  }

  @Test
  @DisplayName("of a unit without a cable are those that another one tells of it")
  void cableless() {
    Map<String, Map<String, Object>> readings =
        Map.of("QPGS", Sheets.readings("axpert-5000").get("QPGS"));
    JsonObject components = components(Sheets.unit(Sheets.READING, "roof-2", PI30, readings));
    assertEquals(
        words(
            ENERGIES
                + " parallel_ac_output_active_power parallel_battery_voltage"
                + " parallel_battery_capacity parallel_work_mode parallel_faults grid_present"),
        enabled(components));
    assertEquals(
        "sunherd/roof-2/parallel",
        components.getJsonObject("grid_present").getString("state_topic"));
  }

  @Test
  @DisplayName("are those of the keys that have had a value")
  void told() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("ac_watt", 331);
    status.put("pv_watts", null);
    JsonObject components =
        components(Sheets.unit(Sheets.READING, "roof-1", PI30, Map.of("QPIGS", status)));
    assertTrue(components.containsKey("ac_watt"));
    assertFalse(components.containsKey("pv_watts"));
    assertFalse(components.containsKey("mode"));
  }

  @ParameterizedTest
  @CsvSource({"1000, 5000, 15", "1000, 0, 15", "30000, 5000, 90", "600000, 0, 1800", "7100, 0, 22"})
  @DisplayName("expire after three times the longer of poll and rate, 15 s at least")
  void expiry(long pollMs, long everyMs, long seconds) {
    HubSheet hub = new HubSheet("sunherd", "7f3a", "1", null, everyMs, false);
    UnitSheet sheet =
        new UnitSheet(
            hub,
            Sheets.state("roof-1", Sheets.SERIAL, PI30),
            PI30,
            Map.of("status", new Told(pollMs, Set.of("ac_watt"))),
            Set.of(Meter.PV),
            null,
            Set.of());
    JsonObject components = components(sheet);
    assertEquals(seconds, components.getJsonObject("ac_watt").getLong("expire_after"));
    assertNull(components.getJsonObject("pv_energy").getLong("expire_after"));
  }

  @Test
  @DisplayName("have the class, the unit and the state class of their unit of measure")
  void classes() {
    JsonObject components = components(Sheets.simulated(Sheets.READING, "roof-1", "axpert-5000"));
    assertEquals(
        Map.of(
            "ac_watt", "power W measurement",
            "ac_va", "apparent_power VA measurement",
            "batt_volt", "voltage V measurement",
            "batt_charge_amps", "current A measurement",
            "grid_freq", "frequency Hz measurement",
            "temp", "temperature °C measurement",
            "batt_capacity", "battery % measurement",
            "load_percent", "null % measurement",
            "pv_energy", "energy kWh total_increasing"),
        Map.ofEntries(
            entry(components, "ac_watt"),
            entry(components, "ac_va"),
            entry(components, "batt_volt"),
            entry(components, "batt_charge_amps"),
            entry(components, "grid_freq"),
            entry(components, "temp"),
            entry(components, "batt_capacity"),
            entry(components, "load_percent"),
            entry(components, "pv_energy")));
  }

  private static Map.Entry<String, String> entry(JsonObject components, String key) {
    JsonObject one = components.getJsonObject(key);
    return Map.entry(
        key,
        one.getString("device_class")
            + " "
            + one.getString("unit_of_measurement")
            + " "
            + one.getString("state_class"));
  }

  @Test
  @DisplayName("of warnings and faults are problems, with their words as attributes")
  void problems() {
    JsonObject faults =
        components(Sheets.simulated(Sheets.READING, "roof-1", "axpert-5000"))
            .getJsonObject("faults");
    assertEquals("problem", faults.getString("device_class"));
    assertEquals("sunherd/roof-1/warnings", faults.getString("json_attributes_topic"));
    String template = faults.getString("value_template");
    assertEquals("ON", TemplateReader.render(template, Map.of("faults", List.of("over_load"))));
    assertEquals("OFF", TemplateReader.render(template, Map.of("faults", List.of())));
    assertEquals("None", TemplateReader.render(template, Map.of()));
    assertTrue(faults.getString("json_attributes_template").contains("'faults'"));
  }

  @Test
  @DisplayName("say that the grid is there above the volts that units show without one")
  void grid() {
    JsonObject grid =
        components(Sheets.simulated(Sheets.READING, "roof-1", "axpert-5000"))
            .getJsonObject("grid_present");
    String template = grid.getString("value_template");
    assertEquals("ON", TemplateReader.render(template, Map.of("grid_volt", 229.9)));
    assertEquals("OFF", TemplateReader.render(template, Map.of("grid_volt", 2.1)));
    assertEquals("None", TemplateReader.render(template, Map.of()));
  }

  @Test
  @DisplayName("of a unit are named by its serial number, whatever its id")
  void names() {
    for (String id : List.of("roof-1", "cellar")) {
      JsonObject document = Sheets.document(Sheets.simulated(Sheets.READING, id, "axpert-5000"));
      JsonObject pv = document.getJsonObject("components").getJsonObject("pv_watts");
      assertEquals("sunherd_92932004102441_pv_watts", pv.getString("unique_id"));
      assertEquals(
          "sensor." + id.replace('-', '_') + "_pv_watts", pv.getString("default_entity_id"));
      JsonObject device = document.getJsonObject("device");
      assertEquals(
          new JsonArray().add("sunherd_92932004102441"), device.getJsonArray("identifiers"));
      assertEquals("sunherd_hub_7f3a", device.getString("via_device"));
      assertEquals(id, device.getString("name"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"none", "00000000000000", "55355535553555"})
  @DisplayName("of a unit without a serial number of its own are named by hub and id")
  void placeholders(String serial) {
    UnitSheet sheet =
        new UnitSheet(
            Sheets.READING,
            Sheets.state("roof-1", serial, PI30),
            PI30,
            Map.of("status", new Told(1_000, Set.of("ac_watt"))),
            Set.of(),
            null,
            Set.of());
    assertEquals(
        "sunherd_7f3a_roof-1_ac_watt",
        components(sheet).getJsonObject("ac_watt").getString("unique_id"));
  }

  @Test
  @DisplayName("of settings are to be read while nothing is taken")
  void readOnly() {
    JsonObject components = components(Sheets.simulated(Sheets.READING, "roof-1", "axpert-5000"));
    JsonObject volts = components.getJsonObject("setting_battery_float_volt");
    assertEquals("sensor", volts.getString("platform"));
    assertEquals(false, volts.getBoolean("enabled_by_default"));
    assertEquals("V", volts.getString("unit_of_measurement"));
    assertEquals(
        "enum", components.getJsonObject("setting_battery_type").getString("device_class"));
    assertEquals("binary_sensor", components.getJsonObject("setting_buzzer").getString("platform"));
    for (Map.Entry<String, Object> one : components) {
      assertFalse(((JsonObject) one.getValue()).containsKey("command_topic"), one.getKey());
    }
  }

  @ParameterizedTest
  @CsvSource({"53.0, 53.0", "10, 10", "true, on", "false, off", "sbu, sbu"})
  @DisplayName("of settings have values that stand in messages in one way only")
  void texts(String value, String text) {
    Object natural =
        value.matches("true|false")
            ? Boolean.valueOf(value)
            : value.matches("[0-9]+")
                ? Integer.valueOf(value)
                : value.matches("[0-9.]+") ? (Object) Double.valueOf(value) : value;
    assertEquals(text, SettingText.of(natural));
  }

  @Test
  @DisplayName("of settings have the unit's own range or list while they are taken")
  void writes() {
    JsonObject components = components(Sheets.simulated(Sheets.WRITING, "roof-1", "axpert-5000"));
    JsonObject volts = components.getJsonObject("battery_float_volt");
    assertEquals("number", volts.getString("platform"));
    assertEquals(
        "48.0 58.4 0.1",
        volts.getDouble("min") + " " + volts.getDouble("max") + " " + volts.getDouble("step"));
    assertEquals(
        "sunherd/roof-1/settings/battery_float_volt/set", volts.getString("command_topic"));
    JsonObject back = components.getJsonObject("battery_redischarge_volt");
    assertEquals("select", back.getString("platform"));
    assertEquals("0.0", back.getJsonArray("options").getString(0));
    assertTrue(back.getJsonArray("options").contains("54.0"));
    assertEquals(12, back.getJsonArray("options").size());
    JsonArray amps = components.getJsonObject("max_charging_current").getJsonArray("options");
    assertTrue(amps.contains("60"), amps.toString());
    assertEquals("switch", components.getJsonObject("buzzer").getString("platform"));
  }

  @Test
  @DisplayName("of settings that must be confirmed, or have no state, are not offered")
  void dangerous() {
    JsonObject components = components(Sheets.simulated(Sheets.WRITING, "roof-1", "axpert-5000"));
    for (Map<String, Object> row : rows("axpert-5000")) {
      String name = (String) row.get("name");
      boolean isSafe = row.get("dangerous").equals(false) && row.get("moves").equals(false);
      boolean isOffered =
          components.stream()
              .map(one -> ((JsonObject) one.getValue()).getString("command_topic", ""))
              .anyMatch(("sunherd/roof-1/settings/" + name + "/set")::equals);
      assertEquals(isSafe && row.get("value") != null, isOffered, name);
      boolean isRead = components.containsKey("setting_" + name);
      assertEquals(
          !isOffered && row.get("value") != null && !row.get("kind").equals("clock"), isRead, name);
    }
  }

  @Test
  @DisplayName("of one name are told apart, and what is current has the name itself")
  void distinct() {
    JsonObject pi30 = components(Sheets.simulated(Sheets.WRITING, "roof-1", "axpert-5000"));
    assertEquals("Battery float voltage", name(pi30, "battery_float_volt"));
    JsonObject pi18 = components(Sheets.simulated(Sheets.READING, "roof-1", "infinisolar-v"));
    assertEquals("PV energy", name(pi18, "pv_energy"));
    for (JsonObject components : List.of(pi30, pi18)) {
      Set<String> names = new HashSet<>();
      components
          .fieldNames()
          .forEach(key -> assertTrue(names.add(name(components, key)), name(components, key)));
    }
  }

  private static String name(JsonObject components, String key) {
    return components.getJsonObject(key).getString("name");
  }

  @Test
  @DisplayName("of settings are those whose values are told")
  void settingsTold() {
    List<String> silent = new ArrayList<>();
    for (String profile : Profiles.all().stream().map(Profile::name).toList()) {
      for (HubSheet hub : List.of(Sheets.READING, Sheets.WRITING)) {
        UnitSheet sheet = Sheets.simulated(hub, "roof-1", profile);
        Set<String> told = new HashSet<>();
        for (Map<String, Object> row : sheet.settings()) {
          if (row.get("read_back").equals(true) && row.get("moves").equals(false)) {
            told.add("sunherd/roof-1/settings/" + row.get("name"));
          }
        }
        components(sheet)
            .forEach(
                one -> {
                  String topic = ((JsonObject) one.getValue()).getString("state_topic");
                  if (topic.contains("/settings/") && !told.contains(topic)) {
                    silent.add(profile + " " + one.getKey());
                  }
                });
      }
    }
    assertEquals(List.of(), silent);
  }

  private static List<Map<String, Object>> rows(String profile) {
    return ShownRows.of(PI30, Sheets.readings(profile)).stream().toList();
  }

  private static Map<String, Object> row(String name, Object value, Object allowed) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("title", "A title");
    row.put("unit", "V");
    row.put("kind", "number");
    row.put("value", value);
    row.put("allowed", allowed);
    row.put("dangerous", false);
    row.put("moves", false);
    row.put("read_back", true);
    return row;
  }

  private static JsonObject offered(Map<String, Object> row) {
    UnitSheet sheet =
        new UnitSheet(
            Sheets.WRITING,
            Sheets.state("roof-1", Sheets.SERIAL, PI30),
            PI30,
            Map.of(),
            Set.of(),
            List.of(row),
            Set.of());
    JsonObject document = Sheets.document(sheet);
    assertEquals(List.of(), DocumentRules.faults(document));
    JsonObject components = document.getJsonObject("components");
    String name = (String) row.get("name");
    return components.getJsonObject(components.containsKey(name) ? name : "setting_" + name);
  }

  private static Map<String, Object> range(Number min, Number max, Number step, Object... also) {
    return Map.of("min", min, "max", max, "step", step, "also", List.of(also));
  }

  @Test
  @DisplayName("of a range with something besides, or a value outside, are lists of bounded length")
  void ranges() {
    String name = "battery_float_volt";
    assertEquals("number", offered(row(name, 53.0, range(48, 58, 0.1))).getString("platform"));
    JsonObject outside = offered(row(name, 47.1, range(48, 58, 0.1)));
    assertEquals("select", outside.getString("platform"));
    assertEquals("47.1", outside.getJsonArray("options").getString(0));
    assertEquals(102, outside.getJsonArray("options").size());
    JsonObject besides = offered(row(name, 53.0, range(48, 50, 0.5, 0)));
    assertEquals(
        new JsonArray(List.of("0.0", "48.0", "48.5", "49.0", "49.5", "50.0", "53.0")),
        besides.getJsonArray("options"));
    assertEquals("sensor", offered(row(name, 53.0, range(48, 580, 0.1, 0))).getString("platform"));
    assertEquals(
        new JsonArray(List.of("48.0")),
        offered(row(name, 48.0, range(48, 48, 0.1))).getJsonArray("options"));
    assertEquals("sensor", offered(row(name, 53.0, "one of its battery")).getString("platform"));
  }

  private static JsonObject system(HubSheet hub, List<UnitSheet> units) {
    return Sheets.json(
        Discovery.system(
            new SystemSheet(
                hub,
                EnumSet.allOf(Quantity.class),
                Set.of("soc", "volts", "amps", "watts", "hours_left", "hours_to_full", "at"),
                Sheets.ALL,
                1_000,
                units,
                Set.of())));
  }

  @Test
  @DisplayName("of the system are its totals, its battery and its energies")
  void system() {
    JsonObject document = system(Sheets.READING, List.of());
    assertEquals(List.of(), DocumentRules.faults(document));
    JsonObject components = document.getJsonObject("components");
    assertEquals(
        words(
            ENERGIES + " pv_watts ac_watt battery_watts grid_watts temp battery_soc battery_volts"),
        enabled(components));
    String soc = components.getJsonObject("battery_soc").getString("value_template");
    assertEquals("71.4", TemplateReader.render(soc, Map.of("soc", 71.4, "stale", false)));
    assertEquals("None", TemplateReader.render(soc, Map.of("soc", 71.4, "stale", true)));
    assertEquals(
        new JsonArray().add("sunherd_hub_7f3a"),
        document.getJsonObject("device").getJsonArray("identifiers"));
    assertEquals(
        "sensor.sunherd_pv_watts",
        components.getJsonObject("pv_watts").getString("default_entity_id"));
  }

  @Test
  @DisplayName("of the system's settings are those that each unit has and takes")
  void group() {
    UnitSheet first = Sheets.simulated(Sheets.WRITING, "roof-1", "axpert-5000");
    UnitSheet second = Sheets.simulated(Sheets.WRITING, "roof-2", "hs-3000");
    JsonObject both = system(Sheets.WRITING, List.of(first, second)).getJsonObject("components");
    assertEquals(List.of(), DocumentRules.faults(system(Sheets.WRITING, List.of(first, second))));
    JsonObject priority = both.getJsonObject("all_output_source_priority");
    assertEquals(
        "sunherd/system/settings/output_source_priority/set", priority.getString("command_topic"));
    List<Object> topics = new ArrayList<>();
    priority
        .getJsonArray("availability")
        .forEach(one -> topics.add(((JsonObject) one).getString("topic")));
    assertEquals(
        List.of(
            "sunherd/hub/state",
            "sunherd/roof-1/state",
            "sunherd/roof-2/state",
            "sunherd/hub/writes"),
        topics);
    assertFalse(both.containsKey("all_battery_float_volt"), "24 V and 48 V have nothing in common");
    assertFalse(both.containsKey("all_battery_type"), "it must be confirmed");
    assertFalse(
        system(Sheets.WRITING, List.of(first))
            .getJsonObject("components")
            .containsKey("all_output_source_priority"),
        "one unit is no group");
    assertFalse(
        system(Sheets.READING, List.of(first, second))
            .getJsonObject("components")
            .containsKey("all_output_source_priority"),
        "nothing is taken");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "127.0.0.1, 8889, none, none",
        "localhost, 8889, none, none",
        "0.0.0.0, 8889, none, none",
        "0.0.0.0, 8889, roof.example, http://roof.example:8889/",
        "192.168.1.5, 8889, none, http://192.168.1.5:8889/",
        "fd00::5, 80, none, http://[fd00::5]:80/"
      })
  @DisplayName("lead to the page where others than this machine can open it")
  void url(String host, int port, String name, String url) {
    List<String> names = name == null ? List.of() : List.of(name);
    assertEquals(url, PageUrl.of(host, port, names, false));
  }
}
