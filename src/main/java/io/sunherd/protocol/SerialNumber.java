package io.sunherd.protocol;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Facts on serial numbers that hold for all protocols. */
public final class SerialNumber {
  /** The number of units that an app has reset to defaults (QUIRKS X6). */
  public static final String RESET = "55355535553555";

  /** Longer than any number: its length, the number, and filler up to twenty characters. */
  private static final Pattern WHOLE_REPLY = Pattern.compile("(0[1-9]|1\\d|20)[0-9A-Za-z]{20}");

  private SerialNumber() {}

  /**
   * Whether several units may report this number, so that it identifies none of them: the number
   * after a reset, or one character repeated.
   */
  public static boolean isPlaceholder(@Nullable String number) {
    return number != null
        && !number.isEmpty()
        && (number.equals(RESET) || number.chars().allMatch(c -> c == number.charAt(0)));
  }

  /**
   * What identifies a unit of a hub, whatever its id: its number, or else the id.
   *
   * @param kept its number as it is stored or told; null or empty where it tells none
   */
  public static String identity(@Nullable String kept, String id) {
    return kept == null || kept.isEmpty() || isPlaceholder(kept)
        ? "id " + id
        : "serial " + of(kept);
  }

  /**
   * The number in a stored text: earlier versions stored the whole reply of PI17 and PI18 units.
   * Such a reply is longer than any number, so no number is mistaken for one.
   */
  public static String of(String kept) {
    return WHOLE_REPLY.matcher(kept).matches()
        ? kept.substring(2, 2 + Integer.parseInt(kept.substring(0, 2)))
        : kept;
  }
}
