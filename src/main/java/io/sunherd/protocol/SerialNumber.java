package io.sunherd.protocol;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of serial numbers, whatever protocol they are told in. */
public final class SerialNumber {
  /** What units tell that an app has reset to defaults (QUIRKS X6). */
  public static final String RESET = "55355535553555";

  /** Longer than any number: its length, the number, and filler up to twenty characters. */
  private static final Pattern WHOLE_REPLY = Pattern.compile("(0[1-9]|1\\d|20)[0-9A-Za-z]{20}");

  private SerialNumber() {}

  /**
   * Whether several units may tell this one, so that it makes none of them known: the number that a
   * reset leaves behind, or the same character all along.
   */
  public static boolean isPlaceholder(@Nullable String number) {
    return number != null
        && !number.isEmpty()
        && (number.equals(RESET) || number.chars().allMatch(c -> c == number.charAt(0)));
  }

  /**
   * The number that is meant by what was kept: versions before this one kept the whole reply of
   * PI17 and PI18 units. No number is as long as that, so none is taken for one.
   */
  public static String of(String kept) {
    return WHOLE_REPLY.matcher(kept).matches()
        ? kept.substring(2, 2 + Integer.parseInt(kept.substring(0, 2)))
        : kept;
  }
}
