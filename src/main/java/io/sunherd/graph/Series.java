package io.sunherd.graph;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param name the column
 * @param title a short label
 * @param unit the unit of measure; empty for none
 * @param points in the order of time
 */
public record Series(String name, String title, String unit, List<Point> points) {
  public Series {
    points = List.copyOf(points);
  }

  /**
   * The values of an interval of time.
   *
   * @param at its middle, epoch seconds
   */
  public record Point(double at, double min, double mean, double max) {}

  /** The label of its axis. */
  String label() {
    return unit.isEmpty() ? title : title + " (" + unit + ")";
  }
}
