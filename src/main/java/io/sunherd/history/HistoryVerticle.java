package io.sunherd.history;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Backlog;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SystemTotals;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Kept;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the history. It listens on an event loop, where readings arrive without delay, and writes
 * on a thread of its own, so that a database that hangs blocks nothing else. What cannot be written
 * waits, up to a limit, and the part "history" reports why.
 */
public final class HistoryVerticle extends VerticleBase {
  /** The name under which it reports its health. */
  public static final String PART = "history";

  private static final Logger LOG = LoggerFactory.getLogger(HistoryVerticle.class);
  private static final long LOOK_MS = 1_000;

  /** Two clocks that were read so close together were read at one moment. */
  private static final long MOMENT_MS = 250;

  /** The time between two transactions, and between two attempts. */
  private static final long PAUSE_MS = 5_000;

  private final Ears ears = new Ears();
  private final HistoryOptions options;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Store store;
  private final Recorder recorder;
  private final Intake intake;
  private final EnergyTeller energy;
  private final Set<RowSource> introduced = new HashSet<>();
  private List<String> inverters;
  private @Nullable WorkerExecutor worker;
  private @Nullable Upkeep upkeep;
  private @Nullable AlarmKeeper alarms;
  private Future<?> writing = Future.succeededFuture();
  private @Nullable String reported;
  private boolean hasReported;
  private boolean due = true;
  private long attempted;

  /**
   * @param inverters the ids, in the order of the configuration
   * @param clock the time of day, for the rows
   * @param nanos the monotonic clock
   */
  public HistoryVerticle(
      HistoryOptions options, List<String> inverters, InstantSource clock, LongSupplier nanos) {
    this.options = options;
    this.clock = clock;
    this.nanos = nanos;
    this.store = new Store(options.url());
    this.recorder = new Recorder(options.hub(), inverters, options.every().toMillis());
    this.inverters = inverters;
    this.intake = new Intake(recorder, options.every(), clock.millis(), steadyMs());
    this.energy = new EnergyTeller(options, clock);
    this.attempted = steadyMs() - PAUSE_MS;
  }

  @Override
  public Future<?> start() {
    WorkerExecutor fresh = vertx.createSharedWorkerExecutor("history", 1, 2, TimeUnit.MINUTES);
    worker = fresh;
    AlarmKeeper keeper = new AlarmKeeper(options.hub(), store, fresh);
    alarms = keeper;
    this.<Configured>listen(Addresses.CONFIGURED, this::configure);
    this.<Reading>listen(Addresses.READINGS, this::accept);
    this.<InverterState>listen(Addresses.STATES, this::accept);
    this.<Refused>listen(Addresses.REFUSALS, recorder::accept);
    this.<SystemTotals>listen(Addresses.SYSTEM, totals -> recorder.accept(totals, steadyMs()));
    return Future.all(ears.open(), keeper.start(vertx), energy.start(vertx))
        .onSuccess(
            ready -> {
              ears.look(vertx, LOOK_MS, this::look);
              publishBacklog();
              look();
              on(this::examine).onFailure(this::failed);
              upkeep = new Upkeep(store, options, clock, vertx, fresh);
              upkeep.start();
            });
  }

  private <T> void listen(String address, Consumer<T> what) {
    ears.<T>listen(vertx, address, message -> what.accept(message.body()));
  }

  private void configure(Configured configured) {
    makeRows();
    inverters = configured.ids();
    recorder.configure(inverters);
    introduced.clear(); // an inverter with a new id takes its history along
    if (hasReported) {
      vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, reported));
      publishBacklog();
    }
  }

  /** Writes the rest, if possible. */
  @Override
  public Future<?> stop() {
    makeRows();
    if (upkeep != null) {
      upkeep.stop();
    }
    return writing
        .transform(done -> drain())
        .transform(done -> alarms == null ? Future.succeededFuture() : alarms.stop())
        .transform(done -> energy.stop())
        .transform(done -> on(this::closeStore))
        .transform(done -> worker == null ? Future.succeededFuture() : worker.close());
  }

  private Future<?> drain() {
    return write().compose(done -> intake.isDue() ? drain() : Future.succeededFuture());
  }

  private boolean closeStore() {
    store.close();
    return true;
  }

  private long steadyMs() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }

  private void accept(Reading reading) {
    look(intake::isSet); // first: a reading must not be counted by a wrong clock
    intake.accept(reading, steadyMs());
    makeRows();
  }

  /**
   * Rows that are due are made first: with another unit at this id the readings of the former one
   * are forgotten.
   */
  private void accept(InverterState state) {
    if (recorder.hasRead(state.inverter())) {
      makeRows();
    }
    recorder.accept(state);
  }

  private void makeRows() {
    look(intake::look);
  }

  /** Reads both clocks at one moment; tries again later where too much time passed between them. */
  private void look(BiPredicate<Long, Long> at) {
    long before = steadyMs();
    long day = clock.millis();
    long after = steadyMs();
    if (after - before < MOMENT_MS && at.test(day, before)) {
      due = true;
      publishBacklog();
    }
  }

  private void look() {
    makeRows();
    if (due && writing.isComplete() && steadyMs() - attempted >= PAUSE_MS) {
      write();
    }
  }

  private Future<?> write() {
    due = false;
    attempted = steadyMs();
    Entry entry = intake.next();
    List<Row> rows = entry.rows();
    List<String> used = inverters;
    Set<RowSource> fresh = new LinkedHashSet<>();
    rows.stream().map(Row::source).filter(row -> !introduced.contains(row)).forEach(fresh::add);
    writing =
        on(() -> append(fresh, used, entry))
            .onSuccess(
                but -> {
                  intake.kept(entry, but, clock.millis() / 1_000);
                  if (used.equals(inverters)) {
                    introduced.addAll(fresh);
                  }
                  report(null);
                  publishBacklog();
                  if (intake.isDue()) {
                    attempted -= PAUSE_MS;
                    due = true;
                  }
                })
            .onFailure(this::failed);
    return writing;
  }

  private void failed(Throwable e) {
    due = true;
    report(Objects.toString(e.getMessage(), e.toString()));
  }

  private boolean examine() throws StoreException {
    store.examine();
    return true;
  }

  private Kept append(Set<RowSource> fresh, List<String> used, Entry entry) throws StoreException {
    for (RowSource source : fresh) {
      store.rename(source, used);
    }
    return entry.keep(store);
  }

  private <T> Future<T> on(Callable<T> work) {
    return worker == null
        ? Future.failedFuture(new IllegalStateException("The history has not started."))
        : worker.executeBlocking(work);
  }

  private void publishBacklog() {
    Queue queue = intake.queue();
    Row oldest = queue.oldest();
    Long newest = intake.newest();
    vertx
        .eventBus()
        .publish(
            Addresses.BACKLOG,
            new Backlog(
                queue.size(),
                oldest == null ? 0 : ageMs(oldest.at()),
                newest == null ? null : ageMs(newest),
                queue.lost()));
  }

  /** The age of a row; 0 where the clock was set back behind it. */
  private long ageMs(long at) {
    return Math.max(0, clock.millis() - TimeUnit.SECONDS.toMillis(at));
  }

  private void report(@Nullable String trouble) {
    if (trouble == null && reported != null) {
      LOG.info("The history is written again; {} rows were lost so far.", intake.queue().lost());
    } else if (trouble != null && reported == null) {
      LOG.warn("{} Rows wait in memory.", trouble);
    }
    String now =
        trouble == null || intake.queue().lost() == 0
            ? trouble
            : trouble + " " + intake.queue().lost() + " rows are lost already.";
    if (!hasReported || !Objects.equals(now, reported)) {
      hasReported = true;
      reported = now;
      vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, now));
    }
  }
}
