package io.sunherd.protocol.table;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the documents of a dialect have to set a unit by, offered by its table or not, for who sends
 * it by hand. The inverter judges the values.
 *
 * @param arguments by code, what the argument looks like
 * @param losing what erases or resets, or writes over who the unit is
 */
public record Documented(Map<String, String> arguments, Pattern losing) {
  /** For {@link #with}: numbers and what may stand between them. */
  public static final String NUMBERS = "[0-9][0-9.,+ -]*";

  /** Nothing. */
  public static final Documented NONE = new Documented(Map.of(), Pattern.compile("(?!)"));

  /** What may stand behind a code, right or wrong. */
  private static final String ANY = "[0-9.,+ -]*";

  public Documented {
    arguments = Map.copyOf(arguments);
  }

  /**
   * The same, and codes with an argument of one form.
   *
   * @param codes with blanks between them
   */
  public Documented with(String codes, String argument) {
    Map<String, String> more = new HashMap<>(arguments);
    for (String code : codes.split(" ", -1)) {
      more.put(code, argument);
    }
    return new Documented(more, losing);
  }

  /**
   * The same, of which texts of this form erase or reset; also with a value, right or wrong, since
   * firmware may look at the beginning only.
   */
  public Documented losing(String form) {
    return new Documented(arguments, Pattern.compile("(?:" + form + ")" + ANY));
  }

  /** Whether a text sets something, with a value of the right form. */
  public boolean sets(String text) {
    return arguments.entrySet().stream()
        .anyMatch(setter -> text.matches(setter.getKey() + setter.getValue()));
  }

  /** Whether a text begins as one that sets something. */
  public boolean isMeantBy(String text) {
    return arguments.keySet().stream().anyMatch(code -> text.matches(code + ANY));
  }

  /** Whether a text erases or resets something. */
  public boolean loses(String text) {
    return losing.matcher(text).matches();
  }
}
