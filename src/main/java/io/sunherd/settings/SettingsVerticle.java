package io.sunherd.settings;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Restore;
import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.Wiring;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only sender of orders to inverters. Deployed as a worker in a pool of one: each line of the
 * audit log is on the disk before anything goes on.
 */
public final class SettingsVerticle extends VerticleBase {
  /** The name under which it reports how it is. */
  public static final String PART = "settings";

  private static final Logger LOG = LoggerFactory.getLogger(SettingsVerticle.class);

  private final Path file;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Units units;
  private final Judge judge;
  private final Turns turns;
  private final Budget budget;
  private final Spellings spellings = new Spellings();
  private final Restless restless = new Restless();
  private final AuditLog log;

  /** This machine's, until it is told which one the hub goes by. */
  private ZoneId zone = ZoneId.systemDefault();

  /**
   * The door to these inverters.
   *
   * @param audit the file of all writes
   * @param dailyBudget how often one setting of one unit may be written in a day
   * @param clock the time of day
   * @param nanos a monotonic clock
   */
  public SettingsVerticle(
      List<Wiring> inverters,
      Path audit,
      int dailyBudget,
      InstantSource clock,
      LongSupplier nanos) {
    this.file = audit;
    this.clock = clock;
    this.nanos = nanos;
    this.units = new Units(inverters);
    this.judge = new Judge(units);
    this.turns = new Turns(nanos);
    this.budget = new Budget(dailyBudget, zone);
    this.log =
        new AuditLog(
            audit,
            entry -> {
              budget.accept(entry);
              spellings.accept(entry);
              restless.accept(entry);
            });
  }

  /** Those who need the event bus. */
  private record Desk(
      Books books,
      Watch watch,
      Unsettled unsettled,
      Writer writer,
      Group group,
      Restoring restoring,
      Undoing undoing,
      Overview overview,
      AuditView audit) {}

  @Override
  public Future<?> start() {
    Desk made = desk();
    made.books().open();
    EventBus bus = vertx.eventBus();
    return Future.all(
        List.of(
            bus.<Configured>consumer(Addresses.CONFIGURED, m -> configured(made, m.body()))
                .completion(),
            bus.<Reading>consumer(Addresses.READINGS, m -> heard(made, m.body())).completion(),
            bus.<InverterState>consumer(Addresses.STATES, m -> heard(made, m.body())).completion(),
            bus.<Member>consumer(Addresses.MEMBERS, m -> units.accept(m.body())).completion(),
            serve(Addresses.CHANGE, (Change change) -> change(made, change)),
            serve(Addresses.UNDO, (Undo undo) -> undo(made, undo)),
            serve(Addresses.RESTORE, (Restore restore) -> restore(made, restore)),
            serve(Addresses.SHOW_SETTINGS, (ShowSettings show) -> show(made, show)),
            serve(Addresses.SHOW_AUDIT, (ShowAudit show) -> made.audit().of(show))));
  }

  private Desk desk() {
    EventBus bus = vertx.eventBus();
    Exchange exchange = new Exchange(bus, units::accept);
    Books books =
        new Books(
            log, restless, file.toString(), clock, part -> bus.publish(Addresses.PARTS, part));
    Lookup lookup = new Lookup(books, vertx.createSharedWorkerExecutor("audit", 1));
    Watch watch = new Watch(units, exchange, books, bus, nanos);
    Unsettled unsettled = new Unsettled(units, exchange, books, watch);
    books.whenRead(unsettled::add);
    Survey survey = new Survey(units, exchange, spellings, books, () -> zone);
    ReadBack readBack = new ReadBack(vertx, exchange, nanos);
    Writer writer =
        new Writer(
            survey,
            exchange,
            readBack,
            books,
            budget,
            unsettled,
            new Ending(books, unsettled),
            watch);
    return new Desk(
        books,
        watch,
        unsettled,
        writer,
        new Group(writer),
        new Restoring(units, judge, exchange, writer),
        new Undoing(units, lookup),
        new Overview(units, exchange, budget, books),
        new AuditView(books, lookup));
  }

  @Override
  public Future<?> stop() throws Exception {
    log.close();
    return Future.succeededFuture();
  }

  private void configured(Desk at, Configured configured) {
    units.configure(configured.inverters());
    zone = ZoneId.of(configured.timeZone());
    budget.goBy(zone);
    at.books().tell();
  }

  private void heard(Desk at, Reading reading) {
    Unit unit = units.accept(reading);
    if (unit != null) {
      at.unsettled().accept(reading);
      at.watch().accept(unit, reading);
    }
  }

  private void heard(Desk at, InverterState state) {
    Unit unit = units.find(state.inverter());
    boolean wasOnline = unit != null && unit.isOnline();
    units.accept(state);
    if (unit != null && unit.isOnline() && !wasOnline) {
      at.unsettled().online(unit);
    }
  }

  private <T> Future<?> serve(String address, Function<T, Future<Verdict>> service) {
    return vertx.eventBus().<T>consumer(address, message -> serve(message, service)).completion();
  }

  private static <T> void serve(Message<T> message, Function<T, Future<Verdict>> service) {
    Future.succeededFuture()
        .compose(v -> service.apply(message.body()))
        .otherwise(
            failure -> {
              Refusal refusal = Refusal.of(failure);
              LOG.info("Refused {}: {}", told(message.body()), refusal.sentence());
              return refusal.verdict();
            })
        .onSuccess(message::reply);
  }

  /** Who wanted what, without the value: a log is no place for whatever may have been typed. */
  private static String told(Object request) {
    if (request instanceof Change change) {
      return told(change.actor()) + " a change of " + change.inverter();
    }
    if (request instanceof Undo undo) {
      return told(undo.actor()) + " an undo";
    }
    if (request instanceof Restore restore) {
      return told(restore.actor()) + " a restore of " + restore.inverter();
    }
    return "a question";
  }

  private static String told(Actor actor) {
    return actor.name() + " from " + actor.from();
  }

  private Future<Verdict> change(Desk at, Change change) {
    Judge.requireOperator(change.actor());
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
        .map(Done::verdict);
  }

  private Future<Verdict> undo(Desk at, Undo undo) {
    Judge.requireOperator(undo.actor());
    return at.undoing().wish(undo).compose(wish -> write(at, wish));
  }

  private Future<Verdict> restore(Desk at, Restore restore) {
    Judge.requireOperator(restore.actor());
    Unit unit = units.get(restore.inverter());
    return turns.take(turnOf(units.together(unit)), () -> at.restoring().restore(restore, unit));
  }

  private Future<Verdict> show(Desk at, ShowSettings show) {
    String inverter = show.inverter();
    return inverter == null ? at.overview().sideBySide() : at.overview().of(units.get(inverter));
  }

  /**
   * Whoever changes units takes their turns; a unit without a cable that of the one with it, too.
   */
  private static Set<String> turnOf(List<Unit> changed) {
    Set<String> turns = new LinkedHashSet<>();
    for (Unit unit : changed) {
      turns.add(unit.id());
      String via = unit.wiring().via();
      if (via != null) {
        turns.add(via);
      }
    }
    return turns;
  }
}
