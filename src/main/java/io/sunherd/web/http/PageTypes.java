package io.sunherd.web.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Sets the media type of YAML (RFC 9512); Vert.x knows only its older name. */
public final class PageTypes implements Handler<RoutingContext> {
  private static final String OLD = "application/x-yaml";

  @Override
  public void handle(RoutingContext context) {
    MultiMap headers = context.response().headers();
    context.addHeadersEndHandler(
        ready -> {
          if (OLD.equals(headers.get(HttpHeaders.CONTENT_TYPE))) {
            headers.set(HttpHeaders.CONTENT_TYPE, "application/yaml");
          }
        });
    context.next();
  }
}
