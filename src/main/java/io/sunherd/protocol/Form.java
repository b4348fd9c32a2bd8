package io.sunherd.protocol;

import io.sunherd.protocol.ProtocolException.Reason;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a setting's value is spelled after its code, and read back from that spelling. Only what a
 * form writes ever reaches the wire.
 */
public sealed interface Form {

  /** The whole command text for a natural value. */
  String write(String code, Object value, int unit) throws ProtocolException;

  /** The natural value that a whole command text asks for, if the text is of this form. */
  Optional<Assigned> read(String code, String text);

  /**
   * A value, and the parallel unit it is for.
   *
   * @param value the natural value: a number, a word, true or false, a time, or "" for an action
   * @param unit the parallel unit's digit; 0 where the form carries none
   */
  record Assigned(Object value, int unit) {}

  /**
   * A number with fixed digits.
   *
   * @param pattern the digits, as {@code 00.0}
   * @param allowed what may be sent, by nominal battery voltage; under 0 for every system
   */
  record Digits(String pattern, Map<Integer, Allowed> allowed) implements Form {
    public Digits {
      allowed = Map.copyOf(allowed);
    }

    @Override
    public String write(String code, Object value, int unit) throws ProtocolException {
      double number = number(value);
      if (allowed.values().stream().noneMatch(a -> a.holds(number))) {
        throw bad(
            code
                + " takes "
                + String.join("; ", allowed.values().stream().map(Allowed::toString).toList())
                + ", not "
                + value
                + ".");
      }
      return code + NumberForm.of(pattern).write(number);
    }

    @Override
    public Optional<Assigned> read(String code, String text) {
      String argument = argument(code, text);
      NumberForm form = NumberForm.of(pattern);
      if (argument.length() != pattern.length() || !form.fits(argument)) {
        return Optional.empty();
      }
      double number = NumberForm.read(argument);
      return allowed.values().stream().anyMatch(a -> a.holds(number))
          ? Optional.of(
              new Assigned(form.fraction() == 0 ? (Object) (int) number : (Object) number, 0))
          : Optional.empty();
    }
  }

  /**
   * A current in whole amperes whose spelling changed with the firmware generations: {@code n} are
   * the digits, {@code m} the parallel unit (PI30.md 9).
   *
   * @param spellings the forms, the family's own first
   * @param most highest value of any model
   */
  record Amps(List<String> spellings, int most) implements Form {
    public Amps {
      spellings = List.copyOf(spellings);
    }

    @Override
    public String write(String code, Object value, int unit) throws ProtocolException {
      double number = number(value);
      for (String spelling : spellings) {
        boolean numbered = spelling.startsWith("m");
        int digits = spelling.length() - (numbered ? 1 : 0);
        boolean fits = number >= 0 && number <= most && number == Math.rint(number);
        if (fits
            && number < Math.pow(10, digits)
            && unit >= 0
            && unit <= 9
            && (numbered || unit == 0)) {
          return code + (numbered ? unit : "") + new NumberForm(digits, 0).write(number);
        }
      }
      throw bad(code + " takes whole amperes up to " + most + ", not " + value + ".");
    }

    @Override
    public Optional<Assigned> read(String code, String text) {
      String argument = argument(code, text);
      for (String spelling : spellings) {
        if (argument.length() == spelling.length() && argument.matches("[0-9]+")) {
          int skip = spelling.startsWith("m") ? 1 : 0;
          int amps = Integer.parseInt(argument.substring(skip));
          int unit = skip == 1 ? argument.charAt(0) - '0' : 0;
          return amps <= most ? Optional.of(new Assigned(amps, unit)) : Optional.empty();
        }
      }
      return Optional.empty();
    }
  }

  /**
   * One of a few codes.
   *
   * @param words the codes and what they stand for
   * @param numbered whether the parallel unit's digit stands before the code
   */
  record Choice(Map<String, String> words, boolean numbered) implements Form {
    public Choice {
      words = Map.copyOf(words);
    }

    @Override
    public String write(String code, Object value, int unit) throws ProtocolException {
      for (Map.Entry<String, String> word : words.entrySet()) {
        if (word.getValue().equals(value) && unit >= 0 && unit <= 9) {
          return code + (numbered ? unit : "") + word.getKey();
        }
      }
      throw bad(
          code
              + " takes one of "
              + words.values().stream().sorted().toList()
              + ", not "
              + value
              + ".");
    }

    @Override
    public Optional<Assigned> read(String code, String text) {
      String argument = argument(code, text);
      int unit = 0;
      if (numbered && argument.matches("[0-9].+")) {
        unit = argument.charAt(0) - '0';
        argument = argument.substring(1);
      }
      String word = words.get(argument);
      return word == null ? Optional.empty() : Optional.of(new Assigned(word, unit));
    }
  }

  /** A switch of QFLAG: {@code PE} and its letter turn it on, {@code PD} and its letter off. */
  record Letter(char letter) implements Form {
    @Override
    public String write(String code, Object value, int unit) throws ProtocolException {
      if (!(value instanceof Boolean on)) {
        throw bad(code + " takes true or false, not " + value + ".");
      }
      return (on ? "PE" : "PD") + letter;
    }

    @Override
    public Optional<Assigned> read(String code, String text) {
      if (text.equals("PE" + letter) || text.equals("PD" + letter)) {
        return Optional.of(new Assigned(text.charAt(1) == 'E', 0));
      }
      return Optional.empty();
    }
  }

  /** A single digit that is on (1) or off (0). */
  record OnOff() implements Form {
    @Override
    public String write(String code, Object value, int unit) throws ProtocolException {
      if (!(value instanceof Boolean on)) {
        throw bad(code + " takes true or false, not " + value + ".");
      }
      return code + (on ? "1" : "0");
    }

    @Override
    public Optional<Assigned> read(String code, String text) {
      return switch (argument(code, text)) {
        case "1" -> Optional.of(new Assigned(true, 0));
        case "0" -> Optional.of(new Assigned(false, 0));
        default -> Optional.empty();
      };
    }
  }

  /** The inverter's clock, {@code YYMMDDHHMMSS}. */
  record Clock() implements Form {
    private static final DateTimeFormatter SPELLING =
        DateTimeFormatter.ofPattern("uuMMddHHmmss", Locale.ROOT);

    @Override
    public String write(String code, Object value, int unit) throws ProtocolException {
      try {
        return code + SPELLING.format(LocalDateTime.parse(value.toString()));
      } catch (DateTimeException e) {
        throw bad(code + " takes a time such as 2026-11-24T12:00:00, not " + value + ".");
      }
    }

    @Override
    public Optional<Assigned> read(String code, String text) {
      try {
        String argument = argument(code, text);
        return Optional.of(new Assigned(LocalDateTime.parse(argument, SPELLING).toString(), 0));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }

  /** A few characters of a fixed form. */
  record Spelled(String form) implements Form {
    @Override
    public String write(String code, Object value, int unit) throws ProtocolException {
      if (!value.toString().matches(form)) {
        throw bad(code + " takes text of the form " + form + ", not " + value + ".");
      }
      return code + value;
    }

    @Override
    public Optional<Assigned> read(String code, String text) {
      Matcher matcher = Pattern.compile(Pattern.quote(code) + "(" + form + ")").matcher(text);
      return matcher.matches() ? Optional.of(new Assigned(matcher.group(1), 0)) : Optional.empty();
    }
  }

  /** A command without a value. */
  record Action() implements Form {
    @Override
    public String write(String code, Object value, int unit) {
      return code;
    }

    @Override
    public Optional<Assigned> read(String code, String text) {
      return text.equals(code) ? Optional.of(new Assigned("", 0)) : Optional.empty();
    }
  }

  private static String argument(String code, String text) {
    return text.startsWith(code) ? text.substring(code.length()) : "";
  }

  private static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static ProtocolException bad(String message) {
    return new ProtocolException(Reason.BAD_VALUE, message);
  }
}
