package io.sunherd.web;

import io.sunherd.bus.Failure;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * GET /api/v1/protocol: the protocol tables, made once, beside the event loop; with {@code dialect}
 * those of one dialect.
 */
final class ProtocolHandler implements Handler<RoutingContext> {
  private final Future<Buffer> tables;
  private final Map<String, Future<Buffer>> byDialect = new TreeMap<>();

  ProtocolHandler(Vertx vertx) {
    tables = vertx.executeBlocking(() -> encoded(Dialects.all()));
    for (Dialect dialect : Dialects.all()) {
      byDialect.put(dialect.id(), vertx.executeBlocking(() -> encoded(List.of(dialect))));
    }
  }

  private static Buffer encoded(List<Dialect> dialects) {
    return Json.encodeToBuffer(ProtocolTables.json(dialects));
  }

  @Override
  public void handle(RoutingContext context) {
    wanted(context.queryParam("dialect"))
        .onSuccess(json -> Respond.json(context, 200, json))
        .onFailure(context::fail);
  }

  private Future<Buffer> wanted(List<String> dialects) {
    if (dialects.isEmpty()) {
      return tables;
    }
    Future<Buffer> one = byDialect.get(dialects.get(0));
    if (one == null) {
      throw new Problem(
          Failure.UNKNOWN,
          "There is no dialect "
              + dialects.get(0)
              + "; known are "
              + String.join(", ", byDialect.keySet())
              + ".");
    }
    return one;
  }
}
