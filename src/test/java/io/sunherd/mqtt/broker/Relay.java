package io.sunherd.mqtt.broker;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a broker that can be held, so that nothing passes, and cut. */
final class Relay implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger opened = new AtomicInteger();
  private final NetServer server;
  private volatile boolean isHeld;

  Relay(int broker) {
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

  int port() {
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

  @Override
  public void close() {
    vertx.close().await();
  }
}
