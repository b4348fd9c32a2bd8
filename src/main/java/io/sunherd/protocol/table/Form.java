package io.sunherd.protocol.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a setting's value is spelled after its code, and parsed from that spelling. Only texts
 * written by a form ever reach the wire.
 */
public sealed interface Form
    permits ActionForm,
        AmpsForm,
        ChoiceForm,
        ClockForm,
        DigitsForm,
        LetterForm,
        OnOffForm,
        SpelledForm,
        StepsForm,
        TimeForm,
        WindowForm {

  /**
   * The natural value for an input: of the right type, and without more digits than can be sent.
   * Empty where the input does not fit this form.
   */
  Optional<Object> natural(@Nullable Object value);

  /** What kind of value it takes. */
  Kind kind();

  /** The values it can take, to follow "takes": "true or false". */
  String takes();

  /**
   * The whole command texts that set a natural value: the family's own first, then others, each to
   * be tried only where the unit has refused the one before. Empty where the value cannot be sent.
   *
   * @param unit the parallel unit's digit, 0 for the one that has the cable
   */
  List<String> texts(String code, Object natural, int unit);

  /**
   * A value that a unit has, as it is spelled in a command with others; allowed or not, for it is
   * there already. Null where it cannot be spelled.
   */
  default @Nullable String written(Object natural) {
    return texts("", natural, 0).stream().findFirst().orElse(null);
  }

  /** How many values with commas between them it is spelled with. */
  default int values() {
    return 1;
  }

  /** The value that a whole command text sets as this family reads it, allowed or not. */
  Optional<Assigned> read(String code, String text);

  /** The values that a whole command text may set, as any family reads it. */
  default List<Assigned> readings(String code, String text) {
    return read(code, text).stream().toList();
  }

  /** All codes it may have on the wire. */
  default List<String> codes(String code) {
    return List.of(code);
  }

  /** What a value is to whoever sets it. */
  enum Kind {
    NUMBER,
    AMPERES,
    CHOICE,
    SWITCH,
    TEXT,
    CLOCK,
    ACTION;

    /** Its name in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A value, and the parallel unit it is for.
   *
   * @param value the natural value: a number, a word, true or false, a time; true for an action
   * @param unit the parallel unit's digit; 0 where the form carries none
   */
  record Assigned(Object value, int unit) {}

  /** The part of a command text after the code; null where the text has another code. */
  static @Nullable String argument(String code, String text) {
    return text.startsWith(code) ? text.substring(code.length()) : null;
  }
}
