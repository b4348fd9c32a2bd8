package io.sunherd.notify;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.bus.alarm.TargetState;
import io.sunherd.bus.alarm.TargetStates;
import io.sunherd.config.Notice;
import io.sunherd.disk.DataFiles;
import io.sunherd.disk.HubId;
import io.sunherd.notify.Outbox.Kept;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the configured targets of alarms as they are published, and that the hub is well. What each
 * target knows is kept in the data folder before it is sent.
 */
public final class NotifyVerticle extends VerticleBase {
  /** The name under which it reports its health. */
  public static final String PART = "notify";

  private static final long LAST_CHANCE_MS = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(NotifyVerticle.class);

  private final Ears ears = new Ears();
  private final Notice notice;
  private final Path folder;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Patience patience;
  private final List<Postman> postmen = new ArrayList<>();
  private @Nullable Senders senders;
  private @Nullable Heartbeats beats;
  private Wording wording = new Wording("", ZoneId.systemDefault());
  private List<TargetState> told = List.of();
  private long kept;
  private Future<Void> keeping = Future.succeededFuture();
  private @Nullable String mishap;

  /** What must be read before anything is told. */
  private record Known(String hub, Map<String, List<Kept>> outboxes) {}

  /**
   * @param notice whom it tells
   * @param folder the data folder
   * @param clock the time of day
   * @param nanos the monotonic clock of delays
   */
  public NotifyVerticle(Notice notice, Path folder, InstantSource clock, LongSupplier nanos) {
    this(notice, folder, clock, nanos, Patience.USUAL);
  }

  /**
   * @param patience how long a target may take to answer
   */
  NotifyVerticle(
      Notice notice, Path folder, InstantSource clock, LongSupplier nanos, Patience patience) {
    this.notice = notice;
    this.folder = folder;
    this.clock = clock;
    this.nanos = nanos;
    this.patience = patience;
  }

  @Override
  public Future<?> start() {
    boolean isNeeded = !notice.targets().isEmpty();
    return (isNeeded ? vertx.executeBlocking(this::read) : none()).compose(this::open);
  }

  private static Future<Known> none() {
    return Future.succeededFuture(new Known("", Map.of()));
  }

  private Known read() {
    return new Known(hubId(), KeptOutboxes.load(folder.resolve(DataFiles.NOTIFY)));
  }

  private String hubId() {
    try {
      return HubId.in(folder);
    } catch (IOException e) {
      LOG.warn("The hub's id cannot be kept in {}: {}", folder, e.toString());
      return "unknown";
    }
  }

  private Future<?> open(Known known) {
    wording = new Wording(known.hub(), wording.zone());
    Senders made = new Senders(vertx, patience);
    senders = made;
    List<String> names = notice.names();
    for (int i = 0; i < names.size(); i++) {
      Notice.Target target = notice.targets().get(i);
      List<Kept> before = known.outboxes().getOrDefault(names.get(i), List.of());
      postmen.add(
          new Postman(
              names.get(i), new Outbox(target, before, nowMs()), made.of(target), this::nowMs));
    }
    ears.<Configured>listen(
        vertx, Addresses.CONFIGURED, message -> configure(message.body().timeZone()));
    if (!postmen.isEmpty()) {
      ears.<Alarm>listen(vertx, Addresses.ALARMS, message -> accept(message.body()));
      ears.<Alarms>listen(
          vertx, Addresses.ACTIVE_ALARMS, message -> accept(message.body().alarms()));
      vertx.setPeriodic(patience.look().toMillis(), timer -> look());
    }
    return ears.open().onSuccess(ready -> begin(made));
  }

  private void begin(Senders made) {
    Notice.Heartbeat heartbeat = notice.heartbeat();
    if (heartbeat != null) {
      beats = new Heartbeats(vertx, heartbeat, made, this::tell);
      beats.start();
    }
    tell();
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, null));
  }

  private void configure(String zone) {
    wording = new Wording(wording.hub(), ZoneId.of(zone));
    told = states();
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, null));
    vertx.eventBus().publish(Addresses.TARGETS, new TargetStates(told));
  }

  private void accept(Alarm alarm) {
    postmen.forEach(postman -> postman.outbox().accept(alarm, nowMs()));
  }

  private void accept(List<Alarm> active) {
    postmen.forEach(postman -> postman.outbox().accept(active, nowMs()));
  }

  private void look() {
    postmen.forEach(postman -> postman.look(clock.millis(), wording, this::keep));
    keep();
    tell();
  }

  /** Publishes how it goes, where that is something else than before. */
  private void tell() {
    List<TargetState> now = states();
    if (!now.equals(told)) {
      told = now;
      vertx.eventBus().publish(Addresses.TARGETS, new TargetStates(now));
    }
  }

  private List<TargetState> states() {
    List<TargetState> states = new ArrayList<>();
    postmen.forEach(postman -> states.add(postman.state()));
    if (beats != null) {
      states.add(beats.state());
    }
    return states;
  }

  /** Keeps what the targets know, where that is something else than before. */
  private Future<Void> keep() {
    long changes = postmen.stream().mapToLong(postman -> postman.outbox().changes()).sum();
    if (changes == kept) {
      return keeping;
    }
    kept = changes;
    Map<String, List<Kept>> all = new LinkedHashMap<>();
    postmen.forEach(postman -> all.put(postman.name(), postman.outbox().kept()));
    String text = KeptOutboxes.text(all);
    keeping = keeping.transform(before -> vertx.executeBlocking(() -> save(text)));
    return keeping;
  }

  private @Nullable Void save(String text) {
    try {
      KeptOutboxes.save(folder.resolve(DataFiles.NOTIFY), text);
      mishap = null;
    } catch (IOException e) {
      if (!e.toString().equals(mishap)) {
        LOG.warn("What was told cannot be kept in {}: {}", folder, e.toString());
      }
      mishap = e.toString();
    }
    return null;
  }

  @Override
  public Future<?> stop() {
    return ears.close()
        .transform(closed -> leave())
        .transform(tried -> senders == null ? Future.succeededFuture() : senders.close())
        .transform(closed -> leave())
        .transform(left -> keep());
  }

  private Future<?> leave() {
    return Future.join(postmen.stream().map(Postman::leave).toList())
        .timeout(LAST_CHANCE_MS, TimeUnit.MILLISECONDS);
  }

  private long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }
}
