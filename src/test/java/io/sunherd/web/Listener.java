package io.sunherd.web;

import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of the stream, and all that it was told and has not looked at yet. */
final class Listener {
  private final BlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
  private final CompletableFuture<Short> closed = new CompletableFuture<>();
  final WebSocket socket;

  private Listener(ClientWebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(text -> told.add(new JsonObject(text)));
    socket.closeHandler(over -> closed.complete(socket.closeStatusCode()));
  }

  /** Connects, and does not read yet; fails with the status where it is refused. */
  static Listener connect(Rig rig, String path, String origin) {
    return connectWith(rig, path, origin == null ? Map.of() : Map.of("Origin", origin));
  }

  /** The same with these headers. */
  static Listener connectWith(Rig rig, String path, Map<String, String> headers) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(rig.web.port()).setURI(path);
    options.setAllowOriginHeader(headers.containsKey("Origin"));
    headers.forEach(options::addHeader);
    ClientWebSocket socket = rig.sockets.webSocket();
    Listener listener = new Listener(socket);
    // It listens before it is connected, so that no message is lost in between.
    Rig.wait(socket.connect(options).map(WebSocket::pause));
    return listener;
  }

  static Listener connect(Rig rig, String path) {
    Listener listener = connectWith(rig, path, Map.of());
    listener.resume();
    return listener;
  }

  /** The status with which a connection is refused. */
  static int refused(Rig rig, String path, String origin) {
    return refusedWith(rig, path, origin == null ? Map.of() : Map.of("Origin", origin));
  }

  static int refusedWith(Rig rig, String path, Map<String, String> headers) {
    try {
      connectWith(rig, path, headers);
    } catch (RuntimeException e) {
      Throwable reason = e instanceof UpgradeRejectedException ? e : e.getCause();
      if (reason instanceof UpgradeRejectedException rejected) {
        return rejected.getStatus();
      }
      throw e;
    }
    throw new AssertionError(path + " was not refused.");
  }

  void resume() {
    socket.resume();
  }

  void say(String text) {
    Rig.wait(socket.writeTextMessage(text));
  }

  /** Waits for the other end to close, and tells the code it gives for that. */
  int closed() throws Exception {
    return closed.get(20, TimeUnit.SECONDS);
  }

  /** Whether it is still connected: it is heard that it is asked for. */
  boolean isHeard() throws InterruptedException {
    say("{\"type\":\"ping\"}");
    next("pong");
    return true;
  }

  JsonObject next() throws InterruptedException {
    JsonObject next = told.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing more was told; closed: " + socket.closeReason());
    }
    return next;
  }

  /** The next message of a type; those before it are passed over. */
  JsonObject next(String type) throws InterruptedException {
    return next(message -> type.equals(message.getString("type")));
  }

  JsonObject next(Predicate<JsonObject> wanted) throws InterruptedException {
    while (true) {
      JsonObject message = next();
      if (wanted.test(message)) {
        return message;
      }
    }
  }
}
