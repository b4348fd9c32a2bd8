package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A span of the day as two tokens, {@code 2200} and {@code 0600}: a reading has both times, and
 * {@code 22:00-06:00} under one key, from which the column is written.
 */
public final class WindowColumn implements Column {
  private final Field window;
  private final String start;
  private final String end;
  private final Column times;

  /** A span under that key; its times are under {@code start} and {@code end}. */
  public WindowColumn(String key, String title) {
    this(key, title, "");
  }

  private WindowColumn(String key, String title, String number) {
    this.window = Field.of(key, title, Field.Type.TEXT);
    this.start = "start" + number;
    this.end = "end" + number;
    this.times =
        new RowColumn(
            List.of(Columns.time(start, title + ", start"), Columns.time(end, title + ", end")));
  }

  /** A second span in the same reply; its times are under {@code start_2} and {@code end_2}. */
  public static WindowColumn second(String key, String title) {
    return new WindowColumn(key, title, "_2");
  }

  @Override
  public List<Field> fields() {
    return Stream.concat(times.fields().stream(), Stream.of(window)).toList();
  }

  @Override
  public int width() {
    return times.width();
  }

  @Override
  public int misfits(List<String> tokens) {
    return times.misfits(tokens);
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    times.decode(tokens, into);
    Object from = into.get(start);
    Object to = into.get(end);
    into.put(window.key(), from == null || to == null ? null : from + "-" + to);
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return Objects.toString(values.get(window.key()), "---- ----")
        .replace(":", "")
        .replaceFirst("(?<=\\d)-(?=\\d)", " ");
  }
}
