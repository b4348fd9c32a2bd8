package io.sunherd.line;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as godenerg prints it: one line, a space after each colon and comma. */
public final class JsonText {
  private static final String HEX = "0123456789ABCDEF";
  private static final String SHORT = "\b\t\n\f\r\"\\";
  private static final String LETTERS = "btnfr\"\\";

  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /**
   * A value as JSON.
   *
   * @param value maps, lists, texts, numbers, booleans and null, within each other
   */
  public static String of(@Nullable Object value) {
    JsonText json = new JsonText();
    json.put(value);
    return json.text.toString();
  }

  private void put(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      object(map.entrySet().iterator());
    } else if (value instanceof List<?> list) {
      array(list.iterator());
    } else if (value instanceof String string) {
      quoted(string);
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      quoted(number.toString());
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("JSON has no " + value.getClass() + ".");
    }
  }

  private void object(Iterator<? extends Map.Entry<?, ?>> entries) {
    text.append('{');
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      quoted(String.valueOf(entry.getKey()));
      text.append(": ");
      put(entry.getValue());
      text.append(entries.hasNext() ? ", " : "");
    }
    text.append('}');
  }

  private void array(Iterator<?> items) {
    text.append('[');
    while (items.hasNext()) {
      put(items.next());
      text.append(items.hasNext() ? ", " : "");
    }
    text.append(']');
  }

  private void quoted(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char letter = string.charAt(i);
      int at = SHORT.indexOf(letter);
      if (at >= 0) {
        text.append('\\').append(LETTERS.charAt(at));
      } else if (letter < ' ') {
        text.append("\\u00").append(HEX.charAt(letter >> 4)).append(HEX.charAt(letter & 15));
      } else {
        text.append(letter);
      }
    }
    text.append('"');
  }
}
