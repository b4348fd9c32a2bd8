package io.sunherd.settings;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Failure;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.protocol.ClockForm;
import io.sunherd.protocol.DigitsForm;
import io.sunherd.protocol.Facts;
import io.sunherd.protocol.ProtocolException;
import io.sunherd.protocol.Setting;
import io.sunherd.settings.Exchange.Sent;
import io.sunherd.settings.ReadBack.Seen;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one write its way: read freshly, judged, told to the log, sent once, read back, told. The
 * turn at the unit must be held. A refusal means that nothing was sent.
 */
final class Writer {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final String RATINGS = "QPIRI";

  /** A unit's list of possible values comes from its model. */
  private static final long LIST_AGE_MS = 3_600_000;

  private final Units units;
  private final Exchange exchange;
  private final ReadBack readBack;
  private final Books books;
  private final Budget budget;
  private final Spellings spellings;
  private final Watch watch;
  private final EventBus bus;
  private final ZoneId zone;

  Writer(
      Units units,
      Exchange exchange,
      ReadBack readBack,
      Books books,
      Budget budget,
      Spellings spellings,
      Watch watch,
      EventBus bus,
      ZoneId zone) {
    this.units = units;
    this.exchange = exchange;
    this.readBack = readBack;
    this.books = books;
    this.budget = budget;
    this.spellings = spellings;
    this.watch = watch;
    this.bus = bus;
    this.zone = zone;
  }

  /** The whole way. */
  Future<Done> write(Wish wish) {
    return attempt(wish).compose(attempt -> attempt(attempt));
  }

  private Future<Done> attempt(Attempt attempt) {
    Wish wish = attempt.wish();
    Object from = attempt.from();
    boolean isClock = wish.setting().form() instanceof ClockForm;
    if (from != null && !isClock && wish.setting().isKept(attempt.value(), from)) {
      return Future.succeededFuture(attempt.already());
    }
    if (wish.putsBack() == null) {
      requireBudget(wish);
    }
    return wish.dryRun() ? Future.succeededFuture(attempt.dry()) : send(attempt);
  }

  /** All that can be said before anything is sent: reads the unit, and judges by that. */
  Future<Attempt> attempt(Wish wish) {
    wish.unit().requireOnline();
    Route route = Route.of(wish.unit(), wish.setting(), units);
    route.cable().requireOnline();
    return readRatings(wish, route)
        .compose(ratings -> readList(wish, route))
        .compose(list -> readProof(route))
        .map(proof -> judged(wish, route, proof));
  }

  private Future<?> readRatings(Wish wish, Route route) {
    Setting setting = wish.setting();
    boolean isJudgedByThem =
        setting.form() instanceof DigitsForm
            || !setting.bounds().isEmpty()
            || setting.need() != null;
    boolean isProof = RATINGS.equals(route.proof()) && route.asked().equals(route.cable().id());
    return isJudgedByThem && !isProof
        ? exchange.read(route.cable().id(), RATINGS, 0).onSuccess(units::accept)
        : Future.succeededFuture();
  }

  /** Not every model tells its list, so that one may fail (PI30.md 9). */
  private Future<?> readList(Wish wish, Route route) {
    Setting.Listing listing = wish.setting().listing();
    if (listing == null || route.cable().reading(listing.inquiry()) != null) {
      return Future.succeededFuture();
    }
    return exchange
        .read(route.cable().id(), listing.inquiry(), LIST_AGE_MS)
        .onSuccess(units::accept)
        .otherwiseEmpty();
  }

  private Future<@Nullable Reading> readProof(Route route) {
    String proof = route.proof();
    return proof == null
        ? Future.succeededFuture()
        : exchange.read(route.asked(), proof, 0).onSuccess(units::accept);
  }

  private Attempt judged(Wish wish, Route route, @Nullable Reading proof) {
    Setting setting = wish.setting();
    Unit unit = wish.unit();
    Object from = null;
    if (proof != null) {
      if (route.isOverTheBus()) {
        requireUnit(unit, proof);
      }
      from = setting.shown(proof.data());
      if (from == null) {
        throw Refusal.unknown(
            unit.id() + " has no " + setting.name() + ": it does not show in " + proof.code() + ".");
      }
    }
    AuditEntry undone = wish.undoes();
    if (undone != null) {
      Undoing.requireHeld(setting, undone, unit, from);
    }
    Facts facts = route.cable().facts();
    Object value = Judge.check(setting, wish.value(), facts);
    if (ClockForm.NOW.equals(value)) {
      value = ClockForm.of(LocalDateTime.ofInstant(books.now(), zone));
    }
    try {
      List<String> texts = setting.commands(value, route.digit());
      return new Attempt(
          wish,
          route,
          from,
          value,
          spellings.inOrder(unit.serial(), setting.name(), texts),
          facts);
    } catch (ProtocolException e) {
      throw Refusal.bad(String.valueOf(e.getMessage()))
          .with("allowed", Judge.allowed(setting, facts));
    }
  }

  private static void requireUnit(Unit unit, Reading seen) {
    Object number = seen.data().get("serial_number");
    String serial = unit.serial();
    if (serial != null && !serial.equals(number)) {
      throw Refusal.unavailable(
          seen.code() + " is the unit " + number + ", not " + serial + ". Nothing was sent.");
    }
  }

  private void requireBudget(Wish wish) {
    Unit unit = wish.unit();
    String setting = wish.setting().name();
    if (budget.left(unit.id(), unit.serial(), setting, books.now()) == 0) {
      throw new Refusal(
              Refusal.TOO_MANY,
              setting
                  + " of "
                  + unit.id()
                  + " was written "
                  + budget.daily()
                  + " times today, which is its limit (settings.daily-budget): every write wears"
                  + " the inverter's memory. Try again tomorrow.")
          .with("budget", budget.daily());
    }
  }

  private Future<Done> send(Attempt attempt) {
    AuditEntry entry =
        books.begin(attempt.wish(), attempt.from(), attempt.value(), attempt.texts().get(0));
    watch.hold(attempt.wish().unit());
    return send(attempt, entry, 0)
        .onComplete(
            result -> {
              if (result.succeeded()) {
                tell(attempt, result.result());
              }
              watch.release(attempt.wish().unit());
            });
  }

  private Future<Done> send(Attempt attempt, AuditEntry entry, int way) {
    Unit cable = attempt.route().cable();
    String text = attempt.texts().get(way);
    LOG.info("{}: sends {} for {}", cable.id(), text, attempt.wish().actor().name());
    return exchange
        .order(cable.id(), text, cable.serial())
        .compose(
            sent -> {
              if (sent instanceof Sent.Answered answered && answered.accepted()) {
                return accepted(attempt, entry);
              } else if (sent instanceof Sent.Answered) {
                return refused(attempt, entry, way);
              } else if (sent instanceof Sent.Not not) {
                return Future.succeededFuture(notSent(attempt, entry, way, not.sentence()));
              }
              return unknown(attempt, entry, ((Sent.Unknown) sent).sentence());
            });
  }

  private Future<Done> accepted(Attempt attempt, AuditEntry entry) {
    Setting setting = attempt.wish().setting();
    if (attempt.route().proof() == null) {
      AuditEntry done = books.complete(entry, "ACK", null, Outcome.CONFIRMED, null);
      return Future.succeededFuture(attempt.done(200, done, null));
    }
    return readBack
        .until(attempt.route(), setting, attempt.value())
        .map(seen -> accepted(attempt, entry, seen));
  }

  private Done accepted(Attempt attempt, AuditEntry entry, Seen seen) {
    String what = attempt.wish().setting().name() + " of " + attempt.wish().unit().id();
    Object now = seen.value();
    if (now == null) {
      String error =
          "The inverter said ACK, but "
              + what
              + " could not be read back: "
              + seen.trouble()
              + " Look at it before you write again.";
      return attempt.done(
          Failure.SILENT.code(),
          books.complete(entry, "ACK", null, Outcome.NOT_READ_BACK, error),
          error);
    }
    if (attempt.wish().setting().isKept(attempt.value(), now)) {
      return attempt.done(
          200, books.complete(entry, "ACK", now, Outcome.CONFIRMED, null), null);
    }
    String error =
        "The inverter said ACK, but did not keep it: " + what + " is " + now + " when read back.";
    return attempt.done(
        Refusal.CONFLICT, books.complete(entry, "ACK", now, Outcome.NOT_KEPT, error), error);
  }

  /** Where there is another way to say it, that is tried; it must be in the log first. */
  private Future<Done> refused(Attempt attempt, AuditEntry entry, int way) {
    if (way + 1 < attempt.texts().size()) {
      AuditEntry next;
      try {
        next = books.append(entry.sending(attempt.texts().get(way + 1)));
      } catch (Refusal e) {
        return readBack
            .once(attempt.route(), attempt.wish().setting())
            .map(seen -> refused(attempt, entry, seen));
      }
      return send(attempt, next, way + 1);
    }
    return readBack
        .once(attempt.route(), attempt.wish().setting())
        .map(seen -> refused(attempt, entry, seen));
  }

  private Done refused(Attempt attempt, AuditEntry entry, Seen seen) {
    Setting setting = attempt.wish().setting();
    String error =
        attempt.wish().unit().id()
            + " refused "
            + setting.name()
            + " "
            + attempt.value()
            + " (NAK). "
            + setting
                .likelyCause(attempt.facts())
                .orElse("It does not take this value, or not in its present mode.");
    return attempt.done(
        Refusal.CONFLICT,
        books.complete(entry, "NAK", seen.value(), Outcome.REFUSED, error),
        error);
  }

  private Done notSent(Attempt attempt, AuditEntry entry, int way, String why) {
    String error = "Nothing was changed: " + why;
    Outcome outcome = way == 0 ? Outcome.NOT_SENT : Outcome.REFUSED;
    return attempt.done(
        Failure.OFFLINE.code(),
        books.complete(entry, way == 0 ? null : "NAK", null, outcome, error),
        error);
  }

  private Future<Done> unknown(Attempt attempt, AuditEntry entry, String why) {
    return readBack
        .until(attempt.route(), attempt.wish().setting(), attempt.value())
        .map(
            seen -> {
              String error = attempt.wish().unit().id() + " did not answer the order: " + why;
              Object now = seen.value();
              if (now == null) {
                error += " Whether it took it could not be read either: " + seen.trouble();
              } else if (attempt.wish().setting().isKept(attempt.value(), now)) {
                error += " But it has taken it: read back, it is " + now + ".";
              } else {
                error += " It has not taken it: read back, it is " + now + ".";
              }
              return attempt.done(
                  Failure.SILENT.code(),
                  books.complete(entry, null, now, Outcome.NO_ANSWER, error),
                  error);
            });
  }

  /** Publishes what has changed, and keeps it from being taken for a change made outside. */
  private void tell(Attempt attempt, Done done) {
    Wish wish = attempt.wish();
    Object now = done.now();
    if (attempt.route().proof() == null) {
      watch.forget(wish.unit());
      return;
    }
    watch.expect(wish.unit(), wish.setting(), attempt.value());
    if (now != null) {
      watch.adopt(wish.unit(), wish.setting(), now);
    }
    if (now != null && !now.equals(done.from())) {
      bus.publish(
          Addresses.SETTINGS,
          new SettingChange(
              wish.unit().id(),
              wish.setting().name(),
              wish.setting().code(),
              done.from(),
              now,
              wish.actor().name(),
              books.now().toEpochMilli()));
    }
    if (wish.setting().scope() == Setting.Scope.SYSTEM) {
      watch.spread(wish.unit(), wish.setting(), attempt.value());
    }
  }
}
