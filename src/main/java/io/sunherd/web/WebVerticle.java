package io.sunherd.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.net.BindException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves HTTP on one event loop.
 *
 * <p>It knows only what it heard on the bus since it was deployed: deploy it before the parts whose
 * readings, states and reports it tells. Until they report it is live, but not ready.
 */
public final class WebVerticle extends VerticleBase {
  private static final int MOST_LINE_BYTES = 16 * 1024;
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int MOST_BODY_BYTES = 64 * 1024;
  private static final int FEWEST_COMPRESSED_BYTES = 1024;
  private static final int IDLE_SECONDS = 75;

  private final Site site;
  private final LongSupplier nanos;
  private final Connections connections = new Connections();
  private @Nullable HttpServer server;
  private @Nullable Stream stream;

  public WebVerticle(Site site) {
    this(site, System::nanoTime);
  }

  /**
   * @param nanos the monotonic clock that readings age by
   */
  WebVerticle(Site site, LongSupplier nanos) {
    this.site = site;
    this.nanos = nanos;
  }

  /** The port it listens on; 0 before it is deployed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  @Override
  public Future<?> start() {
    Newest newest = new Newest(site.inverters(), nanos);
    InvertersHandler inverters = new InvertersHandler(newest);
    Stream live = new Stream(newest, inverters);
    stream = live;
    newest.listen(vertx.eventBus(), live);
    Parts parts = new Parts(site.parts());
    parts.listen(vertx.eventBus());
    HttpServer http =
        vertx
            .createHttpServer(options())
            .connectionHandler(connections::add)
            .requestHandler(router(newest, inverters, live, parts));
    server = http;
    return http.listen().recover(failure -> Future.failedFuture(cannotListen(failure)));
  }

  @Override
  public Future<?> stop() {
    Future<Void> goodbye = stream == null ? Future.succeededFuture() : stream.close(vertx);
    return goodbye.onComplete(said -> connections.cut());
  }

  private Router router(Newest newest, InvertersHandler inverters, Stream stream, Parts parts) {
    Router router = Router.router(vertx);
    ErrorHandler.install(router);
    if (!site.origins().isEmpty()) {
      router.route().handler(new CorsHeaders(site.origins()));
    }
    get(router, "/stream", new StreamHandler(vertx, newest, stream, site.origins()));
    router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
    get(router, "/cmds", new CmdsHandler(newest, new Questions(newest, vertx.eventBus())));
    get(router, "/api/v1/inverters", inverters);
    get(router, "/api/v1/inverters/:id", inverters);
    get(router, "/api/v1/system", new SystemHandler(newest));
    get(router, "/api/v1/protocol", new ProtocolHandler(vertx));
    HealthHandler health = new HealthHandler(parts, newest);
    get(router, "/health/live", health::live);
    get(router, "/health/ready", health::ready);
    router.route().handler(new SafetyHeaders());
    // For every method: it passes on what it does not serve, and that is a 404 then, not a 405.
    router.route().handler(pages());
    return router;
  }

  private static void get(Router router, String path, Handler<RoutingContext> handler) {
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    router.route(path).handler(WebVerticle::wrongMethod);
  }

  private static void wrongMethod(RoutingContext context) {
    context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
    context.fail(405);
  }

  private StaticHandler pages() {
    return StaticHandler.create(
            FileSystemAccess.ROOT, site.webroot().toAbsolutePath().normalize().toString())
        .setDirectoryListing(false)
        .setIncludeHidden(false)
        .setMaxAgeSeconds(0);
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(site.host())
            .setPort(site.port())
            .setMaxInitialLineLength(MOST_LINE_BYTES)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setCompressionSupported(true)
            .setCompressionContentSizeThreshold(FEWEST_COMPRESSED_BYTES)
            .setMaxWebSocketFrameSize(MOST_BODY_BYTES)
            .setMaxWebSocketMessageSize(MOST_BODY_BYTES)
            // A frame that goes to a thousand clients would be compressed a thousand times.
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

  private IllegalStateException cannotListen(Throwable failure) {
    String reason =
        failure instanceof BindException
            ? "the address is in use or not this machine's; stop the other program or change"
                + " http.host and http.port"
            : failure.getMessage() + "; check http.host, http.port and http.tls";
    return new IllegalStateException(
        "Cannot listen on " + site.host() + ":" + site.port() + ": " + reason + ".", failure);
  }
}
