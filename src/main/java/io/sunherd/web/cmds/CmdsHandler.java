package io.sunherd.web.cmds;

import io.sunherd.request.Problem;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Held;
import io.sunherd.web.live.LiveUnit;
import io.sunherd.web.live.Newest;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** GET /cmds: readings of one inverter or of all, from memory or from the inverter. */
public final class CmdsHandler implements Handler<RoutingContext> {
  private final Newest newest;
  private final Questions questions;

  /** Answers from these. */
  public CmdsHandler(Newest newest, Questions questions) {
    this.newest = newest;
    this.questions = questions;
  }

  @Override
  public void handle(RoutingContext context) {
    CmdsQuery query = CmdsQuery.of(context.queryParams(), newest);
    Map<String, Map<String, Future<Held>>> asked = new LinkedHashMap<>();
    for (LiveUnit unit : query.units()) {
      Map<String, Future<Held>> byCmd = new LinkedHashMap<>();
      for (String cmd : query.cmds()) {
        byCmd.computeIfAbsent(cmd, text -> questions.answer(unit, text, query.maxAgeMs()));
      }
      asked.put(unit.id(), byCmd);
    }
    CmdsAnswer answer = new CmdsAnswer(query, asked);
    // Waits for all; each has its own result, so the result of the join does not matter.
    Future.join(asked.values().stream().flatMap(byCmd -> byCmd.values().stream()).toList())
        .otherwiseEmpty()
        .map(over -> answer.body())
        .onSuccess(body -> send(context, answer, body))
        .onFailure(context::fail);
  }

  private void send(RoutingContext context, CmdsAnswer answer, Buffer body) {
    long nowMs = newest.nowMs();
    Held oldest = answer.oldest(nowMs).orElse(null);
    if (oldest == null) {
      Problem problem = answer.problem();
      Respond.json(context, problem == null ? 500 : problem.status(), body);
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.AGE, Long.toString(oldest.ageMs(nowMs) / 1000))
        .putHeader(HttpHeaders.LAST_MODIFIED, oldest.modified());
    if (answer.query().raw()) {
      Respond.text(context, oldest.reading().raw());
    } else {
      Respond.json(context, 200, body);
    }
  }
}
