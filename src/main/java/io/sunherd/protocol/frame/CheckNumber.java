package io.sunherd.protocol.frame;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The three digits that PI16 and PI17 want behind an energy request: the low byte of the sum of all
 * bytes before them (PI17.md 1, PI16.md 2).
 */
public final class CheckNumber {
  static final int DIGITS = 3;

  private static final Pattern ENERGY = Pattern.compile("Q?E[YMDH]\\d{4,10}");

  private CheckNumber() {}

  /** Whether a request, without its envelope, must carry a check number. */
  public static boolean isWanted(String text) {
    return ENERGY.matcher(text).matches();
  }

  /** The three digits for these characters. */
  public static String of(String text) {
    int sum = 0;
    for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
      sum += b;
    }
    return String.format(Locale.ROOT, "%03d", sum & 0xFF);
  }
}
