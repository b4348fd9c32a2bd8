package io.sunherd.web;

import io.sunherd.web.gate.Gate;
import io.sunherd.web.http.BasePath;
import io.sunherd.web.http.Bodies;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All routes: the few that are open to all, the others behind the gate, the pages last. A refused
 * request never reaches any route behind the gate.
 */
final class Routes {
  private static final String POSSIBLE = "possible";
  private static final Pattern PART = Pattern.compile(":[a-z]+");

  private final UnaryOperator<Handler<RoutingContext>> around;
  private final Handler<RoutingContext> bodies;
  private final Router front;
  private final Router behind;
  private final Map<String, Set<HttpMethod>> methods = new LinkedHashMap<>();
  private final Set<String> gated = new LinkedHashSet<>();

  /**
   * @param around wraps the handler of each route
   * @param bodies reads the body of an admitted request
   * @param folder the folder below which every route is found, too; empty for none
   */
  Routes(
      Vertx vertx,
      UnaryOperator<Handler<RoutingContext>> around,
      Handler<RoutingContext> bodies,
      String folder) {
    this.around = around;
    this.bodies = bodies;
    front = Router.router(vertx);
    behind = Router.router(vertx);
    ErrorHandler.install(front);
    ErrorHandler.install(behind);
    if (!folder.isEmpty()) {
      front.route().handler(new BasePath(folder));
    }
    front.route().handler(Bodies::hold);
  }

  /** Adds a handler that every request passes first, in the order of these calls. */
  void first(Handler<RoutingContext> handler) {
    front.route().handler(handler);
  }

  /** Adds a route without a gate. */
  void open(HttpMethod method, String path, Handler<RoutingContext> handler) {
    add(front.route(path).handler(bodies), method, path, handler);
  }

  /**
   * Adds a route with a gate of its own.
   *
   * @param gate fails a request that is not allowed, before its body is read
   */
  void open(
      HttpMethod method,
      String path,
      Handler<RoutingContext> gate,
      Handler<RoutingContext> handler) {
    add(front.route(path).handler(gate).handler(bodies), method, path, handler);
  }

  /**
   * Adds a route with a gate of its own that reads a long body itself.
   *
   * @param gate fails a request that is not allowed, before its body is read
   */
  void streamed(
      HttpMethod method,
      String path,
      Handler<RoutingContext> gate,
      Handler<RoutingContext> handler) {
    add(front.route(path).handler(gate), method, path, handler);
  }

  /** Adds a route behind the gate. */
  void gated(HttpMethod method, String path, Handler<RoutingContext> handler) {
    add(behind.route(path), method, path, handler);
    gated.add(path);
  }

  private void add(Route route, HttpMethod method, String path, Handler<RoutingContext> handler) {
    route.method(method).handler(around.apply(handler));
    Set<HttpMethod> allowed = methods.computeIfAbsent(path, any -> new LinkedHashSet<>());
    allowed.add(method);
    if (method.equals(HttpMethod.GET)) {
      route.method(HttpMethod.HEAD);
      allowed.add(HttpMethod.HEAD);
    }
  }

  /** The router, once every route was added. */
  Router finish(Gate gate, List<Handler<RoutingContext>> pages) {
    methods.forEach(
        (path, allowed) -> undecoded(path).handler(context -> checkMethod(context, allowed)));
    front.route().handler(gate);
    gated.forEach(path -> undecoded(path).handler(Gate::refuse));
    front.route().handler(bodies);
    front.route().handler(this::enter);
    // For every method: page handlers pass on what they do not serve, which then gets a 404, not a
    // 405.
    pages.forEach(page -> front.route().handler(page));
    return front;
  }

  /** A route for a path that is not decoded yet: in some requests it cannot be. */
  private Route undecoded(String path) {
    return path.contains(":")
        ? front.routeWithRegex(PART.matcher(path).replaceAll("[^/]+"))
        : front.route(path);
  }

  private void enter(RoutingContext context) {
    if (Gate.admitted(context)) {
      behind.handleContext(context);
    } else {
      context.next();
    }
  }

  /** The first path that fits decides: /settings/export is not the setting "export". */
  private static void checkMethod(RoutingContext context, Set<HttpMethod> allowed) {
    if (context.get(POSSIBLE) != null || allowed.contains(context.request().method())) {
      context.put(POSSIBLE, true).next();
      return;
    }
    context
        .response()
        .putHeader(
            HttpHeaders.ALLOW,
            allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", ")));
    context.fail(405);
  }

  /** Each route with a path of its own, as {@code GET /path}. */
  Set<String> all() {
    return Stream.of(front, behind)
        .flatMap(router -> router.getRoutes().stream())
        .filter(route -> route.getPath() != null && route.methods() != null)
        .flatMap(route -> route.methods().stream().map(method -> method + " " + route.getPath()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
