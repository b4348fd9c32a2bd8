package io.sunherd.mqtt.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.history.energy.Meter;
import io.sunherd.mqtt.discovery.Announcer.Announcement;
import io.sunherd.protocol.Dialects;
import io.sunherd.suite.PureTests;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is sent and cleared as facts come, with a broker that keeps it. */
@PureTests
@DisplayName("The announcer")
class AnnouncerTest {
  private static final String ONE = "92932004102441";
  private static final String TWO = "92932004102442";
  private static final String TOPIC = topic(ONE);
  private static final String SYSTEM = topic("hub_7f3a");

  private final Map<String, String> broker = new HashMap<>();
  private Announcer announcer = started(Sheets.READING);
  private long now;
  private boolean isContested;

  private static String topic(String identity) {
    return "homeassistant/device/sunherd_" + identity + "/config";
  }

  private static Announcer started(HubSheet hub) {
    return new Announcer("homeassistant", true, hub);
  }

  /** Another start of the hub, with what the broker has kept. */
  private void restart(HubSheet hub) {
    announcer = started(hub);
    Map.copyOf(broker).forEach(announcer::found);
  }

  private static InverterState state(String id, String serial) {
    return Sheets.state(id, serial, Dialects.common());
  }

  private static InverterState away(String id) {
    return new InverterState(
        id, Condition.OFFLINE, 0, null, null, null, null, null, null, "away", List.of());
  }

  private static Reading reading(String id, String command, Map<String, Object> data) {
    return new Reading(id, command, command, 0, 1_000, "", data);
  }

  private void toldBy(String id, String serial) {
    announcer.state(state(id, serial));
    announcer.heard(reading(id, "status", Map.of("ac_watt", 331, "pv_watts", 700)));
  }

  /** What is due goes to the broker; the topics of units among it. */
  private List<String> send() {
    return sendAll().stream().filter(topic -> !topic.equals(SYSTEM)).toList();
  }

  private List<String> sendAll() {
    List<Announcement> due = announcer.due(now, !isContested);
    due.forEach(
        one -> {
          if (one.payload() == null) {
            return;
          }
          if (one.payload().isEmpty()) {
            broker.remove(one.topic());
          } else {
            broker.put(one.topic(), one.payload());
            assertEquals(
                List.of(), DocumentRules.faults(new JsonObject(one.payload())), one.payload());
          }
        });
    return due.stream().map(Announcement::topic).toList();
  }

  private JsonObject components(String topic) {
    return new JsonObject(broker.get(topic)).getJsonObject("components");
  }

  private static JsonObject removed(String platform) {
    return new JsonObject().put("platform", platform);
  }

  @Test
  @DisplayName("tells nothing of a unit whose serial number is not known yet")
  void unknown() {
    announcer.configured(List.of("roof-1"));
    announcer.state(away("roof-1"));
    announcer.heard(reading("roof-1", "status", Map.of("ac_watt", 331)));
    assertEquals(List.of(), send());
    announcer.state(state("roof-1", ONE));
    announcer.heard(reading("roof-1", "status", Map.of("ac_watt", 331)));
    assertEquals(List.of(TOPIC), send());
    assertTrue(components(TOPIC).containsKey("ac_watt"));
  }

  @Test
  @DisplayName("forgets nothing that was told before it was known who tells it")
  void early() {
    announcer.configured(List.of("roof-1"));
    announcer.heard(reading("roof-1", "firmware", Map.of("version", "00072.70")));
    announcer.state(state("roof-1", ONE));
    send();
    assertTrue(components(TOPIC).containsKey("firmware_version"));
  }

  @Test
  @DisplayName("has no entity for a text of which only the place was sent")
  void blank() {
    announcer.configured(List.of("roof-1"));
    announcer.state(state("roof-1", ONE));
    announcer.heard(reading("roof-1", "firmware", Map.of("version", " ")));
    send();
    assertFalse(components(TOPIC).containsKey("firmware_version"));
    announcer.heard(reading("roof-1", "firmware", Map.of("version", "00072.70")));
    send();
    assertTrue(components(TOPIC).containsKey("firmware_version"));
  }

  @Test
  @DisplayName("tells of a unit that answers without a serial number by hub and id")
  void nameless() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", null);
    assertEquals(List.of(topic("7f3a_roof-1")), send());
  }

  @Test
  @DisplayName("sends a document when it has changed, and not otherwise")
  void changed() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    assertEquals(List.of(TOPIC), send());
    announcer.heard(reading("roof-1", "status", Map.of("ac_watt", 340)));
    announcer.state(state("roof-1", ONE).since(17));
    assertEquals(List.of(), send());
    announcer.heard(reading("roof-1", "operation_mode", Map.of("mode", "BT")));
    assertEquals(List.of(TOPIC), send());
    announcer.energy("roof-1", Set.of(Meter.PV));
    assertEquals(List.of(TOPIC), send());
    assertTrue(components(TOPIC).containsKey("pv_energy"));
    assertTrue(announcer.all().contains(new Announcement(TOPIC, broker.get(TOPIC), "roof-1")));
  }

  @Test
  @DisplayName("leaves out what is asked once, by somebody")
  void asked() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    announcer.heard(
        new Reading("roof-1", "clock", "QT", 0, 0, "", Map.of("timestamp", "2026-01-01")));
    send();
    assertFalse(components(TOPIC).containsKey("clock_timestamp"));
  }

  @Test
  @DisplayName("clears a unit that has left, at once where no other one is still unknown")
  void left() {
    announcer.configured(List.of("roof-1", "roof-2"));
    toldBy("roof-1", ONE);
    toldBy("roof-2", TWO);
    send();
    announcer.configured(List.of("roof-1"));
    assertTrue(send().contains(topic(TWO)));
    assertEquals(Set.of(SYSTEM, TOPIC), broker.keySet());
  }

  @Test
  @DisplayName("keeps the entities of a unit that is renamed")
  void renamed() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    send();
    announcer.configured(List.of("cellar"));
    assertEquals(List.of(), send());
    toldBy("cellar", ONE);
    assertEquals(List.of(TOPIC), send());
    JsonObject pv = components(TOPIC).getJsonObject("pv_watts");
    assertEquals("sunherd/cellar/status", pv.getString("state_topic"));
    assertEquals("sunherd_" + ONE + "_pv_watts", pv.getString("unique_id"));
  }

  @Test
  @DisplayName("waits a minute for a unit that may be the one that has left, and no longer")
  void waits() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    send();
    announcer.configured(List.of("cellar"));
    now = 1_000;
    assertEquals(List.of(), send());
    now = 60_999;
    assertEquals(List.of(), send());
    now = 61_000;
    assertEquals(List.of(TOPIC), send());
    assertEquals(Set.of(SYSTEM), broker.keySet());
  }

  @Test
  @DisplayName("begins a new device where another unit is on the cable")
  void swapped() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    announcer.energy("roof-1", Set.of(Meter.PV));
    send();
    announcer.state(state("roof-1", TWO));
    assertEquals(List.of(topic(TWO), TOPIC), send());
    assertEquals(Set.of(SYSTEM, topic(TWO)), broker.keySet());
    assertFalse(components(topic(TWO)).containsKey("ac_watt"), "this one has told nothing yet");
    assertFalse(components(topic(TWO)).containsKey("pv_energy"));
  }

  @Test
  @DisplayName("leaves a unit alone that was away since the start")
  void night() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    send();
    restart(Sheets.READING);
    announcer.configured(List.of("roof-1"));
    announcer.state(away("roof-1"));
    now = 3_600_000;
    assertEquals(List.of(), send());
    assertEquals(Set.of(SYSTEM, TOPIC), broker.keySet());
  }

  @Test
  @DisplayName("knows after a restart what was told before")
  void restarted() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    announcer.heard(reading("roof-1", "parallel", Map.of("load_percent", 7)));
    announcer.energy("roof-1", Set.of(Meter.PV));
    announcer.settings("roof-1", rows());
    send();
    Set<String> before = components(TOPIC).fieldNames();
    restart(Sheets.READING);
    announcer.configured(List.of("roof-1"));
    announcer.state(state("roof-1", ONE));
    send();
    Set<String> after = components(TOPIC).fieldNames();
    before.forEach(
        key -> assertTrue(after.contains(key) || key.startsWith("setting_"), "lost " + key));
    components(TOPIC).forEach(one -> assertTrue(((JsonObject) one.getValue()).size() > 1));
  }

  private static List<Map<String, Object>> rows() {
    return ShownRows.of(Dialects.common(), Sheets.readings("axpert-5000"));
  }

  @Test
  @DisplayName("clears after a start what it had left behind, and nobody else's")
  void leftovers() {
    Announcer other = started(new HubSheet("cellar", "beef", "1", null, 5_000, false));
    other.configured(List.of("roof-1"));
    other.state(state("roof-1", "11112222333344"));
    other.due(0, true).forEach(one -> broker.put(one.topic(), one.payload()));
    broker.put("homeassistant/device/sunherd_5/config", "{\"device\": 5}");
    broker.put("homeassistant/device/sunherd_6/config", "no JSON");
    broker.put("homeassistant/device/lamp/config", "{}");
    announcer.configured(List.of("roof-1", "roof-2"));
    toldBy("roof-1", ONE);
    toldBy("roof-2", TWO);
    send();
    Set<String> foreign = Set.copyOf(broker.keySet());
    restart(Sheets.READING);
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    send();
    assertFalse(broker.containsKey(topic(TWO)));
    Set<String> kept = new HashSet<>(foreign);
    kept.remove(topic(TWO));
    assertEquals(kept, broker.keySet());
  }

  private void anotherHub(String base, String serial) {
    Announcer other = started(new HubSheet(base, "beef", "1", null, 5_000, false));
    other.configured(List.of("roof-9"));
    other.state(state("roof-9", serial));
    other
        .due(0, true)
        .forEach(
            one -> {
              broker.put(one.topic(), one.payload());
              announcer.found(one.topic(), one.payload());
            });
  }

  @Test
  @DisplayName("clears what is on its base under another name of a hub, once it is alone there")
  void lostName() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    send();
    isContested = true;
    anotherHub("sunherd", "11112222333355");
    assertEquals(List.of(), sendAll());
    assertTrue(broker.containsKey(topic("hub_beef")));
    isContested = false;
    sendAll();
    assertEquals(Set.of(SYSTEM, TOPIC), broker.keySet());
  }

  @Test
  @DisplayName("clears what was due meanwhile once no other hub is on its base any more")
  void contested() {
    announcer.configured(List.of("roof-1", "roof-2"));
    toldBy("roof-1", ONE);
    toldBy("roof-2", TWO);
    send();
    isContested = true;
    announcer.configured(List.of("roof-1"));
    assertEquals(List.of(), send());
    isContested = false;
    assertEquals(List.of(topic(TWO)), send());
  }

  @Test
  @DisplayName("does not clear what another hub has told there since")
  void moved() {
    announcer.configured(List.of("roof-1", "roof-2"));
    toldBy("roof-1", ONE);
    toldBy("roof-2", TWO);
    sendAll();
    Map.copyOf(broker).forEach(announcer::found);
    anotherHub("cellar", TWO);
    String its = broker.get(topic(TWO));
    announcer.configured(List.of("roof-1"));
    sendAll();
    assertEquals(its, broker.get(topic(TWO)));
    assertTrue(announcer.all().stream().noneMatch(one -> one.topic().equals(topic(TWO))));
  }

  /** A row that counts how often it is read. */
  private static Map<String, Object> counted(AtomicInteger reads) {
    return new HashMap<>(volts(53.0)) {
      private static final long serialVersionUID = 1L;

      @Override
      public Object get(Object key) {
        reads.incrementAndGet();
        return super.get(key);
      }
    };
  }

  @Test
  @DisplayName("makes no document anew for facts that it knows")
  void nothingNew() {
    AtomicInteger reads = new AtomicInteger();
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    announcer.settings("roof-1", List.of(counted(reads)));
    announcer.energy("roof-1", Set.of(Meter.PV));
    sendAll();
    assertTrue(reads.get() > 0);
    reads.set(0);
    announcer.energy("roof-1", Set.of(Meter.PV));
    sendAll();
    assertEquals(0, reads.get(), "the same energies");
    announcer.state(state("roof-1", ONE).since(17));
    sendAll();
    assertEquals(0, reads.get(), "the same unit");
    announcer.settings("roof-1", List.of(counted(reads)));
    reads.set(0);
    sendAll();
    assertEquals(0, reads.get(), "the same settings");
    announcer.settings("roof-1", List.of(volts(54.0)));
    announcer.energy("roof-1", Set.of(Meter.LOAD));
    assertEquals(List.of(TOPIC), send());
  }

  @Test
  @DisplayName("makes a few documents at a time, and clears none that is still to be made")
  void bounded() {
    List<String> ids = IntStream.range(100, 130).mapToObj(number -> "roof-" + number).toList();
    announcer.configured(ids);
    ids.forEach(id -> toldBy(id, "92932004102" + id.substring(5)));
    List<Integer> counts = new ArrayList<>();
    while (broker.size() < 31 && counts.size() < 9) {
      counts.add(send().size());
    }
    assertEquals(List.of(8, 8, 8, 6), counts);
    restart(Sheets.READING);
    announcer.configured(ids);
    ids.forEach(id -> toldBy(id, "92932004102" + id.substring(5)));
    send();
    assertEquals(31, broker.size());
  }

  @Test
  @DisplayName("removes an entity by its platform, for good, when settings are taken and no more")
  void settingsTaken() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    announcer.settings("roof-1", rows());
    send();
    assertTrue(components(TOPIC).containsKey("setting_buzzer"));
    restart(Sheets.WRITING);
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    send();
    assertFalse(components(TOPIC).containsKey("setting_buzzer"), "not known yet, not removed");
    announcer.settings("roof-1", rows());
    send();
    assertEquals(removed("binary_sensor"), components(TOPIC).getJsonObject("setting_buzzer"));
    assertEquals("switch", components(TOPIC).getJsonObject("buzzer").getString("platform"));
    restart(Sheets.READING);
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    announcer.settings("roof-1", rows());
    send();
    send();
    assertEquals(removed("switch"), components(TOPIC).getJsonObject("buzzer"));
    assertTrue(components(TOPIC).getJsonObject("setting_buzzer").size() > 1);
  }

  @Test
  @DisplayName("removes an entity first that becomes another kind of entity under its name")
  void otherKind() {
    announcer = started(Sheets.WRITING);
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    announcer.settings("roof-1", List.of(volts(53.0)));
    send();
    assertEquals("number", platform("battery_float_volt"));
    announcer.settings("roof-1", List.of(volts(47.0)));
    send();
    assertEquals(removed("number"), components(TOPIC).getJsonObject("battery_float_volt"));
    send();
    assertEquals("select", platform("battery_float_volt"));
    assertEquals(List.of(), send());
  }

  private String platform(String key) {
    return components(TOPIC).getJsonObject(key).getString("platform");
  }

  private static Map<String, Object> volts(double value) {
    Map<String, Object> row = new HashMap<>();
    row.put("age_ms", System.nanoTime());
    row.put("name", "battery_float_volt");
    row.put("title", "Battery float voltage");
    row.put("kind", "number");
    row.put("value", value);
    row.put("allowed", Map.of("min", 48, "max", 58, "step", 0.1, "also", List.of()));
    row.put("dangerous", false);
    row.put("moves", false);
    row.put("read_back", true);
    return row;
  }

  @Test
  @DisplayName("is not confused by its own messages coming back")
  void echo() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    send();
    String first = broker.get(TOPIC);
    announcer.heard(reading("roof-1", "operation_mode", Map.of("mode", "BT")));
    send();
    announcer.found(TOPIC, first);
    announcer.found(TOPIC, broker.get(TOPIC));
    announcer.found(TOPIC, "");
    assertEquals(List.of(), send());
  }

  @Test
  @DisplayName("tells of the system first, as the units say that they belong to it")
  void system() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    assertEquals(List.of(SYSTEM, TOPIC), sendAll());
    announcer.battery(Map.of("soc", 71.4, "source", "inverter"));
    assertEquals(List.of(SYSTEM), sendAll());
    assertTrue(components(SYSTEM).containsKey("battery_soc"));
    announcer.energy(null, Set.of(Meter.PV));
    assertEquals(List.of(SYSTEM), sendAll());
    announcer = started(Sheets.READING);
    announcer.found(TOPIC, broker.get(TOPIC));
    announcer.found(SYSTEM, broker.get(SYSTEM));
    announcer.configured(List.of("roof-1"));
    announcer.state(state("roof-1", ONE));
    sendAll();
    assertTrue(components(SYSTEM).containsKey("battery_soc"));
    assertEquals(SYSTEM, announcer.all().get(0).topic());
  }

  @Test
  @DisplayName("clears all of its own where discovery is off")
  void off() {
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    announcer.battery(Map.of("soc", 71.4));
    send();
    broker.put("homeassistant/device/lamp/config", "{}");
    announcer = new Announcer("homeassistant", false, Sheets.READING);
    Map.copyOf(broker).forEach(announcer::found);
    announcer.configured(List.of("roof-1"));
    toldBy("roof-1", ONE);
    assertFalse(announcer.isEmpty());
    send();
    assertEquals(Set.of("homeassistant/device/lamp/config"), broker.keySet());
    assertTrue(announcer.isEmpty());
  }
}
