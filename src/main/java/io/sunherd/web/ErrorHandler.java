package io.sunherd.web;

import io.sunherd.request.Problem;
import io.sunherd.web.gate.Misdirected;
import io.sunherd.web.http.Respond;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed request in the same error format. */
final class ErrorHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);

  /** Statuses that the router itself sets. */
  private static final List<Integer> STATUSES =
      List.of(400, 403, 404, 405, 406, 408, 413, 414, 415, 416, 500, 501, 503);

  private final int status;

  /**
   * A handler for one status, because the context of a request without a route does not have it.
   */
  private ErrorHandler(int status) {
    this.status = status;
  }

  static void install(Router router) {
    STATUSES.forEach(status -> router.errorHandler(status, new ErrorHandler(status)));
  }

  @Override
  public void handle(RoutingContext context) {
    Problem problem = context.failure() instanceof Problem known ? known : problem(context);
    problem.headers().forEach(context.response()::putHeader);
    if (problem.status() == Misdirected.STATUS && Misdirected.wantsPage(context.request())) {
      Respond.page(context, problem.status(), Misdirected.page(problem));
      return;
    }
    Respond.json(context, problem.status(), problem.json());
  }

  private Problem problem(RoutingContext context) {
    String what = context.request().method() + " " + Problem.quote(context.request().path());
    return switch (status) {
      case 400 ->
          context.request().authority() == null
              ? Misdirected.nameless()
              : new Problem(400, "The request is malformed: its address cannot be decoded.");
      case 404 -> new Problem(404, "There is nothing at " + what + ".");
      case 405 -> new Problem(405, what + " is not possible; see the Allow header.");
      case 413 -> new Problem(413, "The body of " + what + " is too long.");
      case 500 -> {
        LOG.error("{} failed.", what, context.failure());
        yield new Problem(500, what + " failed inside the hub; its log tells why.");
      }
      default -> new Problem(status, what + " cannot be answered.");
    };
  }
}
