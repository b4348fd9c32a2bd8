package io.sunherd.web;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.Failure;
import io.sunherd.bus.Restore;
import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** Hands wishes to the settings and their verdicts back. Every failure is a {@link Problem}. */
final class Wishes {
  /** Long enough for a slow line: the write, its answer, and what is read back. */
  private static final long ONE_SECONDS = 30;

  /** For several writes in a row; shorter than the time after which the server hangs up. */
  private static final long MANY_SECONDS = 70;

  private static final String SEE_AUDIT =
      "It may have been sent or not: GET /api/v1/audit tells, do not just repeat it.";

  private final EventBus bus;

  Wishes(EventBus bus) {
    this.bus = bus;
  }

  Future<Verdict> ask(ShowSettings question) {
    return ask(Addresses.SHOW_SETTINGS, question, ONE_SECONDS, "Ask again.");
  }

  Future<Verdict> ask(ShowAudit question) {
    return ask(Addresses.SHOW_AUDIT, question, ONE_SECONDS, "Ask again.");
  }

  Future<Verdict> ask(Change wish) {
    long patience = wish.inverter() == null ? MANY_SECONDS : ONE_SECONDS;
    return ask(Addresses.CHANGE, wish, patience, SEE_AUDIT);
  }

  Future<Verdict> ask(Undo wish) {
    return ask(Addresses.UNDO, wish, MANY_SECONDS, SEE_AUDIT);
  }

  Future<Verdict> ask(Restore wish) {
    return ask(Addresses.RESTORE, wish, MANY_SECONDS, SEE_AUDIT);
  }

  private Future<Verdict> ask(String address, Object wish, long seconds, String advice) {
    DeliveryOptions options =
        new DeliveryOptions().setSendTimeout(TimeUnit.SECONDS.toMillis(seconds));
    return bus.<Verdict>request(address, wish, options)
        .map(message -> message.body())
        .recover(failure -> Future.failedFuture(problem(failure, seconds, advice)));
  }

  private static Problem problem(Throwable failure, long seconds, String advice) {
    int status = Failure.status(failure);
    if (status == Failure.SILENT.code()) {
      return new Problem(
          status, "The settings told no outcome within " + seconds + " s. " + advice);
    }
    if (status == Failure.OFFLINE.code()) {
      return new Problem(status, "The settings have not started; ask again shortly.");
    }
    return failure instanceof ReplyException reply && status >= 400 && status < 600
        ? new Problem(status, String.valueOf(reply.getMessage()))
        : new Problem(Failure.BUG, "The settings failed inside the hub: " + failure + ".");
  }

  /** Answers a request with the verdict to come. */
  static void tell(RoutingContext context, Future<Verdict> verdict) {
    verdict
        .onSuccess(told -> Respond.json(context, told.status(), told.body()))
        .onFailure(context::fail);
  }
}
