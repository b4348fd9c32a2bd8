package io.sunherd.history.past;

import io.sunherd.history.rows.Bucket.Range;
import io.sunherd.history.rows.HistoryColumn;
import org.jspecify.annotations.Nullable;

/** The numbers of a column within an interval, as they are stored. */
record Tally(long min, long sum, long max, long count) {

  /** This tally merged with another of the same interval. */
  Tally and(Tally other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    return new Tally(
        Math.min(min, other.min), sum + other.sum, Math.max(max, other.max), count + other.count);
  }

  /** The range in the unit of its column, or null where there was no number. */
  @Nullable Range range(HistoryColumn column) {
    double scale = column.scale();
    return count == 0 ? null : new Range(min / scale, sum / scale / count, max / scale, count);
  }
}
