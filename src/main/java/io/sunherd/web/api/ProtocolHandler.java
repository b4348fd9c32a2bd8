package io.sunherd.web.api;

import io.sunherd.bus.Failure;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.request.Problem;
import io.sunherd.web.http.Respond;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GET /api/v1/protocol: the protocol tables; with {@code dialect} those of one dialect. Each answer
 * is made at its first request, off the event loop.
 */
public final class ProtocolHandler implements Handler<RoutingContext> {
  private static final String ALL = "";

  private final Vertx vertx;
  private final Map<String, Future<Buffer>> tables = new HashMap<>();

  /** Makes the tables on a worker. */
  public ProtocolHandler(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void handle(RoutingContext context) {
    String wanted = context.queryParams().get("dialect");
    if (wanted == null) {
      send(context, ALL, Dialects.all());
      return;
    }
    Optional<Dialect> dialect =
        Dialects.all().stream().filter(known -> known.id().equals(wanted)).findFirst();
    if (dialect.isPresent()) {
      send(context, wanted, List.of(dialect.get()));
    } else {
      context.fail(
          new Problem(
              Failure.UNKNOWN,
              "There is no dialect "
                  + Problem.quote(wanted)
                  + "; known are "
                  + Dialects.ids()
                  + "."));
    }
  }

  private void send(RoutingContext context, String name, List<Dialect> dialects) {
    tables
        .computeIfAbsent(
            name,
            first ->
                vertx.executeBlocking(() -> Json.encodeToBuffer(ProtocolTables.json(dialects))))
        .onSuccess(json -> Respond.json(context, 200, json))
        .onFailure(
            failure -> {
              tables.remove(name); // the next request may succeed
              context.fail(failure);
            });
  }
}
