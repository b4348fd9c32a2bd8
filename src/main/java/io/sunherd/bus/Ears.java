package io.sunherd.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The bus consumers of a part. A part with a thread of its own closes them before it gives up the
 * thread, since a message to a thread that has ended is an error at its sender. Any thread may
 * close them, so that a blocked part gets no more requests.
 */
public final class Ears {
  private final List<MessageConsumer<?>> consumers = new CopyOnWriteArrayList<>();
  private volatile boolean areClosed;

  /** Listens at an address, on the context of the caller. */
  public <T> void listen(Vertx vertx, String address, Handler<Message<T>> handler) {
    consumers.add(vertx.eventBus().<T>consumer(address, handler));
  }

  /** Succeeds once everything is listened to. */
  public Future<?> open() {
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList());
  }

  /** Unregisters all consumers. */
  public Future<?> close() {
    areClosed = true;
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList());
  }

  /**
   * Unregisters all consumers; completes once the messages received so far were handled on that
   * context.
   */
  public Future<?> close(Context context) {
    Promise<Void> ended = Promise.promise();
    close().onComplete(deaf -> context.runOnContext(v -> ended.complete()));
    return ended.future();
  }

  /** Whether the consumers are closed: another part may have taken its place by now. */
  public boolean areClosed() {
    return areClosed;
  }
}
