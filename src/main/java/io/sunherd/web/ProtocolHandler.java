package io.sunherd.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

/** GET /api/v1/protocol: the protocol tables, made once, beside the event loop. */
final class ProtocolHandler implements Handler<RoutingContext> {
  private final Future<Buffer> tables;

  ProtocolHandler(Vertx vertx) {
    tables = vertx.executeBlocking(() -> Json.encodeToBuffer(ProtocolTables.json()));
  }

  @Override
  public void handle(RoutingContext context) {
    tables.onSuccess(json -> Respond.json(context, 200, json)).onFailure(context::fail);
  }
}
