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
 * What a part listens with. A part with a thread of its own closes them before it lets that go:
 * what is sent to a thread that is gone is an error at whoever sends it. Any thread may close them,
 * so that a part that is stuck is not asked any more.
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

  /** Listens to nothing any more. */
  public Future<?> close() {
    areClosed = true;
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList());
  }

  /** Listens to nothing any more; over once what was heard has come to its end on that context. */
  public Future<?> close(Context context) {
    Promise<Void> ended = Promise.promise();
    close().onComplete(deaf -> context.runOnContext(v -> ended.complete()));
    return ended.future();
  }

  /** Whether it listens no more: another part may speak in its place by now. */
  public boolean areClosed() {
    return areClosed;
  }
}
