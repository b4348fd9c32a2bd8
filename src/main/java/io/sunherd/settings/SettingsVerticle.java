package io.sunherd.settings;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Leaving;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Restore;
import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.settings.audit.AuditLog;
import io.sunherd.settings.audit.Budget;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The only sender of orders to inverters. Deployed as a worker in a pool of one: each line of the
 * audit log is on the disk before work goes on.
 */
public final class SettingsVerticle extends VerticleBase implements Leaving {
  /** The name under which it reports its health. */
  public static final String PART = PartHealth.SETTINGS;

  /** How long the end of the hub waits for a write on the wire. */
  public static final Duration LONGEST_WRITE = Duration.ofSeconds(5);

  private final Path file;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final SettableUnits units;
  private final OwnerLimits limits;
  private final ChangeJudge judge;
  private final Turns turns;
  private final Budget budget;
  private final Spellings spellings = new Spellings();
  private final FlappingSettings flapping = new FlappingSettings();
  private final AuditLog log;
  private final Ears ears = new Ears();
  private @Nullable Desk desk;

  /** This machine's zone, until the configured one is known. */
  private ZoneId zone = ZoneId.systemDefault();

  /**
   * The settings of these inverters.
   *
   * @param configured the inverters, and the limits of their batteries; it is published, too, but
   *     nothing may be written before that
   * @param audit the file of all writes
   * @param dailyBudget how often one setting of one unit may be written in a day
   * @param clock the time of day
   * @param nanos a monotonic clock
   */
  public SettingsVerticle(
      Configured configured, Path audit, int dailyBudget, InstantSource clock, LongSupplier nanos) {
    this.file = audit;
    this.clock = clock;
    this.nanos = nanos;
    this.units = new SettableUnits(configured.inverters());
    this.limits = new OwnerLimits(configured.battery());
    this.judge = new ChangeJudge(units, limits);
    this.turns = new Turns(nanos);
    this.budget = new Budget(dailyBudget, zone);
    this.log =
        new AuditLog(
            audit,
            entry -> {
              budget.accept(entry);
              spellings.accept(entry);
              flapping.accept(entry);
            });
  }

  /** The objects that need the event bus. */
  private record Desk(
      Exchange exchange,
      AuditKeeper books,
      Watch watch,
      Unsettled unsettled,
      SettingWriter writer,
      Group group,
      Restoring restoring,
      Undoing undoing,
      Overview overview,
      AuditView audit) {}

  @Override
  public Future<?> start() {
    Desk made = desk();
    desk = made;
    made.books().open();
    ears.<Configured>listen(vertx, Addresses.CONFIGURED, m -> configured(made, m.body()));
    ears.<Reading>listen(vertx, Addresses.READINGS, m -> heard(made, m.body()));
    ears.<InverterState>listen(vertx, Addresses.STATES, m -> heard(made, m.body()));
    ears.<Member>listen(vertx, Addresses.MEMBERS, m -> units.accept(m.body()));
    serve(Addresses.CHANGE, (Change change) -> change(made, change));
    serve(Addresses.UNDO, (Undo undo) -> undo(made, undo));
    serve(Addresses.RESTORE, (Restore restore) -> restore(made, restore));
    serve(Addresses.SHOW_SETTINGS, (ShowSettings show) -> show(made, show));
    serve(Addresses.SHOW_AUDIT, (ShowAudit show) -> made.audit().of(show));
    return ears.open();
  }

  private Desk desk() {
    EventBus bus = vertx.eventBus();
    Exchange exchange = new Exchange(bus, ears::areClosed, units::accept);
    AuditKeeper books = new AuditKeeper(log, flapping, file.toString(), clock, this::tell);
    Lookup lookup = new Lookup(books, vertx.createSharedWorkerExecutor("audit", 1));
    Watch watch = new Watch(units, exchange, books, bus, nanos);
    Unsettled unsettled = new Unsettled(units, exchange, books, watch);
    books.whenRead(unsettled::add);
    Survey survey = new Survey(units, judge, exchange, spellings, books, () -> zone);
    ReadBack readBack = new ReadBack(vertx, exchange, nanos);
    SettingWriter writer =
        new SettingWriter(
            turns,
            survey,
            exchange,
            readBack,
            new Rereading(vertx, exchange, units),
            books,
            budget,
            unsettled,
            new Ending(books, unsettled, exchange::isOver),
            watch);
    return new Desk(
        exchange,
        books,
        watch,
        unsettled,
        writer,
        new Group(writer),
        new Restoring(units, judge, exchange, survey, writer),
        new Undoing(units, lookup),
        new Overview(units, judge, exchange, budget, books),
        new AuditView(books, lookup));
  }

  /**
   * Starts no more writes, and waits for those on the wire, but not for ever: each is answered and
   * logged, if only as interrupted.
   */
  @Override
  public Future<?> stop() {
    Future<Void> written = turns.close();
    return Future.any(written, vertx.timer(LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS))
        .transform(
            first -> {
              if (desk != null) {
                desk.exchange().giveUp();
              }
              return written;
            })
        .transform(over -> ears.close(context))
        .compose(deaf -> closeLog());
  }

  private Future<Void> closeLog() {
    try {
      log.close();
      return Future.succeededFuture();
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
  }

  /** Does nothing: writes are not broken off. */
  @Override
  public void hurry() {}

  @Override
  public void abandon() {
    Future<?> unused = ears.close();
  }

  private void tell(PartHealth part) {
    if (!ears.areClosed()) {
      vertx.eventBus().publish(Addresses.PARTS, part);
    }
  }

  private void configured(Desk at, Configured configured) {
    units.configure(configured.inverters());
    limits.goBy(configured.battery());
    zone = ZoneId.of(configured.timeZone());
    budget.goBy(zone);
    at.books().tell();
  }

  private void heard(Desk at, Reading reading) {
    SettableUnit unit = units.accept(reading);
    if (unit != null) {
      at.unsettled().accept(reading);
      at.watch().accept(unit, reading);
    }
  }

  private void heard(Desk at, InverterState state) {
    SettableUnit unit = units.find(state.inverter());
    boolean wasOnline = unit != null && unit.isOnline();
    units.accept(state);
    if (unit != null && unit.isOnline() && !wasOnline) {
      at.unsettled().online(unit);
    }
  }

  private <T> void serve(String address, Function<T, Future<Verdict>> service) {
    ears.<T>listen(vertx, address, message -> Answering.answer(message, service));
  }

  private Future<Verdict> change(Desk at, Change change) {
    ChangeJudge.requireOperator(change.actor());
    String inverter = change.inverter();
    if (inverter == null) {
      List<Wish> wishes = judge.wishes(change);
      return turns.take(units.ids(), () -> at.group().write(wishes));
    }
    Wish wish = judge.wish(change, units.get(inverter));
    return write(at, wish);
  }

  private Future<Verdict> write(Desk at, Wish wish) {
    return turns
        .take(turnOf(units.reached(wish.unit(), wish.setting())), () -> at.writer().write(wish))
        .map(CompletedWrite::verdict);
  }

  private Future<Verdict> undo(Desk at, Undo undo) {
    ChangeJudge.requireOperator(undo.actor());
    return at.undoing().wish(undo).compose(wish -> write(at, wish));
  }

  private Future<Verdict> restore(Desk at, Restore restore) {
    ChangeJudge.requireOperator(restore.actor());
    SettableUnit unit = units.get(restore.inverter());
    return turns.take(turnOf(units.together(unit)), () -> at.restoring().restore(restore, unit));
  }

  private Future<Verdict> show(Desk at, ShowSettings show) {
    String inverter = show.inverter();
    return inverter == null ? at.overview().sideBySide() : at.overview().of(units.get(inverter));
  }

  /**
   * The units whose turns a write takes: those it changes and, for one without a cable, also the
   * one with the cable.
   */
  private static Set<String> turnOf(List<SettableUnit> changed) {
    Set<String> turns = new LinkedHashSet<>();
    for (SettableUnit unit : changed) {
      turns.add(unit.id());
      String via = unit.wiring().via();
      if (via != null) {
        turns.add(via);
      }
    }
    return turns;
  }
}
