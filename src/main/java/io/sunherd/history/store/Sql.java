package io.sunherd.history.store;

import io.sunherd.history.energy.Meter;
import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.history.rows.HistoryColumns;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The statements that are built from the list of columns. */
final class Sql {
  private static final List<String> PARTS = List.of("n", "min", "sum", "max");

  /** {@code at, unit, state}, then a number each. */
  static final String SAMPLE =
      upsert("sample", List.of("at", "unit"), prepend("state", numbers(HistoryColumn::name)));

  /** The same row at another time, unless there is one: {@code to, at, unit}. */
  static final String COPY = copy();

  /** {@code at, unit}, then energy and time of each meter. */
  static final String ENERGY = upsert("energy", List.of("at", "unit"), Meter.allColumns());

  /**
   * {@code at, unit, inquiry, wh}; replaces only the newest reading: an older one means a slow
   * clock.
   */
  static final String COUNTER =
      upsert("counter", List.of("at", "unit", "inquiry"), List.of("wh"))
          + " WHERE NOT EXISTS (SELECT 1 FROM counter AS later WHERE later.unit = excluded.unit"
          + " AND later.inquiry = excluded.inquiry AND later.at > excluded.at)";

  /** {@code unit, inquiry, at, wh}; only the newest reading is kept. */
  static final String DATED =
      upsert("dated", List.of("unit", "inquiry"), List.of("at", "wh"))
          + " WHERE excluded.at >= dated.at";

  /** Intervals of 300 s from rows; {@code unit, from, to}. */
  static final String FIVE_MINUTES =
      rollup(
          "SELECT unit, 300, at - at % 300, count(*), "
              + parts(
                  c ->
                      "NULLIF(count(%1$s), count(*)), min(%1$s), sum(%1$s), max(%1$s)"
                          .replace("%1$s", c))
              + " FROM sample WHERE unit = ? AND at >= ? AND at < ? GROUP BY unit, at - at % 300");

  /** Intervals of 3600 s from those of 300 s; {@code unit, from, to}. */
  static final String HOURS =
      rollup(
          "SELECT unit, 3600, at - at % 3600, sum(n), "
              + parts(
                  c ->
                      "NULLIF(sum(COALESCE(%1$s_n, n)), sum(n)), min(%1$s_min), sum(%1$s_sum), max(%1$s_max)"
                          .replace("%1$s", c))
              + " FROM rollup WHERE unit = ? AND width = 300 AND at >= ? AND at < ?"
              + " GROUP BY unit, at - at % 3600");

  private Sql() {}

  private static String copy() {
    List<String> all = prepend("unit", prepend("state", numbers(HistoryColumn::name)));
    return insert("sample", prepend("at", all))
        + " SELECT ?, "
        + String.join(", ", all)
        + " FROM sample WHERE at = ? AND unit = ? ON CONFLICT DO NOTHING";
  }

  private static List<String> numbers(Function<HistoryColumn, String> text) {
    return HistoryColumns.NUMBERS.stream().map(text).toList();
  }

  private static String parts(Function<String, String> text) {
    return String.join(", ", numbers(column -> text.apply(column.name())));
  }

  private static List<String> prepend(String first, List<String> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  private static String upsert(String table, List<String> key, List<String> values) {
    List<String> all = Stream.concat(key.stream(), values.stream()).toList();
    String marks = IntStream.range(0, all.size()).mapToObj(i -> "?").collect(joined());
    return insert(table, all) + " VALUES (" + marks + ")" + replace(key, values);
  }

  /**
   * Makes roll-ups, but replaces none that was made from more rows: rows are only deleted by age,
   * so fewer rows give a wrong result.
   */
  private static String rollup(String select) {
    List<String> key = List.of("unit", "width", "at");
    List<String> values =
        prepend(
            "n",
            HistoryColumns.NUMBERS.stream()
                .flatMap(c -> PARTS.stream().map(part -> c.name() + "_" + part))
                .toList());
    return insert("rollup", Stream.concat(key.stream(), values.stream()).toList())
        + " "
        + select
        + replace(key, values)
        + " WHERE excluded.n >= rollup.n";
  }

  private static String insert(String table, List<String> columns) {
    return "INSERT INTO " + table + " (" + String.join(", ", columns) + ")";
  }

  private static String replace(List<String> key, List<String> values) {
    return " ON CONFLICT ("
        + String.join(", ", key)
        + ") DO UPDATE SET "
        + values.stream().map(name -> name + " = excluded." + name).collect(joined());
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }
}
