package io.sunherd.web.stream;

import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.json.SystemJson;
import io.sunherd.web.api.InvertersHandler;
import io.sunherd.web.gate.CurrentAccounts.Known;
import io.sunherd.web.live.Held;
import io.sunherd.web.live.LiveUnit;
import io.sunherd.web.live.Newest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends all changes to every client that wants them: a snapshot first, then one frame for each
 * change, with the same sequence numbers for all. For one event loop only.
 */
public final class Stream implements Newest.Listener {
  private static final long CLOSE_MS = 200;

  private final Newest newest;
  private final InvertersHandler inverters;
  private final Set<StreamClient> clients = new LinkedHashSet<>();
  private long seq;

  /** Sends these newest values, in the same form as the API. */
  public Stream(Newest newest, InvertersHandler inverters) {
    this.newest = newest;
    this.inverters = inverters;
  }

  /** How many clients there are. */
  public int size() {
    return clients.size();
  }

  void add(StreamClient client) {
    clients.add(client);
    snapshot(client, unit -> client.subscriptions().wantsInverter(unit.id()));
  }

  void remove(StreamClient client) {
    clients.remove(client);
  }

  /** Pings every client. */
  void ping(int most) {
    List.copyOf(clients).forEach(client -> client.ping(most));
  }

  /** A tick of {@link ClientPace}: resumes reading from clients that were paused. */
  void tick() {
    clients.forEach(StreamClient::tick);
  }

  /** Whether there is a client whose permission may end. */
  boolean hasGuests() {
    return clients.stream().anyMatch(StreamClient::isGuest);
  }

  /** Disconnects the clients that are no longer permitted. */
  public void review(Known known) {
    List.copyOf(clients).forEach(client -> client.review(known));
  }

  /** Closes all clients; does not wait for those that do not read. */
  public Future<Void> close(Vertx vertx) {
    Future<Void> closed =
        Future.join(clients.stream().map(StreamClient::close).toList())
            .<Void>mapEmpty()
            .otherwiseEmpty();
    return Future.any(closed, vertx.timer(CLOSE_MS, TimeUnit.MILLISECONDS)).mapEmpty();
  }

  /** Sends a client the snapshot it is owed, if there is one and the client keeps up. */
  void settle(StreamClient client) {
    Set<String> ids = client.takeOwed();
    if (ids != null) {
      snapshot(client, unit -> ids.contains(unit.id()));
    }
  }

  /** Sends a client the present values of these units that it has subscribed to. */
  private void snapshot(StreamClient client, Predicate<LiveUnit> which) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    List<Object> units = new ArrayList<>();
    for (LiveUnit unit : newest.units()) {
      if (which.test(unit)) {
        units.add(
            inverters.withReadings(
                unit,
                reading ->
                    client
                        .subscriptions()
                        .wantsReading(unit.id(), reading.command(), reading.code())));
      }
    }
    json.put("inverters", units);
    SystemTotals totals = newest.totals();
    json.put("system", totals == null ? null : SystemJson.of(totals));
    client.offer(Frame.lasting("snapshot", seq, json));
  }

  @Override
  public void configured() {
    renew(client -> true);
  }

  @Override
  public void forgot(LiveUnit unit) {
    renew(client -> client.subscriptions().wantsInverter(unit.id()));
  }

  /** Sends a new snapshot. */
  private void renew(Predicate<StreamClient> to) {
    seq++;
    clients.stream()
        .filter(to)
        .forEach(
            client -> snapshot(client, unit -> client.subscriptions().wantsInverter(unit.id())));
  }

  @Override
  public void heard(LiveUnit unit, Held held) {
    Reading reading = held.reading();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("inverter", unit.id());
    json.put("cmd", reading.command());
    json.putAll(inverters.json(held));
    send(
        Frame.replaceable(unit.id() + " " + reading.code(), "reading", ++seq, json),
        client ->
            client.subscriptions().wantsReading(unit.id(), reading.command(), reading.code()));
  }

  @Override
  public void became(LiveUnit unit) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("inverter", unit.id());
    json.putAll(inverters.described(unit));
    json.put("error", json.get("last_error"));
    send(
        Frame.lasting("state", ++seq, json),
        client -> client.subscriptions().wantsInverter(unit.id()));
  }

  @Override
  public void summedUp(SystemTotals totals) {
    send(
        Frame.replaceable("system", "system", ++seq, SystemJson.of(totals)),
        client -> client.subscriptions().wantsSystem());
  }

  @Override
  public void set(SettingChange change) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("inverter", change.inverter());
    json.put("setting", change.setting());
    json.put("cmd", change.cmd());
    json.put("from", change.from());
    json.put("value", change.value());
    json.put("by", change.by());
    json.put("at", Instant.ofEpochMilli(change.at()).toString());
    send(
        Frame.lasting("setting", ++seq, json),
        client -> client.subscriptions().wantsInverter(change.inverter()));
  }

  @Override
  public void alarmed(Alarm alarm) {
    String inverter = alarm.inverter();
    send(
        Frame.lasting("alarm", ++seq, alarm.json()),
        client ->
            inverter == null
                ? client.subscriptions().wantsSystem()
                : client.subscriptions().wantsInverter(inverter));
  }

  private void send(Frame frame, Predicate<StreamClient> to) {
    for (StreamClient client : clients) {
      if (to.test(client)) {
        client.offer(frame);
      }
    }
  }
}
