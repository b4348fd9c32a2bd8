package io.sunherd.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How names and values are put into sentences. */
public final class Words {
  private static final int LONGEST = 60;

  /** The most names in a list; nobody reads more. */
  private static final int MANY = 12;

  private static final int FEW = 5;

  private Words() {}

  /** {@code a, b and c}. */
  public static String all(Collection<String> names) {
    List<String> list = List.copyOf(names);
    int last = list.size() - 1;
    return last < 1
        ? String.join("", list)
        : String.join(", ", list.subList(0, last)) + " and " + list.get(last);
  }

  /** {@code 1 inverter}, {@code 2 inverters}. */
  public static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** A value as it would be written in the file. */
  static String shown(@Nullable Object value) {
    if (value == null) {
      return "an empty value";
    }
    if (value instanceof JsonObject) {
      return "a group of keys";
    }
    if (value instanceof JsonArray) {
      return "a list";
    }
    return value instanceof String text ? quoted(text) : value.toString();
  }

  /** The text on one line, with a question mark for each control character. */
  static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** A text quoted for a sentence. */
  public static String quoted(String text) {
    String plain = plain(text);
    return '"' + (plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain) + '"';
  }

  /** A sentence part with the known names, the one that is probably meant first. */
  static String known(String wrong, Collection<String> known) {
    return didYouMean(wrong, known) + ": known are " + choice(wrong, known) + ".";
  }

  /** All names; of many, those that are spelled most alike. */
  static String choice(String wrong, Collection<String> known) {
    if (known.size() <= MANY) {
      return all(known);
    }
    String few =
        known.stream().sorted().sorted(alike(wrong)).limit(FEW).collect(Collectors.joining(", "));
    return few + " and " + (known.size() - FEW) + " more";
  }

  /** Names the one that is probably meant, or is empty if none is near. */
  public static String didYouMean(String wrong, Collection<String> known) {
    if (known.isEmpty()) {
      return "";
    }
    String nearest = nearest(wrong, known);
    int distance = distance(plainCase(wrong), plainCase(nearest));
    return distance < 3 && distance <= nearest.length() / 2
        ? " (did you mean " + nearest + "?)"
        : "";
  }

  /** The name that is spelled most alike; the first of several. */
  static String nearest(String wrong, Collection<String> known) {
    return Collections.min(known, alike(wrong));
  }

  private static Comparator<String> alike(String wrong) {
    return Comparator.comparingInt(name -> distance(plainCase(wrong), plainCase(name)));
  }

  private static String plainCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein distance: the fewest single letters to insert, delete or replace. */
  static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > LONGEST) {
      return LONGEST;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
