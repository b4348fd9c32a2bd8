package io.sunherd.settings;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Change;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.request.FewLines;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests: each gets a verdict, and refusals are logged, but not a flood of them. */
final class Answering {
  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
  private static final FewLines LINES = new FewLines(60, System::nanoTime);

  private Answering() {}

  /** Answers a request with the result of a service, which may be a refusal. */
  static <T> void answer(Message<T> message, Function<T, Future<Verdict>> service) {
    Future.succeededFuture()
        .compose(v -> service.apply(message.body()))
        .otherwise(
            failure -> {
              Refusal refusal = Refusal.of(failure);
              int omitted = LINES.next();
              if (omitted != FewLines.NONE) {
                LOG.info(
                    "Refused {}: {}{}",
                    told(message.body()),
                    refusal.sentence(),
                    FewLines.before(omitted));
              }
              return refusal.verdict();
            })
        .onSuccess(message::reply);
  }

  /** The request for the log, without the value: user input does not belong in a log. */
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
}
