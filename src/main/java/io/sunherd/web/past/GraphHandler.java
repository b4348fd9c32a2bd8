package io.sunherd.web.past;

import io.sunherd.bus.Failure;
import io.sunherd.extract.Extract;
import io.sunherd.graph.Chart;
import io.sunherd.graph.Series;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Bucket.Range;
import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.request.Problem;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Newest;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** GET /graph: one or two columns as a chart, as in godenerg. */
public final class GraphHandler implements Handler<RoutingContext> {
  /** About as many as the chart has pixels from left to right. */
  private static final int POINTS = 800;

  private final Newest newest;
  private final Extracts extracts;
  private final Clock clock;

  /**
   * @param clock has the local time zone
   */
  public GraphHandler(Newest newest, Extracts extracts, Clock clock) {
    this.newest = newest;
    this.extracts = extracts;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    MultiMap params = context.queryParams();
    for (String name : List.of("from", "to", "col_1")) {
      if (!params.contains(name)) {
        throw new Problem(
            Failure.BAD_REQUEST,
            "Say what to draw with from=, to=, col_1= and, if wanted, col_2=; "
                + name
                + " is missing.");
      }
    }
    Wanted wanted = Wanted.one(params.get("inverter"), newest);
    Extract extract = extract(params);
    ZoneId zone = clock.getZone();
    extracts
        .ask(
            archive -> {
              wanted.check(archive);
              return draw(wanted.only(), extract, archive.buckets(extract, wanted.only()), zone);
            })
        .onSuccess(picture -> Respond.svg(context, picture))
        .onFailure(context::fail);
  }

  private Extract extract(MultiMap params) {
    Span span = Span.of(params, clock);
    List<String> names =
        Stream.of(params.get("col_1"), params.get("col_2")).filter(Objects::nonNull).toList();
    List<HistoryColumn> columns = Span.valid(() -> Extract.columns(names, true));
    for (HistoryColumn column : columns) {
      if (!column.isNumber()) {
        throw new Problem(Failure.BAD_REQUEST, column.name() + " is no number to draw.");
      }
    }
    return Span.valid(() -> new Extract(span.from(), span.to(), columns, POINTS));
  }

  private static String draw(String inverter, Extract extract, List<Bucket> buckets, ZoneId zone) {
    if (buckets.isEmpty()) {
      throw new Problem(
          Failure.BAD_REQUEST, "There is nothing of " + inverter + " in that time to draw.");
    }
    List<Series> series =
        IntStream.range(0, extract.columns().size())
            .mapToObj(i -> series(extract.columns().get(i), i, buckets))
            .toList();
    String title =
        inverter + ": " + series.stream().map(Series::title).collect(Collectors.joining(", "));
    return Chart.draw(title, extract.from(), extract.to(), zone, series);
  }

  private static Series series(HistoryColumn column, int index, List<Bucket> buckets) {
    List<Series.Point> points = new ArrayList<>();
    for (Bucket bucket : buckets) {
      Range range = bucket.ranges().get(index);
      if (range != null) {
        points.add(
            new Series.Point(
                bucket.at() + bucket.seconds() / 2.0, range.min(), range.mean(), range.max()));
      }
    }
    String unit = column.unit();
    return new Series(column.name(), column.title(), unit == null ? "" : unit, points);
  }
}
