package io.sunherd.mqtt.order;

import static io.sunherd.mqtt.order.OrderDesk.BATTERY;
import static io.sunherd.mqtt.order.OrderDesk.BUZZER;
import static io.sunherd.mqtt.order.OrderDesk.FLOAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Change;
import io.sunherd.bus.PushBattery;
import io.sunherd.bus.Verdict;
import io.sunherd.suite.PureTests;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order by MQTT: what is asked for, and what is answered. */
@PureTests
class TakenOrdersTest {
  private static final Verdict DONE =
      new Verdict(200, Map.of("setting", "battery_float_volt", "changed", true));

  private final OrderDesk desk = new OrderDesk(true);

  private static Change change(String inverter, String setting, Object value, String by) {
    Actor actor = new Actor("mqtt", true, "mqtt://broker", by);
    return new Change(actor, inverter, setting, value, false, false, false);
  }

  private void refused(int status, String words) {
    assertEquals(status, desk.last().getInteger("status"), () -> desk.last().encode());
    assertFalse(desk.last().getBoolean("ok"));
    String error = desk.last().getString("error");
    assertTrue(error.contains(words), error);
    assertEquals(1, desk.sent.size(), () -> desk.sent.toString());
    assertEquals(List.of(), desk.asked);
  }

  @Test
  void isTakenAndThenAnsweredAsHttpAnswers() {
    desk.order(FLOAT, "{\"value\":53.0,\"id\":\"a1\",\"by\":\"night tariff\"}");
    assertEquals(change("roof-1", "battery_float_volt", 53.0, "night tariff"), desk.change(0));
    assertEquals("sunherd/roof-1/settings/battery_float_volt/result", desk.sent.get(0).topic());
    assertEquals(new JsonObject("{\"id\":\"a1\",\"pending\":true}"), desk.last());
    desk.answer(0, DONE);
    assertEquals(2, desk.sent.size());
    assertEquals(
        new JsonObject(
            "{\"id\":\"a1\",\"ok\":true,\"status\":200,\"setting\":\"battery_float_volt\","
                + "\"changed\":true}"),
        desk.last());
    assertEquals(new OrderCounts(1, 0, 0, 0, 0), desk.orders.counts());
  }

  @ParameterizedTest
  @CsvSource({
    "battery_float_volt, 53.0, 53.0",
    "battery_float_volt, ' 53.0\n', 53.0",
    "battery_float_volt, on, on",
    "output_source_priority, sbu, sbu",
    "charging_window, 22:00, 22:00",
    "anything, off, off"
  })
  void takesPlainWordsAsTheyAre(String setting, String payload, String value) {
    desk.order("sunherd/roof-1/settings/" + setting + "/set", payload);
    assertEquals(change("roof-1", setting, value, null), desk.change(0));
    assertEquals(new JsonObject("{\"id\":null,\"pending\":true}"), desk.last());
  }

  @ParameterizedTest
  @CsvSource({"on, true", "true, true", "ON, true", "off, false", "false, false"})
  void switchesAreOnAndOff(String word, boolean value) {
    desk.order(BUZZER, word);
    desk.order(BUZZER, "{\"value\":\"" + word + "\"}");
    desk.order(BUZZER, "{\"value\":" + value + "}");
    for (int i = 0; i < 3; i++) {
      assertEquals(change("roof-1", "buzzer", value, null), desk.change(i));
    }
  }

  @Test
  void confirmsTriesAndNamesTheUnit() {
    desk.order(FLOAT, "{\"value\":53,\"confirm\":true,\"dry_run\":true,\"serial\":\"9293\"}");
    Change change = desk.change(0);
    assertTrue(change.confirm());
    assertTrue(change.dryRun());
    assertEquals(Map.of("roof-1", "9293"), change.serials());
  }

  @Test
  void goesToTheWholeSystem() {
    desk.order("sunherd/system/settings/battery_type/set", "user");
    assertEquals(change(null, "battery_type", "user", null), desk.change(0));
    assertEquals("sunherd/system/settings/battery_type/result", desk.sent.get(0).topic());
  }

  @Test
  void anEmptyMessageIsNoOrder() {
    desk.order(FLOAT, "");
    desk.kept(FLOAT, "");
    assertEquals(List.of(), desk.sent);
    assertEquals(List.of(), desk.kept);
    assertEquals(new OrderCounts(0, 0, 0, 0, 0), desk.orders.counts());
  }

  @Test
  void whatTheBrokerReplaysIsRefusedAndCleared() {
    desk.kept(FLOAT, "{\"value\":53.0,\"id\":\"a1\"}");
    refused(409, "retained");
    assertEquals("a1", desk.last().getString("id"));
    assertEquals(FLOAT, desk.kept.get(0).topic());
    assertEquals(0, desk.kept.get(0).payload().length());
  }

  @Test
  void whatTheBrokerReplaysIsClearedAlsoWhereItCannotBeRead() {
    desk.kept(FLOAT, "{");
    refused(400, "JSON");
    assertEquals(1, desk.kept.size());
  }

  @Test
  void nothingIsClearedNorChangedWhereAnotherHubIs() {
    desk.isContested = true;
    desk.kept(FLOAT, "53.0");
    assertEquals(List.of(), desk.kept);
    desk.order(FLOAT, "53.0");
    assertEquals(409, desk.last().getInteger("status"));
    assertTrue(desk.last().getString("error").contains("mqtt.base"));
    assertEquals(List.of(), desk.asked);
    desk.orders.look();
    assertEquals(List.of(), desk.kept);
    desk.isContested = false;
    desk.orders.look();
    desk.orders.look();
    assertEquals(List.of(new OrderDesk.Published(FLOAT, Buffer.buffer())), desk.kept);
  }

  @Test
  void withoutWritesEveryOrderIsRefused() {
    OrderDesk closed = new OrderDesk(false);
    closed.order(FLOAT, "{\"value\":53.0,\"id\":\"a1\"}");
    assertEquals(1, closed.sent.size());
    assertEquals(403, closed.last().getInteger("status"));
    assertEquals("a1", closed.last().getString("id"));
    assertTrue(closed.last().getString("error").contains("writes: true"));
    assertEquals(List.of(), closed.asked);
  }

  @Test
  void whatIsTooLongIsNotRead() {
    desk.order(FLOAT, "{\"id\":\"a1\",\"value\":53.0" + " ".repeat(4_096) + "}");
    refused(413, "4096");
    assertNull(desk.last().getValue("id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}x",
        "{\"value\":1}{}",
        "{\"value\":1,\"value\":2}",
        "{\"value\":NaN}",
        "{\"value\":1e999}",
        "{\"value\":99999999999999999999}",
        "{\"value\":[1]}",
        "{\"value\":{\"value\":1}}",
        "{\"value\":1,\"confirm\":\"true\"}",
        "{\"value\":1,\"dry_run\":1}",
        "{\"value\":1,\"by\":5}",
        "{\"value\":1,\"cmd\":\"PBFT\"}",
        "{\"value\":1,\"serials\":{}}",
        "{\"value\":1,\"id\":5}",
        "{\"value\":1,\"id\":\"\"}",
        "{\"value\":1,\"id\":\"a\\nb\"}"
      })
  void whatIsNotAnOrderIsRefused(String payload) {
    desk.order(FLOAT, payload);
    refused(400, "");
  }

  @Test
  void whatIsWrongIsToldToWhoSentIt() {
    desk.order(FLOAT, "{\"value\":1,\"id\":\"a1\",\"colour\":2}");
    refused(400, "\"colour\" is not known here");
    assertEquals("a1", desk.last().getString("id"));
  }

  @Test
  void aPlainValueIsShort() {
    desk.order(FLOAT, "5".repeat(101));
    refused(400, "100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clock", "equalise_now", "factory_settings", "erase_energy", "erase_data_log"})
  void whatHasNoStateOfItsOwnIsNotTaken(String setting) {
    desk.order("sunherd/roof-1/settings/" + setting + "/set", "{\"value\":true,\"confirm\":true}");
    refused(403, "no state");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sunherd/Roof/settings/battery_float_volt",
        "sunherd/No_Body/settings/buzzer",
        "sunherd/roof-1/settings/battery-float-volt",
        "sunherd/roof-1/settings/a b",
        "sunherd/roof-1/settings/é",
        "sunherd/roof-1/settings/",
        "sunherd//settings/buzzer"
      })
  void whatNothingIsCalledIsAnswered(String topic) {
    desk.order(topic + "/set", "{\"value\":53.0,\"id\":\"a1\"}");
    refused(404, "is called so");
    assertEquals("a1", desk.last().getString("id"));
    assertEquals(topic + "/result", desk.sent.get(0).topic());
    desk.kept(topic + "/set", "53.0");
    assertEquals(409, desk.last().getInteger("status"));
    assertEquals(topic + "/set", desk.kept.get(0).topic());
  }

  @ParameterizedTest
  @CsvSource({"503, false, true", "429, false, true", "504, false, false", "503, true, false"})
  void whatWasNotSentMayComeAgain(int status, boolean isGroup, boolean isNew) {
    String order = "{\"value\":53.0,\"id\":\"a1\"}";
    desk.order(FLOAT, order);
    desk.answer(
        0,
        new Verdict(
            status, isGroup ? Map.of("error", "No.", "units", Map.of()) : Map.of("error", "No.")));
    desk.order(FLOAT, order);
    assertEquals(isNew ? 2 : 1, desk.asked.size());
    assertEquals(isNew ? null : true, desk.last().getBoolean("repeated"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sunherd/roof-1/settings/battery_float_volt",
        "sunherd/roof-1/settings/battery_float_volt/result",
        "sunherd/roof+1/settings/battery_float_volt/set",
        "sunherd/#/settings/battery_float_volt/set",
        "sunherd/roof-1/more/settings/buzzer/set",
        "sunherd/roof-1/settings/buzzer\n/set",
        "other/roof-1/settings/buzzer/set",
        "sunherd",
        ""
      })
  void oddTopicsAreIgnored(String topic) {
    desk.order(topic, "53.0");
    desk.kept(topic, "53.0");
    assertEquals(List.of(), desk.sent);
    assertEquals(List.of(), desk.kept);
    assertEquals(List.of(), desk.asked);
    assertEquals(2, desk.orders.counts().ignored());
  }

  @Test
  void theSameIdIsObeyedOnce() {
    String order = "{\"value\":53.0,\"id\":\"a1\"}";
    desk.order(FLOAT, order);
    desk.order(FLOAT, order); // while the first is under way
    desk.answer(0, DONE);
    desk.order(FLOAT, order); // and afterwards
    assertEquals(1, desk.asked.size());
    assertEquals(4, desk.sent.size(), "pending, and one answer for each");
    assertTrue(desk.sent.get(1).json().getBoolean("changed"));
    for (int i = 2; i < 4; i++) {
      JsonObject again = desk.sent.get(i).json();
      assertEquals("a1", again.getString("id"));
      assertTrue(again.getBoolean("ok"));
      assertFalse(again.getBoolean("changed"));
    }
    assertEquals(new OrderCounts(1, 0, 2, 0, 0), desk.orders.counts());
  }

  @Test
  void ofAGroupNothingIsChangedTheSecondTime() {
    String topic = "sunherd/system/settings/battery_float_volt/set";
    desk.order(topic, "{\"value\":53.0,\"id\":\"a1\"}");
    desk.answer(
        0,
        new Verdict(
            200, Map.of("changed", true, "units", Map.of("roof-1", Map.of("changed", true)))));
    desk.order(topic, "{\"value\":53.0,\"id\":\"a1\"}");
    JsonObject unit = desk.last().getJsonObject("units").getJsonObject("roof-1");
    assertFalse(unit.getBoolean("changed"));
    assertEquals(1, desk.asked.size());
  }

  @Test
  void anotherOrderOfTheSameIdIsNoRepetition() {
    desk.order(FLOAT, "{\"value\":53.0,\"id\":\"a1\"}");
    desk.order(FLOAT, "{\"value\":54.0,\"id\":\"a1\"}");
    desk.order(FLOAT, "{\"value\":53.0,\"id\":\"a1\"}");
    desk.order(BUZZER, "{\"value\":53.0,\"id\":\"a1\"}");
    assertEquals(4, desk.asked.size());
  }

  @Test
  void anIdIsForgottenAfterSomeMinutes() {
    String order = "{\"value\":53.0,\"id\":\"a1\"}";
    desk.order(FLOAT, order);
    desk.answer(0, DONE);
    desk.pass(11);
    desk.order(FLOAT, order);
    assertEquals(2, desk.asked.size());
  }

  @Test
  void aPacketThatIsDeliveredAgainIsObeyedOnce() {
    desk.packet(FLOAT, "53.0", 7, false);
    desk.packet(FLOAT, "53.0", 7, true);
    desk.answer(0, DONE);
    assertEquals(1, desk.asked.size());
    assertFalse(desk.last().getBoolean("changed"));
    desk.packet(FLOAT, "53.0", 7, false); // the number is used again, for a new order
    desk.packet(FLOAT, "53.0", 8, true); // the first arrival did not come
    assertEquals(3, desk.asked.size());
  }

  @Test
  void tooManyAtATimeAreRefused() {
    for (int i = 0; i < MqttOrders.MOST_UNDER_WAY; i++) {
      desk.order(FLOAT, "{\"value\":53.0,\"id\":\"a" + i + "\"}");
    }
    desk.order(FLOAT, "{\"value\":53.0,\"id\":\"late\"}");
    assertEquals(429, desk.last().getInteger("status"));
    assertEquals("late", desk.last().getString("id"));
    desk.order(FLOAT, "{\"value\":53.0,\"id\":\"a1\"}"); // a repetition waits, too
    assertEquals(429, desk.last().getInteger("status"));
    desk.answer(0, DONE);
    desk.order(FLOAT, "{\"value\":53.0,\"id\":\"late\"}");
    assertEquals(MqttOrders.MOST_UNDER_WAY + 1, desk.asked.size());
  }

  @Test
  void aFailureOfTheHubIsAnAnswer() {
    desk.order(FLOAT, "53.0");
    desk.asked.get(0).answer().fail(new IllegalStateException("?"));
    assertEquals(500, desk.last().getInteger("status"));
    assertFalse(desk.last().getBoolean("ok"));
  }

  @Test
  void whoSendsItIsKeptAsAClaim() {
    desk.order(FLOAT, "{\"value\":1,\"by\":\" a\\n\\u202eb" + "c".repeat(100) + "\"}");
    assertEquals("ab" + "c".repeat(62), desk.change(0).actor().claim());
    assertEquals("mqtt", desk.change(0).actor().name());
    desk.order(FLOAT, "{\"value\":1,\"by\":\"\\n\"}");
    assertNull(desk.change(1).actor().claim());
  }

  @Test
  void readingsOfTheBatteryAreTakenWhetherThereAreWritesOrNot() {
    OrderDesk closed = new OrderDesk(false);
    closed.order(BATTERY, "{\"soc\":57,\"volts\":52.1,\"id\":\"b1\"}");
    PushBattery push = (PushBattery) closed.asked.get(0).wish();
    assertEquals(Map.of("soc", 57, "volts", 52.1), push.values());
    assertTrue(push.actor().operator());
    closed.answer(0, new Verdict(200, Map.of("soc", 57)));
    assertEquals(1, closed.sent.size(), "a reading is not pending");
    assertEquals("sunherd/battery/result", closed.sent.get(0).topic());
    assertEquals(
        new JsonObject("{\"id\":\"b1\",\"ok\":true,\"status\":200,\"soc\":57}"), closed.last());
  }

  @Test
  void aReadingThatTheBrokerReplaysSaysWhenItWasMeasured() {
    desk.kept(BATTERY, "{\"soc\":57}");
    refused(409, "\"at\"");
    desk.kept(BATTERY, "{\"soc\":57,\"at\":\"2026-11-29T12:00:00Z\"}");
    assertEquals(1, desk.asked.size());
    assertEquals(List.of(), desk.kept, "it is not the hub's to clear");
  }

  @ParameterizedTest
  @ValueSource(strings = {"57", "{\"soc\":57,\"value\":5}", "[57]"})
  void whatIsNoReadingIsRefused(String payload) {
    desk.order(BATTERY, payload);
    refused(400, "");
  }

  @Test
  void endsWhenAllAreAnswered() {
    desk.order(FLOAT, "53.0");
    Future<Void> end = desk.orders.close();
    assertFalse(end.isComplete());
    desk.order(FLOAT, "54.0");
    assertEquals(503, desk.last().getInteger("status"));
    desk.answer(0, DONE);
    assertTrue(end.isComplete());
    assertTrue(new OrderDesk(true).orders.close().isComplete());
  }
}
