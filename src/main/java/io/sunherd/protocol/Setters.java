package io.sunherd.protocol;

import io.sunherd.protocol.table.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a text that is sent by hand would do, before it is known who it is sent to. */
public final class Setters {
  private static final Pattern ENVELOPE = Pattern.compile("^\\^[A-Z]\\d{3}");

  private Setters() {}

  /** Whether a text sets something in this dialect, with a value of the right form. */
  public static boolean isSetting(Dialect dialect, String text) {
    return dialect.isSetting(text) || dialect.documented().sets(text);
  }

  /** Whether a text begins as one that sets something, whatever its value is worth. */
  public static boolean isMeantAsSetting(Dialect dialect, String text) {
    return isSetting(dialect, text)
        || dialect.assignment(text).isPresent()
        || dialect.documented().isMeantBy(text);
  }

  /** Whether only units of the PI30 family take a text as a setting. */
  public static boolean isOfCommonFamilyOnly(String text) {
    List<Dialect> others = Dialects.otherFamilies();
    return Dialects.all().stream()
            .filter(dialect -> !others.contains(dialect))
            .anyMatch(dialect -> dialect.assignment(text).isPresent())
        && others.stream().noneMatch(other -> isSetting(other, text));
  }

  /** Whether a text, with its envelope or without, erases or resets something of some dialect. */
  public static boolean loses(String text) {
    String plain = bare(text).strip().toUpperCase(Locale.ROOT);
    return Dialects.all().stream().anyMatch(dialect -> dialect.documented().loses(plain));
  }

  /** A text without the envelope of PI17 and PI18. */
  public static String bare(String text) {
    return ENVELOPE.matcher(text).replaceFirst("");
  }
}
