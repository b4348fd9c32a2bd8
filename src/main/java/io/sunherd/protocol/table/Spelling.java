package io.sunherd.protocol.table;

import io.sunherd.protocol.column.NumberForm;
import java.util.Optional;

/**
 * One firmware generation's way to spell a charging current (PI30.md 9).
 *
 * @param code the command
 * @param numbered whether the parallel unit's digit comes before the amperes
 * @param gap the text between that digit and the amperes: empty, or a comma
 * @param digits how many digits the amperes have
 */
public record Spelling(String code, boolean numbered, String gap, int digits) {

  /**
   * A spelling as the documents write it: {@code m} for the unit's digit, {@code n} for a digit,
   * and a comma where they have one between them.
   */
  public static Spelling of(String code, String form) {
    int first = form.indexOf('n');
    boolean numbered = form.startsWith("m");
    return new Spelling(
        code, numbered, form.substring(numbered ? 1 : 0, first), form.length() - first);
  }

  /** The digits as the documents write them: {@code mnn}. */
  public String form() {
    return (numbered ? "m" : "") + gap + "n".repeat(digits);
  }

  int width() {
    return form().length();
  }

  /** The command text, where the current and the unit fit into it. */
  Optional<String> write(int amps, int unit) {
    boolean fits = amps >= 0 && Integer.toString(amps).length() <= digits;
    if (!fits || unit < 0 || unit > (numbered ? 9 : 0)) {
      return Optional.empty();
    }
    return Optional.of(code + (numbered ? unit : "") + gap + new NumberForm(digits, 0).write(amps));
  }

  /** The value that a command text sets, if it has this spelling. */
  Optional<Form.Assigned> read(String text) {
    String argument = Form.argument(code, text);
    String form = (numbered ? "[0-9]" : "") + gap + "[0-9]{" + digits + "}";
    if (argument == null || !argument.matches(form)) {
      return Optional.empty();
    }
    int unit = numbered ? argument.charAt(0) - '0' : 0;
    int amps = Integer.parseInt(argument.substring(width() - digits));
    return Optional.of(new Form.Assigned(amps, unit));
  }
}
