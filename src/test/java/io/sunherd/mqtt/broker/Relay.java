package io.sunherd.mqtt.broker;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a broker that can be held, so that nothing passes, cut, and shut to newcomers. */
public final class Relay implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger opened = new AtomicInteger();
  private final NetServer server;
  private final Queue<Runnable> outside = new ConcurrentLinkedQueue<>();
  private volatile boolean isHeld;
  private volatile boolean isShut;

  /** A line to a broker on this machine. */
  public Relay(int broker) {
    server =
        vertx
            .createNetServer()
            .connectHandler(near -> accept(near, broker))
            .listen(0, "127.0.0.1")
            .await();
  }

  private void accept(NetSocket near, int broker) {
    opened.incrementAndGet();
    near.pause();
    keep(near);
    if (isHeld) {
      return;
    }
    outside.add(() -> join(near, broker));
    if (!isShut) {
      admit();
    }
  }

  private void join(NetSocket near, int broker) {
    client
        .connect(broker, "127.0.0.1")
        .onSuccess(
            far -> {
              keep(far);
              near.handler(far::write);
              far.handler(near::write);
              near.closeHandler(v -> far.close());
              far.closeHandler(v -> near.close());
              if (!isHeld) {
                near.resume();
              }
            })
        .onFailure(e -> near.close());
  }

  private void keep(NetSocket socket) {
    sockets.add(socket);
  }

  /** Where it listens. */
  public int port() {
    return server.actualPort();
  }

  /** How many connections were made so far. */
  int opened() {
    return opened.get();
  }

  /** From now on nothing is read of any connection, on either side. */
  void hold() {
    isHeld = true;
    sockets.forEach(NetSocket::pause);
  }

  /** What was held goes on. */
  void release() {
    isHeld = false;
    sockets.forEach(NetSocket::resume);
  }

  /** Connections are good again; those that were held are gone. */
  void renew() {
    isHeld = false;
    sockets.forEach(NetSocket::close);
    sockets.clear();
  }

  /** From now on newcomers wait outside. */
  public void shut() {
    isShut = true;
  }

  /** Those who wait outside come in, and all others after them. */
  public void admit() {
    isShut = false;
    for (Runnable next = outside.poll(); next != null; next = outside.poll()) {
      next.run();
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
