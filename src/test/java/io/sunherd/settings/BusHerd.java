package io.sunherd.settings;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Change;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.Order;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Receipt;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Restore;
import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.Wiring;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Setting;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The settings on a bus whose inverters answer when they are told to: what comes before what is the
 * test's choice. The clock runs so fast that nothing is read back for a second time.
 */
final class BusHerd implements AutoCloseable {
  private static final Dialect DIALECT = Dialects.find("pi30max").orElseThrow();

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nanos = new AtomicLong();
  private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private final Map<String, Inverter> inverters = new LinkedHashMap<>();
  final Path audit;
  private String settings;

  /** An inverter, which is set as it was ordered. */
  final class Inverter {
    final String id;
    private volatile String serial;
    private final Map<String, Map<String, Object>> data = new HashMap<>();
    private final List<Message<Ask>> waiting = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private boolean isHeld;
    private int mutedQuestions;
    private int mutedAfterOrder;
    private boolean losesReply;
    private Runnable afterOrder = () -> {};

    private Inverter(String id, String serial) {
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
              asked.forEach(one -> Failure.GARBLED.reply(one, code + " is not known here."));
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
      orders.add(text);
      mutedQuestions = mutedAfterOrder;
      mutedAfterOrder = 0;
      if (text.equals("PF")) {
        press("battery_float_volt", 54.0);
      } else {
        Dialect.Assignment assigned = DIALECT.assignment(text).orElseThrow();
        boolean isSystem = assigned.setting().scope() == Setting.Scope.SYSTEM;
        for (Inverter one : inverters.values()) {
          if (one == this || (isSystem && !system.isEmpty())) {
            one.press(assigned.setting().name(), assigned.value());
          }
        }
      }
      afterOrder.run();
      if (losesReply) {
        Failure.SILENT.reply(message, id + " did not answer.");
      } else {
        message.reply(new Receipt(id, text, true, 0));
      }
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

  private String system = "";

  /** So many inverters: roof-1 with the serial number 9001, roof-2 ... */
  BusHerd(Path folder, int count) throws Exception {
    audit = folder.resolve("audit.jsonl");
    RecordCodec.register(vertx.eventBus());
    for (int i = 1; i <= count; i++) {
      inverters.put("roof-" + i, new Inverter("roof-" + i, "900" + i));
    }
    deploy();
  }

  private void deploy() throws Exception {
    List<Wiring> wirings =
        inverters.keySet().stream().map(id -> new Wiring(id, null, null, 0)).toList();
    settings =
        vertx
            .deployVerticle(
                new SettingsVerticle(
                    wirings, audit, 1000, () -> now, () -> nanos.addAndGet(SECONDS.toNanos(3))),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
            .await(20, SECONDS);
    inverters.values().forEach(one -> one.become(Condition.ONLINE));
  }

  /** Ends the settings, and begins them anew. */
  void restart() throws Exception {
    vertx.undeploy(settings).await(20, SECONDS);
    deploy();
  }

  /** Some time goes by. */
  void pass(Duration time) {
    now = now.plus(time);
  }

  /** All of them are one parallel system. */
  void join() {
    system = "9001";
    for (Inverter one : inverters.values()) {
      vertx
          .eventBus()
          .publish(
              Addresses.MEMBERS, new Member(one.serial, system, 0, "roof-1", true, 0, null, null));
    }
  }

  Inverter at(int number) {
    return inverters.get("roof-" + number);
  }

  Future<Verdict> begin(String inverter, String setting, Object value) {
    return ask(
        Addresses.CHANGE, new Change(House.ANNA, inverter, setting, value, false, true, false));
  }

  Verdict put(String inverter, String setting, Object value) throws Exception {
    return begin(inverter, setting, value).await(20, SECONDS);
  }

  Verdict undo(Object entry) throws Exception {
    return beginUndo(entry).await(20, SECONDS);
  }

  Future<Verdict> beginUndo(Object entry) {
    return ask(Addresses.UNDO, new Undo(House.ANNA, entry.toString(), true, false));
  }

  Verdict restore(String inverter, Map<String, Object> values) throws Exception {
    return ask(Addresses.RESTORE, new Restore(House.ANNA, inverter, values, true, false))
        .await(20, SECONDS);
  }

  private Future<Verdict> ask(String address, Object request) {
    return vertx.eventBus().<Verdict>request(address, request).map(Message::body);
  }

  Verdict audit() throws Exception {
    return beginAudit(null, 100).await(20, SECONDS);
  }

  Verdict wait(String address, Object request) throws Exception {
    return ask(address, request).await(20, SECONDS);
  }

  Future<Verdict> beginAudit(String inverter, int limit) {
    return ask(Addresses.SHOW_AUDIT, new ShowAudit(inverter, null, limit));
  }

  /** The entry of that number. */
  Map<String, Object> entry(long id) throws Exception {
    return Claims.rows(audit().body().get("entries")).stream()
        .filter(entry -> entry.get("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
