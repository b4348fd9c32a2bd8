package io.sunherd.notify;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** What takes requests over loopback, keeps them, and answers as it is told to. */
public final class Sink implements AutoCloseable {
  private static final long PATIENCE_S = 60;

  /** A request that came. */
  public record Got(String method, String path, MultiMap headers, String body) {}

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private volatile BiConsumer<HttpServerRequest, Integer> answer =
      (request, number) -> request.response().end();
  private int count;

  /** Answers everything with 200. */
  public Sink() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> request.body().onSuccess(body -> take(request, body.toString())))
            .listen(0, "127.0.0.1")
            .await();
  }

  private void take(HttpServerRequest request, String body) {
    got.add(new Got(request.method().name(), request.uri(), request.headers(), body));
    answer.accept(request, ++count);
  }

  /** Answers like this from now on: a request, and its number from 1. */
  public void answer(BiConsumer<HttpServerRequest, Integer> other) {
    answer = other;
  }

  public int port() {
    return server.actualPort();
  }

  /** Its address. */
  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** Waits for the next request. */
  public Got next() throws InterruptedException {
    Got next = got.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within " + PATIENCE_S + " s");
    }
    return next;
  }

  /** How many requests came that nobody has asked for. */
  public int left() {
    return got.size();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
