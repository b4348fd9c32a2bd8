package io.sunherd.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;

/** Whether a page of this site sends a request, as far as its browser tells. */
final class SameOrigin {
  private SameOrigin() {}

  /**
   * False where the browser names another site. True for those who name none: they are no browsers.
   * Only host and port are compared where the hub itself does not encrypt, since a proxy may.
   */
  static boolean holds(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null || isOwn(origin, request);
  }

  private static boolean isOwn(String origin, HttpServerRequest request) {
    HostAndPort own = request.authority();
    if (own == null) {
      return false;
    }
    try {
      URI uri = URI.create(origin);
      boolean weaker = request.isSSL() && !"https".equalsIgnoreCase(uri.getScheme());
      return own.toString().equalsIgnoreCase(uri.getRawAuthority()) && !weaker;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
