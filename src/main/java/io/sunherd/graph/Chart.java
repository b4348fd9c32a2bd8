package io.sunherd.graph;

import io.sunherd.graph.Series.Point;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A chart of one or two series over time, each with an axis of its own: the mean as a line, minimum
 * to maximum as a band. Missing times stay empty. It uses the viewer's colours, light or dark.
 */
public final class Chart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 480;
  private static final int LEFT = 70;
  private static final int TOP = 70;
  private static final int BOTTOM = HEIGHT - 60;

  private static final String STYLE =
      """
      svg { --paper: #ffffff; --ink: #1c2430; --grid: #d5dae1; --one: #0b5cad; --two: #b34700; }
      @media (prefers-color-scheme: dark) {
        svg { --paper: #12161c; --ink: #e6eaf0; --grid: #333c48; --one: #6cb2ff; --two: #ffa257; }
      }
      text { font: 13px system-ui, sans-serif; fill: var(--ink); }
      .paper { fill: var(--paper); }
      .title { font-size: 18px; }
      .grid { stroke: var(--grid); stroke-width: 1; }
      .line { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
      .band { fill-opacity: 0.25; stroke: none; }
      .one.line { stroke: var(--one); } .one.band, .one.dot, text.one { fill: var(--one); }
      .two.line { stroke: var(--two); stroke-dasharray: 6 2; }
      .two.band, .two.dot, text.two { fill: var(--two); }
      """;

  private final String title;
  private final long from;
  private final long to;
  private final ZoneId zone;
  private final List<Series> series;
  private final int right;
  private final Svg svg = new Svg();

  private Chart(String title, long from, long to, ZoneId zone, List<Series> series) {
    this.title = title;
    this.from = from;
    this.to = Math.max(to, from + 1);
    this.zone = zone;
    this.series = series;
    this.right = WIDTH - (series.size() > 1 ? 70 : 25);
  }

  /**
   * Draws a chart.
   *
   * @param from the first second, epoch seconds
   * @param to the last second, epoch seconds
   * @param zone where the times at the axis are local
   * @param series one or two, the second at the right axis
   * @return a whole SVG document
   */
  public static String draw(String title, long from, long to, ZoneId zone, List<Series> series) {
    return new Chart(title, from, to, zone, series).draw();
  }

  private String draw() {
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "aria-labelledby",
        "title desc");
    svg.text("title", title, "id", "title");
    svg.text("desc", description(), "id", "desc");
    svg.text("style", STYLE);
    svg.empty("rect", "class", "paper", "width", WIDTH, "height", HEIGHT);
    svg.text("text", title, "class", "title", "x", LEFT, "y", 28);
    times();
    for (int i = 0; i < series.size(); i++) {
      draw(series.get(i), i == 0);
    }
    return svg.close("svg").toString();
  }

  private String description() {
    DateTimeFormatter form = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
    String time =
        Instant.ofEpochSecond(from).atZone(zone).format(form)
            + " to "
            + Instant.ofEpochSecond(to).atZone(zone).format(form);
    return series.stream()
        .map(one -> one.label() + " " + extremes(one))
        .collect(Collectors.joining("; ", "From " + time + ": ", "."));
  }

  private static String extremes(Series one) {
    return one.points().isEmpty()
        ? "has no values"
        : "between " + number(lowest(one)) + " and " + number(highest(one));
  }

  private static String number(double value) {
    return Scale.text(BigDecimal.valueOf(Math.round(value * 100), 2));
  }

  private static double lowest(Series one) {
    return one.points().stream().mapToDouble(Point::min).min().orElse(0);
  }

  private static double highest(Series one) {
    return one.points().stream().mapToDouble(Point::max).max().orElse(1);
  }

  private void times() {
    for (TimeAxis.Mark mark : TimeAxis.marks(from, to, zone)) {
      String x = Svg.at(x((double) mark.at()));
      svg.empty("line", "class", "grid", "x1", x, "x2", x, "y1", TOP, "y2", BOTTOM);
      svg.text("text", mark.text(), "x", x, "y", BOTTOM + 20, "text-anchor", "middle");
    }
  }

  private void draw(Series one, boolean first) {
    String role = first ? "one" : "two";
    Scale scale = Scale.of(lowest(one), highest(one));
    axis(one, scale, first, role);
    for (List<Point> run : PointRuns.of(one.points())) {
      if (run.size() == 1) {
        Point only = run.get(0);
        svg.empty(
            "circle",
            "class",
            role + " dot",
            "r",
            2,
            "cx",
            Svg.at(x(only.at())),
            "cy",
            Svg.at(y(scale, only.mean())));
        continue;
      }
      if (run.stream().anyMatch(point -> point.min() < point.max())) {
        svg.empty("path", "class", role + " band", "d", band(run, scale));
      }
      svg.empty("polyline", "class", role + " line", "points", line(run, scale));
    }
  }

  private void axis(Series one, Scale scale, boolean first, String role) {
    for (BigDecimal label : scale.labels()) {
      String y = Svg.at(y(scale, label.doubleValue()));
      if (first) {
        svg.empty("line", "class", "grid", "x1", LEFT, "x2", right, "y1", y, "y2", y);
      }
      svg.text(
          "text",
          Scale.text(label),
          "class",
          role,
          "x",
          first ? LEFT - 8 : right + 8,
          "y",
          y,
          "dominant-baseline",
          "middle",
          "text-anchor",
          first ? "end" : "start");
    }
    svg.text(
        "text",
        (first ? "\u2014 " : "- - ") + one.label(),
        "class",
        role,
        "x",
        first ? LEFT : right,
        "y",
        TOP - 18,
        "text-anchor",
        first ? "start" : "end");
  }

  private String line(List<Point> run, Scale scale) {
    return run.stream()
        .map(point -> Svg.at(x(point.at())) + "," + Svg.at(y(scale, point.mean())))
        .collect(Collectors.joining(" "));
  }

  private String band(List<Point> run, Scale scale) {
    List<String> corners = new ArrayList<>();
    run.forEach(p -> corners.add(Svg.at(x(p.at())) + " " + Svg.at(y(scale, p.max()))));
    for (int i = run.size() - 1; i >= 0; i--) {
      Point p = run.get(i);
      corners.add(Svg.at(x(p.at())) + " " + Svg.at(y(scale, p.min())));
    }
    return "M" + String.join("L", corners) + "Z";
  }

  private double x(double at) {
    return LEFT + (right - LEFT) * Math.min(1, Math.max(0, (at - from) / (to - from)));
  }

  private static double y(Scale scale, double number) {
    return BOTTOM - (BOTTOM - TOP) * scale.place(number);
  }
}
