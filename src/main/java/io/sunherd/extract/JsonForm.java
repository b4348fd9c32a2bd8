package io.sunherd.extract;

import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Bucket.Range;
import io.sunherd.history.rows.Cursor;
import io.sunherd.history.rows.HistoryColumn;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON: an array with an object for each row; for several inverters, an object with such an array
 * for each.
 */
final class JsonForm implements ExtractForm {
  private static final byte[] NULL = Ink.utf8("null");

  private final Ink ink;
  private final @Nullable ZoneId zone;
  private final List<HistoryColumn> columns;
  private final boolean several;
  private final byte[][] keys;
  private final byte[][] words;
  private boolean opened;
  private boolean first = true;
  private int state = -1;

  JsonForm(Ink ink, ExtractLayout layout, Extract extract, boolean several) {
    this.ink = ink;
    this.zone = layout.isoIn();
    this.columns = extract.columns();
    this.several = several;
    this.keys = new byte[columns.size()][];
    this.words = new byte[columns.size()][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Ink.utf8("\"" + columns.get(i).name() + "\":");
    }
    if (several) {
      ink.put('{');
    }
  }

  @Override
  public void of(String inverter) {
    if (opened) {
      ink.put("],\n");
    }
    if (several) {
      ink.put(json(inverter));
      ink.put(':');
    }
    ink.put('[');
    opened = true;
    first = true;
  }

  private void begin() {
    ink.put(first ? "{" : ",\n{");
    first = false;
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
        ink.put(',');
      }
      ink.put(keys[i]);
      HistoryColumn.Kind kind = row.column(i).kind();
      if (kind == HistoryColumn.Kind.WORD) {
        ink.put(words[i]);
      } else if (kind == HistoryColumn.Kind.TIME) {
        time(row.at());
      } else if (row.isNull(i)) {
        ink.put(NULL);
      } else {
        ink.kept(row.column(i), row.kept(i));
      }
    }
    ink.put('}');
    ink.rowEnds();
  }

  @Override
  public void bucket(Bucket bucket) throws IOException {
    begin();
    ink.put("\"at\":\"" + Instant.ofEpochSecond(bucket.at()) + "\",\"seconds\":");
    ink.number(bucket.seconds());
    ink.put(",\"rows\":");
    ink.number(bucket.rows());
    for (int i = 0; i < columns.size(); i++) {
      ink.put(',');
      ink.put(keys[i]);
      Range range = bucket.ranges().get(i);
      if (!columns.get(i).isNumber()) {
        time(bucket.at());
      } else if (range == null) {
        ink.put(NULL);
      } else {
        range(columns.get(i), range);
      }
    }
    ink.put('}');
    ink.rowEnds();
  }

  private void range(HistoryColumn column, Range range) {
    ink.put("{\"min\":");
    ink.value(column, range.min());
    ink.put(",\"mean\":");
    ink.thousandths(Math.round(range.mean() * 1_000));
    ink.put(",\"max\":");
    ink.value(column, range.max());
    ink.put('}');
  }

  private void time(long at) {
    if (zone == null) {
      ink.number(at);
    } else {
      ink.put('"');
      ink.put(Moments.iso(at, zone));
      ink.put('"');
    }
  }

  /** Words stay the same from row to row. */
  private void takeWords(Cursor row) {
    for (int i = 0; i < row.size(); i++) {
      if (row.column(i).kind() == HistoryColumn.Kind.WORD) {
        Object value = row.value(i);
        words[i] = json(value);
      }
    }
  }

  private static byte[] json(@Nullable Object value) {
    return Json.encodeToBuffer(value).getBytes();
  }

  @Override
  public void end() throws IOException {
    ink.put(opened ? "]" : several ? "" : "[]");
    ink.put(several ? "}" : "");
    ink.flush();
  }
}
