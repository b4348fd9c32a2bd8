package io.sunherd.mqtt;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.Wiring;
import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.bus.energy.ShowEnergy;
import io.sunherd.config.MqttConfig;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a broker is told when units come, go and change places; the rest of the hub is played. */
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
@DisplayName("When units change a broker is told")
class ChangedUnitsTest {
  private static final String ONE = "92932004102443";
  private static final String OTHER = "92932004102444";

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Map<String, Long>> energy =
      Map.of(
          "serial " + ONE,
          Map.of("pv", 5_000_000L),
          "serial " + OTHER,
          Map.of("pv", 20_000L),
          EnergyTotals.SYSTEM,
          Map.of("pv", 5_020_000L));
  private final List<Message<ShowSettings>> questions = new CopyOnWriteArrayList<>();
  private Mosquitto broker;
  private Subscriber ear;
  private String deployment;

  @BeforeEach
  void start() throws Exception {
    broker = Mosquitto.open(folder);
    ear = new Subscriber(broker.port());
    RecordCodec.register(vertx.eventBus());
    vertx
        .eventBus()
        .<ShowEnergy>consumer(
            Addresses.SHOW_ENERGY, message -> message.reply(new EnergyTotals(900L, energy)));
    vertx.eventBus().<ShowSettings>consumer(Addresses.SHOW_SETTINGS, questions::add);
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    ear.close();
    broker.close();
  }

  private static Configured configured(String... ids) {
    return new Configured(
        List.of(ids).stream().map(id -> new Wiring(id, null, null, 0, null)).toList());
  }

  private void deploy(String... ids) throws Exception {
    MqttConfig config =
        new MqttConfig(
            URI.create(broker.url()),
            null,
            null,
            MqttConfig.OFF.tls(),
            "sunherd",
            Duration.ZERO,
            "homeassistant",
            false);
    int before = ear.now();
    deployment =
        vertx
            .deployVerticle(
                new MqttVerticle(
                    config,
                    null,
                    folder,
                    configured(ids),
                    InstantSource.system(),
                    System::nanoTime,
                    () -> 0))
            .await(20, SECONDS);
    ear.await(before, "sunherd/hub/state", "online");
  }

  private void configure(String... ids) {
    vertx.eventBus().publish(Addresses.CONFIGURED, configured(ids));
  }

  private void unit(String id, String serial) {
    vertx
        .eventBus()
        .publish(
            Addresses.STATES,
            new InverterState(
                id, Condition.ONLINE, 1, null, "pi30", "m", serial, "1", null, null, List.of()));
  }

  private void reading(String id, String name, String code, Map<String, Object> data) {
    vertx
        .eventBus()
        .publish(
            Addresses.READINGS,
            new Reading(id, name, code, System.currentTimeMillis(), 1_000, "(", data));
  }

  private void battery(String system, String unit) {
    vertx
        .eventBus()
        .publish(
            Addresses.BATTERY,
            new BatteryState(
                system, List.of(unit), 50.0, 52.0, 1.0, 52.0, List.of(), "inverter", 1, false));
  }

  private void stateOf(String id, String serial, int since) throws Exception {
    String topic = "sunherd/" + id + "/state";
    ear.await(since, heard -> heard.topic().equals(topic) && heard.payload().contains(serial));
  }

  private void energyIs(String id, double kilowattHours, int since) throws Exception {
    ear.await(since, "sunherd/" + id + "/energy", "{\"pv_kwh\":" + kilowattHours + "}");
  }

  private List<String> heard(String id, int since) {
    return ear.since(since).stream()
        .filter(message -> message.topic().equals("sunherd/" + id + "/energy"))
        .map(Subscriber.Heard::payload)
        .toList();
  }

  @Test
  @DisplayName("at each id the energy of the unit that has it now, behind its document")
  void swapped() throws Exception {
    deploy("roof-1", "roof-2");
    unit("roof-1", ONE);
    unit("roof-2", OTHER);
    energyIs("roof-1", 5.0, 0);
    energyIs("roof-2", 0.02, 0);
    int before = ear.now();
    unit("roof-1", OTHER);
    unit("roof-2", ONE);
    energyIs("roof-1", 0.02, before);
    energyIs("roof-2", 5.0, before);
    assertEquals(List.of("", "{\"pv_kwh\":0.02}"), heard("roof-1", before));
    List<String> order = ear.since(before).stream().map(Subscriber.Heard::topic).toList();
    assertTrue(
        order.indexOf("homeassistant/device/sunherd_" + OTHER + "/config")
            < order.lastIndexOf("sunherd/roof-1/energy"),
        order.toString());
  }

  @Test
  @DisplayName("the same of units that changed places while the hub did not run")
  void swappedMeanwhile() throws Exception {
    deploy("roof-1", "roof-2");
    unit("roof-1", ONE);
    energyIs("roof-1", 5.0, 0);
    vertx.undeploy(deployment).await(20, SECONDS);
    int before = ear.now();
    deploy("roof-1", "roof-2");
    energyIs("roof-1", 5.0, before);
    int asleep = ear.now();
    unit("roof-1", OTHER);
    energyIs("roof-1", 0.02, asleep);
    assertTrue(heard("roof-1", asleep).contains(""));
  }

  @Test
  @DisplayName("the energy of a unit at its new id, without waiting for the next minute")
  void renamed() throws Exception {
    deploy("roof-1");
    unit("roof-1", ONE);
    energyIs("roof-1", 5.0, 0);
    int before = ear.now();
    configure("shed-9");
    ear.await(before, "sunherd/roof-1/energy", "");
    unit("shed-9", ONE);
    energyIs("shed-9", 5.0, before);
  }

  @Test
  @DisplayName("no value again of a unit that has left, or of another at its id")
  void left() throws Exception {
    deploy("roof-1", "roof-2", "roof-3");
    for (String id : List.of("roof-1", "roof-2", "roof-3")) {
      unit(id, id.equals("roof-2") ? OTHER : ONE + id);
      ear.await(0, "sunherd/" + id + "/state");
      reading(id, "status", "QPIGS", Map.of("pv_watts", 7));
      ear.await(0, "sunherd/" + id + "/status");
    }
    int before = ear.now();
    configure("roof-2", "roof-3");
    unit("roof-2", ONE);
    ear.await(before, "sunherd/roof-1/state", "");
    stateOf("roof-2", ONE, before);
    before = ear.now();
    ear.publish("homeassistant/status", "online", false);
    ear.await(before, "sunherd/roof-3/status");
    ear.publish("end", "", false);
    ear.await(before, "end");
    List<String> again = ear.since(before).stream().map(Subscriber.Heard::topic).toList();
    assertFalse(again.contains("sunherd/roof-1/status"), again.toString());
    assertFalse(again.contains("sunherd/roof-2/status"), again.toString());
  }

  @Test
  @DisplayName("nothing of the batteries of units that have left")
  void batteries() throws Exception {
    deploy("roof-1", "roof-2");
    unit("roof-1", ONE);
    battery("a", "roof-1");
    battery("b", "roof-2");
    ear.await(
        0,
        message ->
            message.topic().equals("sunherd/battery") && message.payload().contains("batteries"));
    int before = ear.now();
    configure("roof-2");
    ear.await(before, "sunherd/roof-1/state", "");
    battery("b", "roof-2");
    assertNull(ear.await(before, "sunherd/battery").json().getValue("batteries"));
  }

  private static Verdict settings(String serial, String value) {
    Map<String, Object> row =
        Map.of("name", "output_source_priority", "read_back", true, "value", value);
    return new Verdict(200, Map.of("serial", serial, "settings", List.of(row)));
  }

  private Message<ShowSettings> question(int at) throws Exception {
    CompletableFuture<Message<ShowSettings>> asked = new CompletableFuture<>();
    vertx.setPeriodic(
        5,
        timer -> {
          if (questions.size() > at) {
            vertx.cancelTimer(timer);
            asked.complete(questions.get(at));
          }
        });
    return asked.get(30, SECONDS);
  }

  @Test
  @DisplayName("no setting of the unit that had the id when it was asked for")
  void lateSettings() throws Exception {
    String topic = "sunherd/roof-1/settings/output_source_priority";
    deploy("roof-1");
    unit("roof-1", ONE);
    Message<ShowSettings> first = question(0);
    unit("roof-1", OTHER);
    stateOf("roof-1", OTHER, 0);
    first.reply(settings(ONE, "solar"));
    question(1).reply(settings(OTHER, "sbu"));
    assertEquals("sbu", ear.await(0, topic).payload());
  }

  @Test
  @DisplayName("nothing for a setting that was read as one without a value")
  void lostSetting() throws Exception {
    String topic = "sunherd/roof-1/settings/output_source_priority";
    deploy("roof-1");
    unit("roof-1", ONE);
    question(0).reply(settings(ONE, "sbu"));
    ear.await(0, topic, "sbu");
    int before = ear.now();
    reading(
        "roof-1", "settings", "QPIRI", Collections.singletonMap("output_source_priority", null));
    ear.await(before, topic, "");
  }
}
