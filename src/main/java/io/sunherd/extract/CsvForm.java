package io.sunherd.extract;

import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Bucket.Range;
import io.sunherd.history.rows.Cursor;
import io.sunherd.history.rows.HistoryColumn;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CSV as godenerg writes it: {@code ;} between columns, no header, no line end behind the last row,
 * numbers and {@code None} as in Python. In an interval each number takes three columns.
 */
final class CsvForm implements ExtractForm {
  private static final byte[] NONE = Ink.utf8("None");
  private static final List<String> PARTS = List.of("_min", "_mean", "_max");

  private final Ink ink;
  private final char separator;
  private final @Nullable ZoneId zone;
  private final List<HistoryColumn> columns;
  private final boolean several;
  private final byte[][] words;
  private byte[] inverter = {};
  private boolean first = true;
  private int state = -1;

  /**
   * @param several whether each row begins with the id of its inverter
   */
  CsvForm(Ink ink, ExtractLayout layout, Extract extract, boolean several) {
    this.ink = ink;
    this.separator = layout.separator();
    this.zone = layout.isoIn();
    this.columns = extract.columns();
    this.several = several;
    this.words = new byte[columns.size()][];
    if (layout.header()) {
      Stream<String> names = columns.stream().flatMap(column -> names(column, extract.points()));
      ink.put(
          Stream.concat(several ? Stream.of("inverter") : Stream.of(), names)
              .collect(Collectors.joining(String.valueOf(separator))));
      first = false;
    }
  }

  private static Stream<String> names(HistoryColumn column, int points) {
    return points > 0 && column.isNumber()
        ? PARTS.stream().map(part -> column.name() + part)
        : Stream.of(column.name());
  }

  @Override
  public void of(String id) {
    inverter = Ink.utf8(quoted(id));
  }

  private void begin() {
    if (!first) {
      ink.put('\n');
    }
    first = false;
    if (several) {
      ink.put(inverter);
      ink.put(separator);
    }
  }

  @Override
  public void row(Cursor row) throws IOException {
    begin();
    if (row.state() != state) {
      state = row.state();
      takeWords(row);
    }
    for (int i = 0; i < row.size(); i++) {
      if (i > 0) {
        ink.put(separator);
      }
      switch (row.column(i).kind()) {
        case TIME -> time(row.at());
        case WORD -> ink.put(words[i]);
        default -> {
          if (row.isNull(i)) {
            ink.put(NONE);
          } else {
            ink.kept(row.column(i), row.kept(i));
          }
        }
      }
    }
    ink.rowEnds();
  }

  @Override
  public void bucket(Bucket bucket) throws IOException {
    begin();
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        ink.put(separator);
      }
      HistoryColumn column = columns.get(i);
      if (column.isNumber()) {
        range(column, bucket.ranges().get(i));
      } else {
        time(bucket.at());
      }
    }
    ink.rowEnds();
  }

  private void range(HistoryColumn column, @Nullable Range range) {
    if (range == null) {
      for (int part = 0; part < PARTS.size(); part++) {
        if (part > 0) {
          ink.put(separator);
        }
        ink.put(NONE);
      }
      return;
    }
    ink.value(column, range.min());
    ink.put(separator);
    ink.thousandths(Math.round(range.mean() * 1_000));
    ink.put(separator);
    ink.value(column, range.max());
  }

  private void time(long at) {
    if (zone == null) {
      ink.number(at);
    } else {
      ink.put(quoted(Moments.iso(at, zone)));
    }
  }

  /** Words stay the same from row to row. */
  private void takeWords(Cursor row) {
    for (int i = 0; i < row.size(); i++) {
      if (row.column(i).kind() == HistoryColumn.Kind.WORD) {
        Object value = row.value(i);
        words[i] = value == null ? NONE : Ink.utf8(quoted(text(value)));
      }
    }
  }

  private static String text(Object value) {
    if (value instanceof Collection<?> several) {
      List<String> words = new ArrayList<>();
      several.forEach(word -> words.add(String.valueOf(word)));
      return String.join(" ", words);
    }
    return value instanceof Boolean yes ? (yes ? "True" : "False") : value.toString();
  }

  private String quoted(String text) {
    boolean plain =
        text.chars().noneMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  @Override
  public void end() throws IOException {
    ink.flush();
  }
}
