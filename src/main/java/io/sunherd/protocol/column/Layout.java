package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Inference;
import io.sunherd.protocol.field.Values;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One shape a reply may have: its columns in order, and how few or many tokens it may hold.
 *
 * <p>A reply fits where its number of tokens is possible and hardly any token looks unlike its
 * column. One bad field in a reply does not make it another reply; a fifth of them does.
 *
 * @param columns the columns in order
 * @param fewest how many tokens there must be at least
 * @param most how many there may be; more than the columns take are kept as extra
 * @param separator what stands between tokens
 * @param showsRaw whether a reading also lists the tokens as they came, as {@code raw_fields}
 * @param inferences the conclusions from its values, in the order to draw them
 */
public record Layout(
    List<Column> columns,
    int fewest,
    int most,
    Separator separator,
    boolean showsRaw,
    List<Inference> inferences) {

  /** Newer firmware appends fields; so many are accepted. */
  private static final int ROOM = 12;

  private static final Field RAW =
      Field.of("raw_fields", "Fields as sent", Field.Type.LIST).internal();

  public Layout {
    columns = List.copyOf(columns);
    inferences = List.copyOf(inferences);
  }

  /** A reply with single spaces between its tokens. */
  public Layout(List<Column> columns, int fewest, int most) {
    this(columns, fewest, most, Separator.SPACE, false, List.of());
  }

  /** A reply of exactly these columns. */
  public static Layout exact(Column... columns) {
    int width = width(columns);
    return new Layout(List.of(columns), width, width);
  }

  /**
   * A reply that may stop early, from {@code fewest} tokens on, and may go on with unknown ones.
   */
  public static Layout open(int fewest, Column... columns) {
    return new Layout(List.of(columns), fewest, width(columns) + ROOM);
  }

  /** A reply that may stop early, but never goes on. */
  public static Layout closed(int fewest, Column... columns) {
    return new Layout(List.of(columns), fewest, width(columns));
  }

  /**
   * The same reply, which may go on with so many unknown tokens: fewer than would make it look like
   * another one.
   */
  public Layout withRoom(int more) {
    return new Layout(columns, fewest, most + more, separator, showsRaw, inferences);
  }

  /** A list of any length. */
  public static Layout list(Column column) {
    return new Layout(List.of(column), 1, 64);
  }

  /** A reply that is one token, whatever is in it. */
  public static Layout undivided(Column column) {
    return new Layout(List.of(column), 1, 1, Separator.NONE, false, List.of());
  }

  /** The same reply with commas where there would be spaces. */
  public Layout commas() {
    return separator == Separator.SPACE ? with(Separator.COMMA) : this;
  }

  /** The same reply; its first token is a name of fixed width that may hold blanks. */
  public Layout nameFirst() {
    return with(Separator.NAME_FIRST);
  }

  /** The same reply, its tokens also listed as they came. */
  public Layout withRaw() {
    return new Layout(columns, fewest, most, separator, true, inferences);
  }

  /** The same reply with further conclusions. */
  public Layout inferring(Inference... more) {
    return inferring(List.of(more));
  }

  /** The same reply with all of these further conclusions. */
  public Layout inferring(List<Inference> more) {
    List<Inference> all = Stream.concat(inferences.stream(), more.stream()).toList();
    return new Layout(columns, fewest, most, separator, showsRaw, all);
  }

  private Layout with(Separator other) {
    return new Layout(columns, fewest, most, other, showsRaw, inferences);
  }

  private static int width(Column... columns) {
    return Arrays.stream(columns).mapToInt(Column::width).sum();
  }

  /** The same shape as older firmware sends it: only the first columns. */
  public Layout first(int count) {
    return exact(columns.subList(0, count).toArray(Column[]::new)).with(separator);
  }

  /** The fields of a reading of this shape. */
  public List<Field> fields() {
    Stream<Field> decoded =
        Stream.concat(
            columns.stream().flatMap(column -> column.fields().stream()),
            inferences.stream().flatMap(inference -> inference.fields().stream()));
    return (showsRaw ? Stream.concat(decoded, Stream.of(RAW)) : decoded).toList();
  }

  /** How many tokens are unlike their column; -1 where this cannot be the reply at all. */
  public int misfits(List<String> tokens) {
    if (tokens.size() < fewest || tokens.size() > most) {
      return -1;
    }
    int misfits = 0;
    int at = 0;
    for (Column column : columns) {
      List<String> own = slice(tokens, at, column.width());
      misfits += own.isEmpty() ? 0 : column.misfits(own);
      at += own.size();
    }
    int allowed = tokens.size() < 3 ? 0 : Math.max(1, tokens.size() / 5);
    return misfits <= allowed ? misfits : -1;
  }

  /** The values that these tokens stand for, by key, in the order of the columns. */
  public Map<String, @Nullable Object> decode(List<String> tokens) {
    Values values = new Values();
    int at = 0;
    for (Column column : columns) {
      List<String> own = slice(tokens, at, column.width());
      column.decode(own, values);
      if (own.isEmpty()) {
        values.unsent(column.fields());
      }
      at += own.size();
    }
    inferences.forEach(inference -> inference.draw(values));
    if (showsRaw) {
      values.put(RAW.key(), List.copyOf(tokens));
    }
    return values.finish(at < tokens.size() ? tokens.subList(at, tokens.size()) : List.of());
  }

  private static List<String> slice(List<String> tokens, int from, int width) {
    if (from >= tokens.size()) {
      return Collections.emptyList();
    }
    int to = width == Column.REST ? tokens.size() : Math.min(tokens.size(), from + width);
    return tokens.subList(from, to);
  }

  /** The payload for these values, every column sent. */
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return columns.stream()
        .map(column -> separator.between(column.encode(values)))
        .collect(Collectors.joining(separator.text()));
  }
}
