package io.sunherd.bench;

import io.vertx.core.Vertx;

/** The least that answers with Vert.x: what no hub can begin sooner than. */
public final class BareServer {
  private BareServer() {}

  /**
   * @param args the port
   */
  public static void main(String[] args) {
    Vertx.vertx()
        .createHttpServer()
        .requestHandler(request -> request.response().end())
        .listen(Integer.parseInt(args[0]), "127.0.0.1");
  }
}
