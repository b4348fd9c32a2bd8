package io.sunherd.settings;

import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.Exchange.Sent;
import io.sunherd.settings.ReadBack.Seen;
import io.sunherd.settings.audit.Along;
import io.sunherd.settings.audit.AuditEntry;
import io.sunherd.settings.audit.Budget;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one write: reads the unit, checks the value, logs, sends once, reads back, answers.
 * The turn of the unit must be held. A write that fails with a {@link Refusal} was not sent.
 */
final class SettingWriter {
  private static final Logger LOG = LoggerFactory.getLogger(SettingWriter.class);

  private final Turns turns;
  private final Survey survey;
  private final Exchange exchange;
  private final ReadBack readBack;
  private final Rereading rereading;
  private final AuditKeeper books;
  private final Budget budget;
  private final Unsettled unsettled;
  private final Ending ending;
  private final Watch watch;

  SettingWriter(
      Turns turns,
      Survey survey,
      Exchange exchange,
      ReadBack readBack,
      Rereading rereading,
      AuditKeeper books,
      Budget budget,
      Unsettled unsettled,
      Ending ending,
      Watch watch) {
    this.turns = turns;
    this.survey = survey;
    this.exchange = exchange;
    this.readBack = readBack;
    this.rereading = rereading;
    this.books = books;
    this.budget = budget;
    this.unsettled = unsettled;
    this.ending = ending;
    this.watch = watch;
  }

  /** Carries out a write; a dry run ends before anything is logged. */
  Future<CompletedWrite> write(Wish wish) {
    return Future.succeededFuture()
        .compose(
            v -> {
              requireOpen(wish);
              return write(wish, unsettled::readFor);
            });
  }

  /**
   * Refuses new writes when the hub is stopping; reverting a half-done group write is still
   * allowed.
   */
  private void requireOpen(Wish wish) {
    if (wish.putsBack() == null) {
      turns.requireOpen();
    }
  }

  /**
   * The same.
   *
   * @param before starts what must still be read before anything is sent; null for nothing
   */
  private Future<CompletedWrite> write(Wish wish, Function<Attempt, @Nullable Future<?>> before) {
    return survey
        .of(wish)
        .compose(
            attempt -> {
              if (isSoAlready(attempt)) {
                return Future.succeededFuture(attempt.already());
              }
              requireBudget(wish);
              if (wish.dryRun()) {
                return Future.succeededFuture(attempt.dry());
              }
              Future<?> reading = before.apply(attempt);
              // Reading took some time, so the unit is checked again.
              return reading == null
                  ? send(attempt)
                  : reading.transform(read -> write(wish, judged -> null));
            });
  }

  /** All steps up to the point where something would be sent. */
  Future<CompletedWrite> check(Wish wish) {
    return survey
        .of(wish)
        .map(
            attempt -> {
              if (isSoAlready(attempt)) {
                return attempt.already();
              }
              requireBudget(wish);
              return attempt.dry();
            });
  }

  /** Whether the unit has the value already; never for a clock, which runs on. */
  private static boolean isSoAlready(Attempt attempt) {
    Setting setting = attempt.wish().setting();
    Object from = attempt.from();
    return from != null
        && attempt.along().stream().noneMatch(Along::isAsked)
        && !(setting.form() instanceof ClockForm)
        && setting.isKept(attempt.value(), from);
  }

  /**
   * Refuses where the budget is used up. Writes that undo or revert count, too, but are never
   * refused for it: a mistake must not have to stay.
   */
  void requireBudget(Wish wish) {
    SettableUnit unit = wish.unit();
    String setting = wish.setting().name();
    if (wish.putsBack() == null
        && wish.undoes() == null
        && budget.left(unit.id(), unit.serial(), setting, books.now()) == 0) {
      throw new Refusal(
              Refusal.TOO_MANY,
              setting
                  + " of "
                  + unit.id()
                  + " was written "
                  + budget.daily()
                  + " times today, which is the limit (settings.daily-budget), for every write"
                  + " wears the inverter's memory: try again tomorrow.")
          .with("budget", budget.daily());
    }
  }

  private Future<CompletedWrite> send(Attempt attempt) {
    requireOpen(attempt.wish());
    unsettled.settle(attempt);
    AuditEntry entry = books.begin(attempt);
    SettableUnit unit = attempt.wish().unit();
    List<AuditEntry> closed;
    try {
      closed = unsettled.close(attempt);
    } catch (Refusal e) {
      return Future.succeededFuture(ending.notSent(attempt, entry, e.sentence()));
    }
    turns.bind(unit.id());
    watch.begin(attempt);
    return send(attempt, entry, closed)
        .onSuccess(done -> watch.written(attempt, done))
        .onComplete(result -> watch.release(unit));
  }

  /**
   * Sends the last text in the entry.
   *
   * @param closed the entries to be reopened where the text does not leave the hub
   */
  private Future<CompletedWrite> send(Attempt attempt, AuditEntry entry, List<AuditEntry> closed) {
    SettableUnit cable = attempt.route().cable();
    int way = entry.frames().size() - 1;
    String text = entry.frames().get(way);
    LOG.info("{}: sends {} for {}", cable.id(), text, entry.user());
    return exchange
        .order(cable.id(), text, attempt.serial())
        .compose(
            sent -> {
              if (sent instanceof Sent.Not not) {
                unsettled.reopen(closed);
                return Future.succeededFuture(ending.notSent(attempt, entry, not.sentence()));
              }
              if (sent instanceof Sent.Unknown unknown) {
                return seen(attempt)
                    .map(seen -> ending.unanswered(attempt, entry, unknown.sentence(), seen));
              }
              Sent.Answered reply = (Sent.Answered) sent;
              String doubt = reply.doubt();
              if (doubt != null) {
                return seen(attempt)
                    .map(seen -> ending.doubted(attempt, entry, reply.accepted(), doubt, seen));
              }
              return reply.accepted() ? accepted(attempt, entry) : refused(attempt, entry);
            });
  }

  private Future<CompletedWrite> accepted(Attempt attempt, AuditEntry entry) {
    return attempt.route().proof() == null
        ? rereading
            .all(attempt.route().cable())
            .map(unread -> ending.unprovable(attempt, entry, unread))
        : seen(attempt).map(seen -> ending.accepted(attempt, entry, seen));
  }

  /** What shows; where nothing does, what showed before is not told any more. */
  private Future<Seen> seen(Attempt attempt) {
    return readBack
        .until(attempt)
        .onSuccess(
            seen -> {
              if (seen.value() == null) {
                rereading.lost(attempt.route());
              }
            });
  }

  /** The text was refused: tries the next spelling, if there is one, once it is in the log. */
  private Future<CompletedWrite> refused(Attempt attempt, AuditEntry entry) {
    int way = entry.frames().size();
    if (way == attempt.texts().size()) {
      return readBack.once(attempt).map(seen -> ending.refused(attempt, entry, seen));
    }
    AuditEntry next = entry.sending(attempt.texts().get(way));
    try {
      books.append(next);
    } catch (Refusal e) {
      return Future.succeededFuture(ending.notSent(attempt, next, e.sentence()));
    }
    return send(attempt, next, List.of()); // the first one has left the hub
  }
}
