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
import java.util.stream.Collectors;

/**
 * GET /api/v1/protocol: the protocol tables, made once, beside the event loop; with {@code dialect}
 * those of one dialect.
 */
final class ProtocolHandler implements Handler<RoutingContext> {
  private static final String ALL = "";

  private final Future<Map<String, Buffer>> tables;

  ProtocolHandler(Vertx vertx) {
    tables = vertx.executeBlocking(ProtocolHandler::encoded);
  }

  private static Map<String, Buffer> encoded() {
    Map<String, Buffer> tables = new TreeMap<>();
    tables.put(ALL, Json.encodeToBuffer(ProtocolTables.json(Dialects.all())));
    for (Dialect dialect : Dialects.all()) {
      tables.put(dialect.id(), Json.encodeToBuffer(ProtocolTables.json(List.of(dialect))));
    }
    return tables;
  }

  @Override
  public void handle(RoutingContext context) {
    String dialect = context.queryParams().get("dialect");
    tables
        .onSuccess(known -> tell(context, known, dialect == null ? ALL : dialect))
        .onFailure(context::fail);
  }

  private static void tell(RoutingContext context, Map<String, Buffer> known, String dialect) {
    Buffer json = known.get(dialect);
    if (json == null || (dialect.isEmpty() && context.queryParams().contains("dialect"))) {
      context.fail(
          new Problem(
              Failure.UNKNOWN,
              "There is no dialect "
                  + Problem.quote(dialect)
                  + "; known are "
                  + Dialects.all().stream().map(Dialect::id).collect(Collectors.joining(", "))
                  + "."));
      return;
    }
    Respond.json(context, 200, json);
  }
}
