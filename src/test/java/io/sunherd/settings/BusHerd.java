package io.sunherd.settings;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryRules;
import io.sunherd.bus.Change;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Restore;
import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.Wiring;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The settings on a bus whose inverters answer when they are told to: what comes before what is the
 * test's choice. The clock runs so fast that nothing is read back for a second time.
 */
final class BusHerd implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  private final AtomicLong nanos = new AtomicLong();
  private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");
  final Map<String, BusInverter> inverters = new LinkedHashMap<>();
  final Path audit;

  /** The parallel system that all of them belong to, or nothing. */
  volatile String system = "";

  /** What the owner has configured of the battery. */
  volatile BatteryRules rules = BatteryRules.NONE;

  private String settings;

  /** So many inverters: roof-1 with the serial number 9001, roof-2 ... */
  BusHerd(Path folder, int count) throws Exception {
    audit = folder.resolve("audit.jsonl");
    RecordCodec.register(vertx.eventBus());
    for (int i = 1; i <= count; i++) {
      inverters.put("roof-" + i, new BusInverter(this, "roof-" + i, "900" + i));
    }
    deploy();
  }

  /** Begins the settings. */
  void deploy() throws Exception {
    List<Wiring> wirings =
        inverters.keySet().stream().map(id -> new Wiring(id, null, null, 0)).toList();
    settings =
        vertx
            .deployVerticle(
                new SettingsVerticle(
                    new Configured(wirings).with(rules),
                    audit,
                    1000,
                    () -> now,
                    () -> nanos.addAndGet(SECONDS.toNanos(3))),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
            .await(20, SECONDS);
    inverters.values().forEach(one -> one.become(Condition.ONLINE));
  }

  /** Ends the settings. */
  Future<Void> stop() {
    return vertx.undeploy(settings);
  }

  /** Ends the settings, and begins them anew. */
  void restart() throws Exception {
    stop().await(20, SECONDS);
    deploy();
  }

  /** Some time goes by. */
  void pass(Duration time) {
    now = now.plus(time);
  }

  /** All of them are one parallel system. */
  void join() {
    system = "9001";
    for (BusInverter one : inverters.values()) {
      vertx
          .eventBus()
          .publish(
              Addresses.MEMBERS, new Member(one.serial, system, 0, "roof-1", true, 0, null, null));
    }
  }

  BusInverter at(int number) {
    return inverters.get("roof-" + number);
  }

  Future<Verdict> begin(String inverter, String setting, Object value) {
    return ask(
        Addresses.CHANGE, new Change(TappedHub.ANNA, inverter, setting, value, false, true, false));
  }

  Verdict put(String inverter, String setting, Object value) throws Exception {
    return begin(inverter, setting, value).await(20, SECONDS);
  }

  Verdict undo(Object entry) throws Exception {
    return beginUndo(entry).await(20, SECONDS);
  }

  Future<Verdict> beginUndo(Object entry) {
    return ask(Addresses.UNDO, new Undo(TappedHub.ANNA, entry.toString(), true, false));
  }

  Verdict restore(String inverter, Map<String, Object> values) throws Exception {
    return ask(Addresses.RESTORE, new Restore(TappedHub.ANNA, inverter, values, true, false))
        .await(20, SECONDS);
  }

  Future<Verdict> ask(String address, Object request) {
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
