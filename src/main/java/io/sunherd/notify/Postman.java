package io.sunherd.notify;

import io.sunherd.bus.alarm.TargetState;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is in one target's outbox to it, one message after the other. */
final class Postman {
  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  private final String name;
  private final Outbox outbox;
  private final Sender sender;
  private final LongSupplier nowMs;
  private Future<Void> going = Future.succeededFuture();
  private boolean isLeaving;
  private @Nullable String trouble;

  /**
   * @param name what the target is called, no secret
   * @param nowMs the monotonic clock, milliseconds
   */
  Postman(String name, Outbox outbox, Sender sender, LongSupplier nowMs) {
    this.name = name;
    this.outbox = outbox;
    this.sender = sender;
    this.nowMs = nowMs;
  }

  String name() {
    return name;
  }

  Outbox outbox() {
    return outbox;
  }

  /** Sends what is due, after what is to be kept of that is kept. */
  void look(long at, Wording wording, Supplier<Future<Void>> keep) {
    Optional<Letter> due = isLeaving ? Optional.empty() : outbox.next(nowMs.getAsLong(), at);
    due.ifPresent(
        letter -> {
          going =
              keep.get()
                  .transform(kept -> sender.send(letter, wording))
                  .onSuccess(sent -> sent(letter))
                  .onFailure(this::failed)
                  .otherwiseEmpty();
        });
  }

  private void sent(Letter letter) {
    outbox.sent();
    LOG.info("Told {}: {}, alarms {}.", name, letter.stage().word(), letter.alarms().size());
    if (trouble != null) {
      LOG.info("{} works again.", name);
    }
    trouble = null;
  }

  private void failed(Throwable failure) {
    SendFailure known = SendFailure.of(failure);
    outbox.failed(known.kind(), nowMs.getAsLong());
    String sentence = String.valueOf(known.getMessage());
    if (!sentence.equals(trouble)) {
      LOG.warn("Not told {}: {}", name, sentence);
    }
    trouble = sentence;
  }

  /** Sends nothing more; completes when what is on its way has arrived or failed. */
  Future<Void> leave() {
    isLeaving = true;
    return going;
  }

  TargetState state() {
    return new TargetState(
        name,
        trouble,
        outbox.sentCount(),
        outbox.failedCount(),
        outbox.droppedCount(),
        outbox.unsureCount(),
        outbox.waiting(nowMs.getAsLong()));
  }
}
