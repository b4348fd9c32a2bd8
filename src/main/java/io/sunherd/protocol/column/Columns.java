package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The functions with which the tables are written. */
public final class Columns {
  private Columns() {}

  /** A decimal number; {@code form} is its spelling on the wire, {@code |} between alternatives. */
  public static NumberColumn decimal(String key, @Nullable String unit, String form, String title) {
    return scaled(key, unit, form, 1, title);
  }

  /** A decimal number sent in steps: {@code perUnit} steps make one unit. */
  public static NumberColumn scaled(
      String key, @Nullable String unit, String form, double perUnit, String title) {
    return new NumberColumn(Field.measured(key, title, Field.Type.DECIMAL, unit), form, perUnit);
  }

  /** A whole number sent in steps: {@code perUnit} steps make one unit. */
  public static NumberColumn wholeScaled(
      String key, @Nullable String unit, String form, double perUnit, String title) {
    return new NumberColumn(Field.measured(key, title, Field.Type.WHOLE, unit), form, perUnit);
  }

  /** A whole number; a fraction on the wire is rounded. */
  public static NumberColumn whole(String key, @Nullable String unit, String form, String title) {
    return new NumberColumn(Field.measured(key, title, Field.Type.WHOLE, unit), form, 1);
  }

  /** A number that is whole where the unit sends a whole one; tenths it sends are kept. */
  public static NumberColumn asSent(String key, @Nullable String unit, String form, String title) {
    return decimal(key, unit, form, title).asSent();
  }

  /** Whether a number is too high to be the quantity that its column is named for. */
  public static Column above(double limit, String key, String title) {
    return new AboveColumn(Field.of(key, title, Field.Type.SWITCH), limit);
  }

  /** A code of one or two digits that stands for a word. */
  public static ChoiceColumn choice(String key, String title, Map<String, String> meanings) {
    int width = meanings.keySet().iterator().next().length();
    return new ChoiceColumn(key, title, width == 1 ? "\\d" : "\\d{1,2}", "unknown", meanings);
  }

  /** A code of a form of its own that stands for a word. */
  public static ChoiceColumn choice(
      String key, String title, String form, Map<String, String> meanings) {
    return new ChoiceColumn(key, title, form, "unknown", meanings);
  }

  /**
   * A reply that is a firmware version: any text behind its label, or without one digits, a dot and
   * something more.
   *
   * @param labels the form of the label
   */
  public static Layout version(String labels) {
    return Layout.undivided(
        new TextColumn(
            Pattern.compile("(?:(" + labels + ") ?:|(?=\\d{2,}\\.\\w+ *$)) *((?:.*\\S)?) *"),
            values ->
                values.get("label") == null
                    ? Objects.toString(values.get("version"), "-")
                    : values.get("label") + ":" + Objects.toString(values.get("version"), ""),
            List.of(
                Field.of("label", "Label", Field.Type.TEXT).internal(),
                Field.of("version", "Version", Field.Type.TEXT))));
  }

  /** A serial number: mostly digits, some in a row; no other reply has so many. */
  public static Column serialNumber() {
    return text(
        "serial_number",
        "(?=(?:[^0-9]*[0-9]){6})(?=.*[0-9]{4})[0-9A-Za-z][0-9A-Za-z_-]{7,19}",
        "Serial number");
  }

  /** A general model number: three digits on all units seen, but read as a text. */
  public static Column modelNumber() {
    return text(
        "general_model_number",
        "(?!PI\\d)(?=[A-Za-z]*[0-9])[0-9A-Za-z]{3,4}",
        "General model number");
  }

  /** A letter that stands for a word. */
  public static ChoiceColumn letter(
      String key, String title, String unknown, Map<String, String> meanings) {
    return new ChoiceColumn(key, title, "[A-Z]", unknown, meanings);
  }

  /** A digit that is on (1) or off (0). */
  public static Column flag(String key, String title) {
    return flag(Field.of(key, title, Field.Type.SWITCH));
  }

  /** A digit that is on (1) or off (0). */
  public static Column flag(Field field) {
    return new FlagColumn(field, "1", "0");
  }

  /** A digit that is on (0) or off (1). */
  public static Column inverted(String key, String title) {
    return new FlagColumn(Field.of(key, title, Field.Type.SWITCH), "0", "1");
  }

  /** Text of any form. */
  public static Column text(String key, String title) {
    return TextColumn.plain(Field.of(key, title, Field.Type.TEXT), ".+");
  }

  /** Text of a form. */
  public static Column text(String key, String form, String title) {
    return TextColumn.plain(Field.of(key, title, Field.Type.TEXT), form);
  }

  /** Text of any form, of which nobody knows the meaning. */
  public static Column unexplained(String key, String title) {
    return unexplained(key, ".+", title);
  }

  /** Text of a form, of which nobody knows the meaning. */
  public static Column unexplained(String key, String form, String title) {
    return TextColumn.plain(Field.of(key, title, Field.Type.TEXT).internal(), form);
  }

  /** A token whose parts are fields; {@code written} says how to join them, by key. */
  public static Column parts(String form, List<String> written, Field... fields) {
    return new TextColumn(
        Pattern.compile(form),
        values -> {
          StringBuilder text = new StringBuilder();
          for (String piece : written) {
            text.append(values.get(piece) == null ? piece : values.get(piece));
          }
          return text.toString();
        },
        List.of(fields));
  }

  /** Whole numbers of one kind; {@code width} tokens. */
  public static Column numbers(
      String key, @Nullable String unit, String form, int width, String title) {
    return new ListColumn(
        Field.measured(key, title, Field.Type.LIST, unit).internal(), form, width);
  }

  /** A token of any form, kept as it came, even empty. */
  public static Column verbatim(String key, String title) {
    return verbatim(Field.of(key, title, Field.Type.TEXT));
  }

  /** A token of any form, kept as it came, even empty. */
  public static Column verbatim(Field field) {
    return new VerbatimColumn(field);
  }

  /** A whole number whose sign is a token of its own. */
  public static Column directed(String key, String unit, String form, String title) {
    return new DirectedColumn(Field.measured(key, title, Field.Type.WHOLE, unit), form);
  }

  /** Tokens kept as they came, for a reply of which only the shape is known. */
  public static Column raw(String key, int width, String form, String title) {
    return new RawColumn(Field.of(key, title, Field.Type.LIST).internal(), form, width);
  }

  /** A word of bits; {@code rawKey} is where the word itself is kept, or null. */
  public static Column bits(
      @Nullable String rawKey, int size, String title, BitsColumn.Part... parts) {
    Field raw = rawKey == null ? null : Field.of(rawKey, title, Field.Type.TEXT);
    return new BitsColumn(raw, "", size, Arrays.asList(parts));
  }

  /** A word of bits behind some characters of another meaning. */
  public static Column bitsAfter(
      String lead, String rawKey, int size, String title, BitsColumn.Part... parts) {
    Field raw = Field.of(rawKey, title, Field.Type.TEXT);
    return new BitsColumn(raw, lead, size, Arrays.asList(parts));
  }

  /** One bit that is on or off. */
  public static BitsColumn.Part bit(int number, String key, String title) {
    return new BitsColumn.Bit(number, Field.of(key, title, Field.Type.SWITCH));
  }

  /** Two neighbouring bits that form a code; {@code low} is the number of the lower. */
  public static BitsColumn.Part pair(int low, String key, String title, String... words) {
    Field field = saying(Field.of(key, title, Field.Type.TEXT), List.of(words)).or("unknown");
    return new BitsColumn.Pair(low, field, List.of(words));
  }

  /** The names of all masks that are fully set, or the one word for none of them. */
  public static BitsColumn.Part names(
      String key, String title, Map<String, Integer> masks, String none) {
    Field field = saying(Field.of(key, title, Field.Type.LIST), masks.keySet()).or(none);
    return new BitsColumn.Names(field, masks, none);
  }

  private static Field saying(Field field, Collection<String> words) {
    Field all = field;
    for (String word : words) {
      all = all.or(word);
    }
    return all;
  }

  /** One token, read in several ways; it is written in the first. */
  public static Column many(Column first, Column... also) {
    return new ManyColumn(first, new ArrayList<>(List.of(also)));
  }

  /** A decimal number of each of the phases R, S and T, sent in steps. */
  public static Column phases(String key, String unit, String form, double perUnit, String title) {
    return new RowColumn(
        List.of(
            scaled(key + "_r", unit, form, perUnit, title + ", phase R"),
            scaled(key + "_s", unit, form, perUnit, title + ", phase S"),
            scaled(key + "_t", unit, form, perUnit, title + ", phase T")));
  }

  /** A whole number of each of the phases R, S and T. */
  public static Column phases(String key, String unit, String form, String title) {
    return new RowColumn(
        List.of(
            whole(key + "_r", unit, form, title + ", phase R"),
            whole(key + "_s", unit, form, title + ", phase S"),
            whole(key + "_t", unit, form, title + ", phase T")));
  }

  /** A limit from above and one from below, in this order. */
  public static Column highLow(String key, String unit, String form, double perUnit, String title) {
    return new RowColumn(
        List.of(
            scaled(key + "_high", unit, form, perUnit, title + ", upper limit"),
            scaled(key + "_low", unit, form, perUnit, title + ", lower limit")));
  }

  /** A time of the day, {@code hhmm} on the wire. */
  public static Column time(String key, String title) {
    return new TimeColumn(Field.of(key, title, Field.Type.TEXT));
  }

  /** Columns, and more columns behind them. */
  public static Column[] join(Column[] first, Column... second) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray(Column[]::new);
  }

  /** A map in the order written: code, word, code, word, ... */
  public static Map<String, String> words(String... pairs) {
    Map<String, String> words = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      words.put(pairs[i], pairs[i + 1]);
    }
    return words;
  }
}
