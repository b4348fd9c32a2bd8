package io.sunherd.mqtt.order;

import io.sunherd.bus.Change;
import io.sunherd.bus.PushBattery;
import io.sunherd.bus.Verdict;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Outlet;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Orders whose answers are the test's choice; what is published is kept. */
final class OrderDesk implements Outlet {
  static final String FLOAT = "sunherd/roof-1/settings/battery_float_volt/set";
  static final String BUZZER = "sunherd/roof-1/settings/buzzer/set";
  static final String BATTERY = "sunherd/battery/set";

  /** What was asked for, and waits for its answer. */
  record Asked(Object wish, Promise<Verdict> answer) {
    Change change() {
      return (Change) wish;
    }
  }

  record Published(String topic, Buffer payload) {
    JsonObject json() {
      return payload.toJsonObject();
    }
  }

  final List<Asked> asked = new ArrayList<>();
  final List<Published> sent = new ArrayList<>();
  final List<Published> kept = new ArrayList<>();
  final MqttOrders orders;
  boolean isContested;
  private long nanos;

  OrderDesk(boolean writes) {
    orders =
        new MqttOrders(
            new OrderRules("sunherd", "mqtt://broker", writes),
            new OrderDoors(this::ask, this::push),
            this,
            () -> isContested,
            () -> nanos);
  }

  private Future<Verdict> ask(Change change) {
    Asked one = new Asked(change, Promise.promise());
    asked.add(one);
    return one.answer().future();
  }

  private Future<Verdict> push(PushBattery push) {
    Asked one = new Asked(push, Promise.promise());
    asked.add(one);
    return one.answer().future();
  }

  void pass(long minutes) {
    nanos += TimeUnit.MINUTES.toNanos(minutes);
  }

  void order(String topic, String payload) {
    orders.accept(new Arrival(topic, Buffer.buffer(payload), false, 1));
  }

  void kept(String topic, String payload) {
    orders.accept(new Arrival(topic, Buffer.buffer(payload), true, 1));
  }

  void packet(String topic, String payload, int packet, boolean isRepeated) {
    orders.accept(new Arrival(topic, Buffer.buffer(payload), false, 1, isRepeated, packet));
  }

  Change change(int at) {
    return asked.get(at).change();
  }

  void answer(int at, Verdict verdict) {
    asked.get(at).answer().complete(verdict);
  }

  /** What was published last. */
  JsonObject last() {
    return sent.get(sent.size() - 1).json();
  }

  @Override
  public void keep(String topic, Buffer payload) {
    kept.add(new Published(topic, payload));
  }

  @Override
  public void offer(String topic, Buffer payload) {
    throw new AssertionError("An answer is not to be lost: " + topic);
  }

  @Override
  public void send(String topic, Buffer payload) {
    sent.add(new Published(topic, payload));
  }
}
