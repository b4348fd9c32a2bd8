package io.sunherd.settings;

import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.Exchange.Sent;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one write its way: read freshly, judged, told to the log, sent once, read back, told. The
 * turn at the unit must be held. What fails with a {@link Refusal} was not sent.
 */
final class SettingWriter {
  private static final Logger LOG = LoggerFactory.getLogger(SettingWriter.class);

  private final Turns turns;
  private final Survey survey;
  private final Exchange exchange;
  private final ReadBack readBack;
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
      AuditKeeper books,
      Budget budget,
      Unsettled unsettled,
      Ending ending,
      Watch watch) {
    this.turns = turns;
    this.survey = survey;
    this.exchange = exchange;
    this.readBack = readBack;
    this.books = books;
    this.budget = budget;
    this.unsettled = unsettled;
    this.ending = ending;
    this.watch = watch;
  }

  /** The whole way; a dry run ends before anything is told to the log. */
  Future<Done> write(Wish wish) {
    return Future.succeededFuture()
        .compose(
            v -> {
              requireOpen(wish);
              return write(wish, unsettled::readFor);
            });
  }

  /** Nothing is begun when the hub stops; what it has half done is taken back. */
  private void requireOpen(Wish wish) {
    if (wish.putsBack() == null) {
      turns.requireOpen();
    }
  }

  /**
   * The same.
   *
   * @param before what is still to be read before something is sent; null for nothing
   */
  private Future<Done> write(Wish wish, Function<Attempt, @Nullable Future<?>> before) {
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
              // That took its time: the unit is looked at anew.
              return reading == null
                  ? send(attempt)
                  : reading.transform(read -> write(wish, judged -> null));
            });
  }

  /** The way up to where something would be sent. */
  Future<Done> check(Wish wish) {
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

  /** A clock is never right already: it goes on. */
  private static boolean isSoAlready(Attempt attempt) {
    Setting setting = attempt.wish().setting();
    Object from = attempt.from();
    Along along = attempt.along();
    return from != null
        && (along == null || !along.isAsked())
        && !(setting.form() instanceof ClockForm)
        && setting.isKept(attempt.value(), from);
  }

  /** What takes a write back counts as any other, but a mistake must not have to stay for it. */
  private void requireBudget(Wish wish) {
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

  private Future<Done> send(Attempt attempt) {
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
    watch.hold(unit);
    return send(attempt, entry, closed)
        .onSuccess(done -> watch.written(attempt, done))
        .onComplete(result -> watch.release(unit));
  }

  /**
   * Sends the last text that the entry tells of.
   *
   * @param closed the entries that are open again where it does not leave the hub
   */
  private Future<Done> send(Attempt attempt, AuditEntry entry, List<AuditEntry> closed) {
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
                return readBack
                    .until(attempt)
                    .map(seen -> ending.unanswered(attempt, entry, unknown.sentence(), seen));
              }
              boolean accepted = ((Sent.Answered) sent).accepted();
              return accepted ? accepted(attempt, entry) : refused(attempt, entry);
            });
  }

  private Future<Done> accepted(Attempt attempt, AuditEntry entry) {
    return attempt.route().proof() == null
        ? Future.succeededFuture(ending.unprovable(attempt, entry))
        : readBack.until(attempt).map(seen -> ending.accepted(attempt, entry, seen));
  }

  /** Where there is another way to spell it, that is tried, once it is in the log. */
  private Future<Done> refused(Attempt attempt, AuditEntry entry) {
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
