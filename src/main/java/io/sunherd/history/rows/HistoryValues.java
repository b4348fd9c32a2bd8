package io.sunherd.history.rows;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts values between their form in readings and their stored form. */
public final class HistoryValues {
  private HistoryValues() {}

  /**
   * A number as it is stored; {@link Row#NONE} for what is no number, or implausibly large. A
   * current of which parts of an ampere are known is kept in the column that has them, too.
   */
  static int kept(HistoryColumn column, Map<String, ? extends @Nullable Object> values) {
    Object own = values.get(column.name());
    Object amps = values.get(HistoryColumns.PV_AMPS);
    Object value =
        own == null && column.name().equals(HistoryColumns.FINER) && amps instanceof Double
            ? amps
            : own;
    if (!(value instanceof Number number)) {
      return Row.NONE;
    }
    double steps = number.doubleValue() * column.written();
    return Math.abs(steps) < Integer.MAX_VALUE ? (int) Math.round(steps) : Row.NONE;
  }

  /** The number that was stored. */
  static Number value(HistoryColumn column, int kept) {
    return column.written() == 1 ? (Number) kept : (Number) (kept / (double) column.written());
  }

  /** All words among these values, as JSON in the order of the columns. */
  static String words(Map<String, ? extends @Nullable Object> values) {
    Map<String, Object> words = new LinkedHashMap<>();
    for (HistoryColumn column : HistoryColumns.ALL) {
      Object value = values.get(column.name());
      if (column.kind() == HistoryColumn.Kind.WORD && value != null) {
        words.put(column.name(), value);
      }
    }
    return Json.encode(words);
  }

  /** Reads what {@link #words(Map)} has written, by name of the column. */
  public static Map<String, Object> read(String words) {
    return new JsonObject(words).getMap();
  }
}
