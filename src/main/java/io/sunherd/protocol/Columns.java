package io.sunherd.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words in which the tables are written. */
final class Columns {
  private Columns() {}

  /** A decimal number; {@code form} is its spelling on the wire, {@code |} between alternatives. */
  static NumberColumn decimal(String key, @Nullable String unit, String form, String title) {
    return scaled(key, unit, form, 1, title);
  }

  /** A decimal number sent in steps: {@code perUnit} steps make one unit. */
  static NumberColumn scaled(
      String key, @Nullable String unit, String form, double perUnit, String title) {
    return new NumberColumn(Field.measured(key, title, Field.Type.DECIMAL, unit), form, perUnit);
  }

  /** A whole number sent in steps: {@code perUnit} steps make one unit. */
  static NumberColumn wholeScaled(
      String key, @Nullable String unit, String form, double perUnit, String title) {
    return new NumberColumn(Field.measured(key, title, Field.Type.WHOLE, unit), form, perUnit);
  }

  /** A whole number; a fraction on the wire is rounded. */
  static NumberColumn whole(String key, @Nullable String unit, String form, String title) {
    return new NumberColumn(Field.measured(key, title, Field.Type.WHOLE, unit), form, 1);
  }

  /** A number that is whole where the unit sends a whole one, and keeps the tenth that it sends. */
  static NumberColumn asSent(String key, @Nullable String unit, String form, String title) {
    return decimal(key, unit, form, title).asSent();
  }

  /** Whether a number lies above what its column is named for. */
  static Column above(double limit, String key, String title) {
    return new AboveColumn(Field.of(key, title, Field.Type.SWITCH), limit);
  }

  /** A code of one or two digits that stands for a word. */
  static ChoiceColumn choice(String key, String title, Map<String, String> meanings) {
    int width = meanings.keySet().iterator().next().length();
    return new ChoiceColumn(key, title, width == 1 ? "\\d" : "\\d{1,2}", "unknown", meanings);
  }

  /** A code of a form of its own that stands for a word. */
  static ChoiceColumn choice(String key, String title, String form, Map<String, String> meanings) {
    return new ChoiceColumn(key, title, form, "unknown", meanings);
  }

  /**
   * A reply that is a firmware version: any text behind its label, or without one digits, a dot and
   * something more.
   *
   * @param labels the form of the label
   */
  static Layout version(String labels) {
    return Layout.undivided(
        new TextColumn(
            Pattern.compile("(?:(" + labels + ") ?:|(?=\\d{2,}\\.\\w+ *$)) *((?:.*\\S)?) *"),
            values ->
                values.get("label") == null
                    ? Objects.toString(values.get("version"), "-")
                    : values.get("label") + ":" + Objects.toString(values.get("version"), ""),
            List.of(
                Field.of("label", "Label", Field.Type.TEXT),
                Field.of("version", "Version", Field.Type.TEXT))));
  }

  /** A serial number: digits mostly, some of them in a row; no other reply has so many. */
  static Column serialNumber() {
    return text(
        "serial_number",
        "(?=(?:[^0-9]*[0-9]){6})(?=.*[0-9]{4})[0-9A-Za-z][0-9A-Za-z_-]{7,19}",
        "Serial number");
  }

  /** A general model number: three digits on all units seen, but a text. */
  static Column modelNumber() {
    return text(
        "general_model_number",
        "(?!PI\\d)(?=[A-Za-z]*[0-9])[0-9A-Za-z]{3,4}",
        "General model number");
  }

  /** A letter that stands for a word. */
  static ChoiceColumn letter(
      String key, String title, String unknown, Map<String, String> meanings) {
    return new ChoiceColumn(key, title, "[A-Z]", unknown, meanings);
  }

  /** A digit that is on (1) or off (0). */
  static Column flag(String key, String title) {
    return new FlagColumn(key, title, "1", "0");
  }

  /** A digit that is on (0) or off (1). */
  static Column inverted(String key, String title) {
    return new FlagColumn(key, title, "0", "1");
  }

  /** Text of any form. */
  static Column text(String key, String title) {
    return TextColumn.plain(key, title, ".+");
  }

  /** Text of a form. */
  static Column text(String key, String form, String title) {
    return TextColumn.plain(key, title, form);
  }

  /** A token whose parts are fields; {@code written} is how to put them together, by key. */
  static Column parts(String form, List<String> written, Field... fields) {
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
  static Column numbers(String key, @Nullable String unit, String form, int width, String title) {
    return new ListColumn(Field.measured(key, title, Field.Type.LIST, unit), form, width);
  }

  /** A token of any form, kept as it came, even empty. */
  static Column verbatim(String key, String title) {
    return new VerbatimColumn(Field.of(key, title, Field.Type.TEXT));
  }

  /** A whole number whose sign is a token of its own. */
  static Column directed(String key, String unit, String form, String title) {
    return new DirectedColumn(Field.measured(key, title, Field.Type.WHOLE, unit), form);
  }

  /** Tokens kept as they are, for a reply of which only the shape is known. */
  static Column raw(String key, int width, String form, String title) {
    return new RawColumn(Field.of(key, title, Field.Type.LIST), form, width);
  }

  /** A word of bits; {@code rawKey} is where the word itself is kept, or null. */
  static Column bits(@Nullable String rawKey, int size, String title, BitsColumn.Part... parts) {
    Field raw = rawKey == null ? null : Field.of(rawKey, title, Field.Type.TEXT);
    return new BitsColumn(raw, "", size, Arrays.asList(parts));
  }

  /** A word of bits behind some characters of another meaning. */
  static Column bitsAfter(
      String lead, String rawKey, int size, String title, BitsColumn.Part... parts) {
    Field raw = Field.of(rawKey, title, Field.Type.TEXT);
    return new BitsColumn(raw, lead, size, Arrays.asList(parts));
  }

  static BitsColumn.Part bit(int number, String key, String title) {
    return new BitsColumn.Bit(number, Field.of(key, title, Field.Type.SWITCH));
  }

  static BitsColumn.Part pair(int low, String key, String title, String... words) {
    return new BitsColumn.Pair(low, Field.of(key, title, Field.Type.TEXT), List.of(words));
  }

  static BitsColumn.Part names(String key, String title, Map<String, Integer> masks, String none) {
    return new BitsColumn.Names(Field.of(key, title, Field.Type.LIST), masks, none);
  }

  /** One token, read in several ways; it is written in the first. */
  static Column many(Column first, Column... also) {
    return new ManyColumn(first, new ArrayList<>(List.of(also)));
  }

  /** A decimal number of each of the phases R, S and T, sent in steps. */
  static Column phases(String key, String unit, String form, double perUnit, String title) {
    return new RowColumn(
        List.of(
            scaled(key + "_r", unit, form, perUnit, title + ", phase R"),
            scaled(key + "_s", unit, form, perUnit, title + ", phase S"),
            scaled(key + "_t", unit, form, perUnit, title + ", phase T")));
  }

  /** A whole number of each of the phases R, S and T. */
  static Column phases(String key, String unit, String form, String title) {
    return new RowColumn(
        List.of(
            whole(key + "_r", unit, form, title + ", phase R"),
            whole(key + "_s", unit, form, title + ", phase S"),
            whole(key + "_t", unit, form, title + ", phase T")));
  }

  /** A limit from above and one from below, in this order. */
  static Column highLow(String key, String unit, String form, double perUnit, String title) {
    return new RowColumn(
        List.of(
            scaled(key + "_high", unit, form, perUnit, title + ", upper limit"),
            scaled(key + "_low", unit, form, perUnit, title + ", lower limit")));
  }

  /** A time of the day, {@code hhmm} on the wire. */
  static Column time(String key, String title) {
    return new TimeColumn(Field.of(key, title, Field.Type.TEXT));
  }

  /** Columns, and more columns behind them. */
  static Column[] join(Column[] first, Column... second) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray(Column[]::new);
  }

  /** A map in the order written: code, word, code, word, ... */
  static Map<String, String> words(String... pairs) {
    Map<String, String> words = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      words.put(pairs[i], pairs[i + 1]);
    }
    return words;
  }
}
