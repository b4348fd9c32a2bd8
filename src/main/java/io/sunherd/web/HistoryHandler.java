package io.sunherd.web;

import io.sunherd.extract.Archive;
import io.sunherd.extract.Archive.Progress;
import io.sunherd.extract.Extract;
import io.sunherd.extract.Ink;
import io.sunherd.extract.Layout;
import io.sunherd.extract.Layout.Format;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GET /api/v1/history: rows, or what intervals of them were like, as fast as they are taken. */
final class HistoryHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryHandler.class);
  private static final DateTimeFormatter IN_NAMES =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

  private final Vertx vertx;
  private final Newest newest;
  private final Extracts extracts;
  private final Clock clock;

  /**
   * @param clock tells what is now, and where local time is
   */
  HistoryHandler(Vertx vertx, Newest newest, Extracts extracts, Clock clock) {
    this.vertx = vertx;
    this.newest = newest;
    this.extracts = extracts;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    MultiMap params = context.queryParams();
    Wanted wanted = Wanted.of(params.get("inverter"), newest);
    Layout layout = layout(params);
    Extract extract = extract(params);
    HttpServerResponse response = context.response();
    headers(response, wanted, layout, extract);
    if (context.request().method().equals(HttpMethod.HEAD)) {
      extracts
          .ask(archive -> checked(archive, wanted))
          .onSuccess(known -> end(response))
          .onFailure(failure -> failed(context, failure));
      return;
    }
    Outlet outlet = new Outlet(vertx.getOrCreateContext(), response.setChunked(true));
    extracts
        .ask(archive -> write(archive, wanted, extract, layout, outlet))
        .onSuccess(written -> outlet.afterwards(() -> end(response)))
        .onFailure(failure -> outlet.afterwards(() -> failed(context, failure)));
  }

  private static boolean write(
      Archive archive, Wanted wanted, Extract extract, Layout layout, Outlet outlet)
      throws Exception {
    checked(archive, wanted);
    archive.write(
        extract, layout, wanted.inverters(), wanted.several(), new Ink(outlet), Progress.NONE);
    return true;
  }

  private static boolean checked(Archive archive, Wanted wanted) throws Exception {
    wanted.check(archive);
    return true;
  }

  private Layout layout(MultiMap params) {
    return Span.valid(
        () -> {
          String separator = params.get("sep");
          ZoneId zone = params.contains("time") ? isoIn(params.get("time")) : null;
          return new Layout(
              format(params.get("format")),
              "1".equals(params.get("header")),
              separator == null ? ';' : Layout.separator(separator),
              zone);
        });
  }

  private @Nullable ZoneId isoIn(String time) {
    return Layout.time(time, clock.getZone());
  }

  private static Format format(@Nullable String text) {
    return switch (text == null ? "json" : text) {
      case "json" -> Format.JSON;
      case "csv" -> Format.CSV;
      default ->
          throw new IllegalArgumentException(
              "format is csv or json, not " + Problem.quote(String.valueOf(text)) + ".");
    };
  }

  private Extract extract(MultiMap params) {
    Span span = Span.of(params, clock);
    int points = Span.number(params.get("points"), "points", 0, Extract.MOST_POINTS);
    return Span.valid(
        () ->
            new Extract(
                span.from(), span.to(), Extract.columns(params.getAll("col"), points > 0), points));
  }

  private void headers(HttpServerResponse response, Wanted wanted, Layout layout, Extract extract) {
    boolean csv = layout.format() == Format.CSV;
    String name = wanted.several() ? "all" : wanted.only().replaceAll("[^A-Za-z0-9_-]", "_");
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, layout.format().type())
        .putHeader(
            HttpHeaders.CONTENT_DISPOSITION,
            (csv ? "attachment" : "inline")
                + "; filename=\""
                + String.join("-", name, inName(extract.from()), inName(extract.to()))
                + (csv ? ".csv\"" : ".json\""))
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
  }

  private String inName(long epochSecond) {
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(epochSecond), clock.getZone())
        .format(IN_NAMES);
  }

  private static void end(HttpServerResponse response) {
    if (!response.closed()) {
      response.end();
    }
  }

  private static void failed(RoutingContext context, Throwable failure) {
    HttpServerResponse response = context.response();
    if (failure instanceof Outlet.Gone || response.closed()) {
      return;
    }
    if (!response.headWritten()) {
      response.setChunked(false).headers().remove(HttpHeaders.CONTENT_DISPOSITION);
      context.fail(failure);
      return;
    }
    LOG.warn("An extract ended before its end: {}", failure.getMessage());
    // The client sees that there is no end; an answer cut short must not look like a whole one.
    context.request().connection().close();
  }
}
