package io.sunherd.protocol.table;

import io.sunherd.protocol.column.NumberForm;
import java.util.Optional;

/**
 * One firmware generation's way to spell a charging current (PI30.md 9).
 *
 * @param code the command
 * @param numbered whether the parallel unit's digit comes before the amperes
 * @param digits how many digits the amperes have
 */
public record Spelling(String code, boolean numbered, int digits) {

  /** A spelling as PI30.md writes it: {@code m} for the unit's digit, {@code n} for a digit. */
  public static Spelling of(String code, String form) {
    boolean numbered = form.startsWith("m");
    return new Spelling(code, numbered, form.length() - (numbered ? 1 : 0));
  }

  /** The digits as PI30.md writes them: {@code mnn}. */
  public String form() {
    return (numbered ? "m" : "") + "n".repeat(digits);
  }

  int width() {
    return digits + (numbered ? 1 : 0);
  }

  /** The command text, where the current and the unit fit into it. */
  Optional<String> write(int amps, int unit) {
    boolean fits = amps >= 0 && Integer.toString(amps).length() <= digits;
    if (!fits || unit < 0 || unit > (numbered ? 9 : 0)) {
      return Optional.empty();
    }
    return Optional.of(code + (numbered ? unit : "") + new NumberForm(digits, 0).write(amps));
  }

  /** The value that a command text sets, if it has this spelling. */
  Optional<Form.Assigned> read(String text) {
    String argument = Form.argument(code, text);
    if (argument == null || !argument.matches("[0-9]{" + width() + "}")) {
      return Optional.empty();
    }
    int unit = numbered ? argument.charAt(0) - '0' : 0;
    int amps = Integer.parseInt(argument.substring(numbered ? 1 : 0));
    return Optional.of(new Form.Assigned(amps, unit));
  }
}
