package io.sunherd.settings;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Order;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Receipt;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Setting;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An inverter that is on the bus only: it is set as it was ordered, and answers when told to. */
final class BusInverter {
  private static final Dialect DIALECT = Dialects.find("pi30max").orElseThrow();

  final String id;
  private final BusHerd herd;
  private final Vertx vertx;
  volatile String serial;
  private final Map<String, Map<String, Object>> data = new HashMap<>();
  private final List<Message<Ask>> waiting = new ArrayList<>();
  private final List<String> orders = new ArrayList<>();
  private boolean isHeld;
  private int mutedQuestions;
  private int mutedAfterOrder;
  private boolean losesReply;
  private boolean keepsOrders;
  private Runnable afterOrder = () -> {};
  private Runnable beforeAnswer = () -> {};
  private Message<Order> order;
  private boolean holdsOrders;

  BusInverter(BusHerd herd, String id, String serial) {
    this.herd = herd;
    this.vertx = herd.vertx;
    this.id = id;
    this.serial = serial;
    data.put("QPIRI", new HashMap<>(Map.of("battery_rating_voltage", 48.0)));
    data.put("QFLAG", new HashMap<>());
    press("battery_float_volt", 54.0);
    press("battery_bulk_volt", 56.4);
    press("buzzer", true);
    press("backlight", true);
    vertx.eventBus().<Ask>consumer(Addresses.ask(id), this::asked);
    vertx.eventBus().<Order>consumer(Addresses.order(id), this::ordered);
  }

  private synchronized void asked(Message<Ask> message) {
    beforeAnswer.run();
    if (mutedQuestions > 0) {
      mutedQuestions--;
      Failure.SILENT.reply(message, id + " did not answer.");
      return;
    }
    waiting.add(message);
    notifyAll();
    if (!isHeld) {
      answer();
    }
  }

  /** One exchange serves all who ask the same, and it is told to everybody first. */
  private void answer() {
    Map<String, List<Message<Ask>>> byCode = new LinkedHashMap<>();
    waiting.forEach(
        one -> byCode.computeIfAbsent(one.body().command(), c -> new ArrayList<>()).add(one));
    waiting.clear();
    byCode.forEach(
        (code, asked) -> {
          if (!data.containsKey(code)) {
            asked.forEach(one -> Failure.REFUSED.reply(one, code + " is not known here."));
            return;
          }
          Reading reading = show(code);
          asked.forEach(one -> one.reply(reading));
        });
  }

  /** Tells everybody how it is, as it does when it is polled. */
  synchronized Reading show(String code) {
    Reading reading = new Reading(id, code, code, 0, 0, "(", Map.copyOf(data.get(code)));
    vertx.eventBus().publish(Addresses.READINGS, reading);
    return reading;
  }

  private synchronized void ordered(Message<Order> message) {
    String text = message.body().text();
    if (keepsOrders) {
      Failure.OFFLINE.reply(message, id + " is offline.");
      return;
    }
    orders.add(text);
    mutedQuestions = mutedAfterOrder;
    mutedAfterOrder = 0;
    if (text.equals("PF")) {
      press("battery_float_volt", 54.0);
    } else {
      Dialect.Assignment assigned = DIALECT.assignment(text).orElseThrow();
      boolean isSystem = assigned.setting().scope() == Setting.Scope.SYSTEM;
      for (BusInverter one : herd.inverters.values()) {
        if (one == this || (isSystem && !herd.system.isEmpty())) {
          one.press(assigned.setting().name(), assigned.value());
        }
      }
    }
    afterOrder.run();
    if (losesReply) {
      Failure.SILENT.reply(message, id + " did not answer.");
    } else if (holdsOrders) {
      order = message;
      notifyAll();
    } else {
      message.reply(new Receipt(id, text, true, 0));
    }
  }

  /** From now on whoever orders something waits. */
  synchronized void holdOrders() {
    holdsOrders = true;
  }

  /** Waits for an order that it is to hold. */
  synchronized void awaitOrder() throws InterruptedException {
    while (order == null) {
      wait();
    }
  }

  /** Answers the order that it holds, and all to come. */
  synchronized void releaseOrder() throws InterruptedException {
    awaitOrder();
    holdsOrders = false;
    order.reply(new Receipt(id, order.body().text(), true, 0));
  }

  /** Another one takes its place. */
  void exchange(String number) {
    serial = number;
    become(Condition.ONLINE);
  }

  /** Does this once it was ordered something. */
  synchronized void afterOrder(Runnable deed) {
    afterOrder = deed;
  }

  /** Does this whenever it is asked something. */
  synchronized void beforeAnswer(Runnable deed) {
    beforeAnswer = deed;
  }

  /** It does not answer so many questions. */
  synchronized void mute(int questions) {
    mutedQuestions = questions;
  }

  /** It does not show that setting any more. */
  synchronized void hide(String setting) {
    Setting.Proof proof = DIALECT.setting(setting).orElseThrow().proof();
    data.get(proof.inquiry()).remove(proof.key());
  }

  /** From now on whoever asks waits. */
  synchronized void hold() {
    isHeld = true;
  }

  /** Waits until so many wait. */
  synchronized void await(int count) throws InterruptedException {
    while (waiting.size() < count) {
      wait();
    }
  }

  /** The same, and answers all of them. */
  synchronized void release(int count) throws InterruptedException {
    await(count);
    isHeld = false;
    answer();
  }

  /** It does not answer so many questions after the next order. */
  synchronized void muteAfterOrder(int questions) {
    mutedAfterOrder = questions;
  }

  synchronized void loseReplies(boolean loses) {
    losesReply = loses;
  }

  /** Its port is gone just when something is to be sent: no order leaves the hub. */
  synchronized void keepOrders(boolean keeps) {
    keepsOrders = keeps;
  }

  synchronized void speak() {
    mutedQuestions = 0;
    mutedAfterOrder = 0;
  }

  synchronized List<String> orders() {
    return List.copyOf(orders);
  }

  /** Somebody sets it at its front panel. */
  synchronized void press(String setting, Object value) {
    Setting.Proof proof = DIALECT.setting(setting).orElseThrow().proof();
    data.get(proof.inquiry()).put(proof.key(), value);
  }

  void become(Condition condition) {
    vertx
        .eventBus()
        .publish(
            Addresses.STATES,
            new InverterState(
                id, condition, 0, "x", DIALECT.id(), null, serial, null, null, null, List.of()));
  }
}
