package io.sunherd.web.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Takes the folder in which a reverse proxy shows the hub off the path of a request, before any
 * route is looked for. Without it a request is answered as well: not everybody comes by the proxy.
 */
public final class BasePath implements Handler<RoutingContext> {
  private static final String KEY = "base-path";

  private final String folder;

  /**
   * @param folder as {@code /sunherd}
   */
  public BasePath(String folder) {
    this.folder = folder;
  }

  /** The folder that the request has named, or an empty text. */
  public static String of(RoutingContext context) {
    String folder = context.get(KEY);
    return folder == null ? "" : folder;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String target = request.uri();
    if (!target.startsWith(folder) || !of(context).isEmpty()) {
      context.next();
      return;
    }
    String rest = target.substring(folder.length());
    if (rest.startsWith("/")) {
      context.put(KEY, folder);
      context.reroute(request.method(), rest);
    } else if (rest.isEmpty() || rest.startsWith("?")) {
      // Without its slash, the page's own addresses would lead out of the folder.
      context.response().setStatusCode(308).putHeader(HttpHeaders.LOCATION, folder + "/" + rest);
      context.end();
    } else {
      context.next();
    }
  }
}
