package io.sunherd.protocol.table;

import org.jspecify.annotations.Nullable;

/** Formats a value from outside for a sentence: short, and on one line. */
final class Shown {
  private static final int LONGEST = 40;

  private Shown() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    String text = value.toString().replaceAll("[^\\x20-\\x7e]", "?");
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return value instanceof String ? "\"" + cut + "\"" : cut;
  }
}
