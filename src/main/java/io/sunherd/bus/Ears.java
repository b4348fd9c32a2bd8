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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bus consumers of a part. A part with a thread of its own closes them before it gives up the
 * thread, since a message to a thread that has ended is an error at its sender. Any thread may
 * close them, so that a blocked part gets no more requests.
 */
public final class Ears {
  private final List<MessageConsumer<?>> consumers = new CopyOnWriteArrayList<>();
  private volatile boolean areClosed;
  private @Nullable Looks looks;

  /** Listens at an address, on the context of the caller. */
  public <T> void listen(Vertx vertx, String address, Handler<Message<T>> handler) {
    consumers.add(
        vertx
            .eventBus()
            .<T>consumer(
                address,
                message -> {
                  handler.handle(message);
                  heard();
                }));
  }

  private void heard() {
    Looks begun = looks;
    if (begun != null) {
      begun.heard();
    }
  }

  /**
   * From now on the part looks around so often, on the context of the caller: after the message
   * that comes then, or by itself where none comes for a while. It costs an event loop far less to
   * do it while a message has woken it than to wait for the right moment.
   */
  public void look(Vertx vertx, long everyMs, Runnable look) {
    Looks begun = new Looks(vertx, everyMs, look);
    looks = begun;
    begun.next();
  }

  private static final class Looks {
    private final Vertx vertx;
    private final long everyMs;
    private final Runnable look;
    private long lastNanos;
    private long timer;

    Looks(Vertx vertx, long everyMs, Runnable look) {
      this.vertx = vertx;
      this.everyMs = everyMs;
      this.look = look;
    }

    void heard() {
      if (System.nanoTime() - lastNanos >= TimeUnit.MILLISECONDS.toNanos(everyMs)) {
        vertx.cancelTimer(timer);
        look();
      }
    }

    private void look() {
      next(); // first: it looks again, whatever comes of this
      look.run();
    }

    void next() {
      lastNanos = System.nanoTime();
      timer = vertx.setTimer(everyMs + everyMs / 4, silent -> look());
    }
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
