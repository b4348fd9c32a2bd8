package io.sunherd.graph;

import io.sunherd.graph.Series.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits points where time is missing: where their distance is far above the usual one. */
final class PointRuns {
  private static final double GAP = 2.5;

  private PointRuns() {}

  static List<List<Point>> of(List<Point> points) {
    double longest = GAP * usual(points);
    List<List<Point>> runs = new ArrayList<>();
    List<Point> run = new ArrayList<>();
    for (Point point : points) {
      if (!run.isEmpty() && point.at() - run.get(run.size() - 1).at() > longest) {
        runs.add(run);
        run = new ArrayList<>();
      }
      run.add(point);
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return runs;
  }

  /** The usual distance: the median. */
  private static double usual(List<Point> points) {
    double[] distances = new double[Math.max(1, points.size() - 1)];
    for (int i = 1; i < points.size(); i++) {
      distances[i - 1] = points.get(i).at() - points.get(i - 1).at();
    }
    Arrays.sort(distances);
    return distances[distances.length / 2];
  }
}
