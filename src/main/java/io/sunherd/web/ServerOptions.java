package io.sunherd.web;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.concurrent.TimeUnit;

/** How the server of a site is set: where it listens, and how much it takes. */
final class ServerOptions {
  /** The most bytes of a request's body, and of a message on a WebSocket. */
  static final int MOST_BODY_BYTES = 64 * 1024;

  private static final int MOST_LINE_BYTES = 16 * 1024;
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int IDLE_SECONDS = 75;

  private ServerOptions() {}

  /** The options of the server of a site. */
  static HttpServerOptions of(Site site) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(site.host())
            .setPort(site.port())
            // With it, a connection would be reported only after it has sent something.
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false)
            .setMaxInitialLineLength(MOST_LINE_BYTES)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            // No minimum size: with one, the page's own files would not be compressed.
            .setCompressionSupported(true)
            .setMaxWebSocketFrameSize(MOST_BODY_BYTES)
            .setMaxWebSocketMessageSize(MOST_BODY_BYTES)
            // Otherwise a frame for a thousand clients would be compressed a thousand times.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    String certificate = site.certificate();
    String key = site.key();
    return certificate == null || key == null
        ? options
        : options
            .setSsl(true)
            .setKeyCertOptions(new PemKeyCertOptions().setCertPath(certificate).setKeyPath(key));
  }
}
