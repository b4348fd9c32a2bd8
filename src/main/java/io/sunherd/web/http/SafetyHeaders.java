package io.sunherd.web.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Sets the security headers: what browsers must not do with the pages, and the pages must not do.
 */
public final class SafetyHeaders implements Handler<RoutingContext> {
  private static final CharSequence TYPES = HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence FRAMES = HttpHeaders.createOptimized("x-frame-options");
  private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("SAMEORIGIN");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("referrer-policy");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
  private static final CharSequence CONTENT =
      HttpHeaders.createOptimized("content-security-policy");
  private static final CharSequence OWN_ONLY =
      HttpHeaders.createOptimized(
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self';"
              + " frame-ancestors 'self'");

  @Override
  public void handle(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set(TYPES, NO_SNIFFING);
    headers.set(REFERRER, NO_REFERRER);
    if (!isPartOfPage(context.request().path())) {
      headers.set(FRAMES, SAME_ORIGIN);
      headers.set(CONTENT, OWN_ONLY);
    }
    context.next();
  }

  /**
   * These two headers matter for documents and workers only; the page has fifty files that are
   * neither.
   */
  private static boolean isPartOfPage(String path) {
    return (path.endsWith(".js") || path.endsWith(".css")) && !path.endsWith("/worker.js");
  }
}
