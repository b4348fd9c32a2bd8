package io.sunherd.web.stream;

import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.web.api.InvertersHandler;
import io.sunherd.web.api.SystemHandler;
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
 * All that changes, told to every client that wants it: a snapshot first, then one frame a change,
 * with one sequence of numbers for all. For one event loop only.
 */
public final class Stream implements Newest.Listener {
  private static final long GOODBYE_MS = 200;

  private final Newest newest;
  private final InvertersHandler inverters;
  private final Set<StreamClient> clients = new LinkedHashSet<>();
  private long seq;

  /** Tells what is known here, as the API describes it. */
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

  /** Asks every client whether it is still there. */
  void ping(int most) {
    List.copyOf(clients).forEach(client -> client.ping(most));
  }

  /** Listens again to those who sent more than they may. */
  void tick() {
    clients.forEach(StreamClient::tick);
  }

  /** Whether anybody listens who may not do so for ever. */
  boolean hasGuests() {
    return clients.stream().anyMatch(StreamClient::isGuest);
  }

  /** Lets those go who may listen no more. */
  public void review(Known known) {
    List.copyOf(clients).forEach(client -> client.review(known));
  }

  /** Takes leave of every client; those that do not listen are not waited for. */
  public Future<Void> close(Vertx vertx) {
    Future<Void> said =
        Future.join(clients.stream().map(StreamClient::close).toList())
            .<Void>mapEmpty()
            .otherwiseEmpty();
    return Future.any(said, vertx.timer(GOODBYE_MS, TimeUnit.MILLISECONDS)).mapEmpty();
  }

  /** Tells a client the snapshot that it is owed, if there is one and it keeps up. */
  void settle(StreamClient client) {
    Set<String> ids = client.takeOwed();
    if (ids != null) {
      snapshot(client, unit -> ids.contains(unit.id()));
    }
  }

  /** Tells a client how these units are now, as far as it wants to know. */
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
    json.put("system", totals == null ? null : SystemHandler.json(totals));
    client.offer(Frame.lasting("snapshot", seq, json));
  }

  /** Everybody begins anew. */
  @Override
  public void configured() {
    seq++;
    clients.forEach(
        client -> snapshot(client, unit -> client.subscriptions().wantsInverter(unit.id())));
  }

  @Override
  public void heard(LiveUnit unit, Held held) {
    Reading reading = held.reading();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("inverter", unit.id());
    json.put("cmd", reading.command());
    json.putAll(inverters.told(held));
    tell(
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
    tell(
        Frame.lasting("state", ++seq, json),
        client -> client.subscriptions().wantsInverter(unit.id()));
  }

  @Override
  public void summedUp(SystemTotals totals) {
    tell(
        Frame.replaceable("system", "system", ++seq, SystemHandler.json(totals)),
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
    tell(
        Frame.lasting("setting", ++seq, json),
        client -> client.subscriptions().wantsInverter(change.inverter()));
  }

  private void tell(Frame frame, Predicate<StreamClient> whom) {
    for (StreamClient client : clients) {
      if (whom.test(client)) {
        client.offer(frame);
      }
    }
  }
}
