package io.sunherd.extract;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How an extract is written.
 *
 * @param format the form of text
 * @param header whether a CSV begins with the names of its columns
 * @param separator what stands between two columns of a CSV
 * @param isoIn the zone in which times are written as ISO 8601; null for epoch seconds
 */
public record ExtractLayout(Format format, boolean header, char separator, @Nullable ZoneId isoIn) {
  private static final String SEPARATORS = ";,|: \t";

  /** The forms of text. */
  public enum Format {
    CSV("text/csv;charset=utf-8"),
    JSON("application/json");

    private final String type;

    Format(String type) {
      this.type = type;
    }

    /** Its content type over HTTP. */
    public String type() {
      return type;
    }
  }

  /**
   * A separator as a user writes it.
   *
   * @throws IllegalArgumentException with a sentence, where it is none
   */
  public static char separator(String text) {
    String plain = text.equals("\\t") || text.equals("tab") ? "\t" : text;
    if (plain.length() != 1 || SEPARATORS.indexOf(plain.charAt(0)) < 0) {
      throw new IllegalArgumentException(
          "A separator is one of ; , | : a space or a tab (written tab).");
    }
    return plain.charAt(0);
  }

  /**
   * How times are written: {@code epoch}, or {@code iso}.
   *
   * @return the zone for ISO, or null for epoch seconds
   * @throws IllegalArgumentException with a sentence, where it is neither
   */
  public static @Nullable ZoneId time(String text, ZoneId zone) {
    return switch (text) {
      case "epoch" -> null;
      case "iso" -> zone;
      default -> throw new IllegalArgumentException("Times are written as epoch or as iso.");
    };
  }
}
