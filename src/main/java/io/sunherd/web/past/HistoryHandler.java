package io.sunherd.web.past;

import io.sunherd.extract.Archive.Progress;
import io.sunherd.extract.Extract;
import io.sunherd.extract.ExtractLayout;
import io.sunherd.extract.ExtractLayout.Format;
import io.sunherd.request.Problem;
import io.sunherd.web.live.Newest;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** GET /api/v1/history: rows, or intervals of them, sent as fast as the client reads. */
public final class HistoryHandler implements Handler<RoutingContext> {
  private static final DateTimeFormatter IN_NAMES =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

  private final Vertx vertx;
  private final Newest newest;
  private final Extracts extracts;
  private final Clock clock;

  /**
   * @param clock the present time and the local time zone
   */
  public HistoryHandler(Vertx vertx, Newest newest, Extracts extracts, Clock clock) {
    this.vertx = vertx;
    this.newest = newest;
    this.extracts = extracts;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    MultiMap params = context.queryParams();
    Wanted wanted = Wanted.of(params.get("inverter"), newest);
    ExtractLayout layout = layout(params);
    Extract extract = extract(params);
    HttpServerResponse response = context.response();
    headers(response, wanted, layout, extract);
    Streaming.send(
        context,
        vertx.getOrCreateContext(),
        extracts,
        wanted::check,
        (archive, ink) ->
            archive.write(
                extract, layout, wanted.inverters(), wanted.several(), ink, Progress.NONE));
  }

  private ExtractLayout layout(MultiMap params) {
    return Span.valid(
        () -> {
          String separator = params.get("sep");
          ZoneId zone = params.contains("time") ? isoIn(params.get("time")) : null;
          return new ExtractLayout(
              format(params.get("format")),
              "1".equals(params.get("header")),
              separator == null ? ';' : ExtractLayout.separator(separator),
              zone);
        });
  }

  private @Nullable ZoneId isoIn(String time) {
    return ExtractLayout.time(time, clock.getZone());
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

  private void headers(
      HttpServerResponse response, Wanted wanted, ExtractLayout layout, Extract extract) {
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
}
