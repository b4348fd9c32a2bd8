package io.sunherd.protocol.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of a few codes, each with its word.
 *
 * @param words the codes and what they stand for
 * @param numberedCode the command in which the parallel unit's digit comes before the code (PPCP),
 *     or null where there is none; the only one there is where it is that of the setting itself
 * @param gap what stands between that digit and the code
 */
public record ChoiceForm(Map<String, String> words, @Nullable String numberedCode, String gap)
    implements Form {
  private static final Pattern DIGIT = Pattern.compile("[0-9].*");

  public ChoiceForm {
    words = Map.copyOf(words);
  }

  /** The same without anything between the digit of a unit and the code. */
  public ChoiceForm(Map<String, String> words, @Nullable String numberedCode) {
    this(words, numberedCode, "");
  }

  /** A choice whose only command has the digit of a unit and a comma before the code (PCP0,1). */
  public static ChoiceForm behindNumber(String code, Map<String, String> words) {
    return new ChoiceForm(words, code, ",");
  }

  @Override
  public Optional<Object> natural(@Nullable Object value) {
    return value instanceof String word && words.containsValue(word)
        ? Optional.of(word)
        : Optional.empty();
  }

  /** The words, in alphabetical order. */
  public List<String> choices() {
    return words.values().stream().sorted().toList();
  }

  /** The code of each word, in the order of the words. */
  public Map<String, String> codesByWord() {
    Map<String, String> codes = new TreeMap<>();
    String number = gap.isEmpty() ? "" : "0" + gap;
    words.forEach((code, word) -> codes.put(word, number + code));
    return codes;
  }

  @Override
  public Kind kind() {
    return Kind.CHOICE;
  }

  @Override
  public String takes() {
    return "one of " + String.join(", ", choices());
  }

  @Override
  public List<String> texts(String code, Object natural, int unit) {
    List<String> texts = new ArrayList<>();
    words.forEach(
        (digits, word) -> {
          if (word.equals(natural) && unit == 0 && !code.equals(numberedCode)) {
            texts.add(code + digits);
          }
          if (word.equals(natural) && numberedCode != null && unit >= 0 && unit <= 9) {
            texts.add(numberedCode + unit + gap + digits);
          }
        });
    return texts;
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    String argument = code.equals(numberedCode) ? null : Form.argument(code, text);
    if (argument != null) {
      return assigned(argument, 0);
    }
    String numbered = numberedCode == null ? null : Form.argument(numberedCode, text);
    return numbered != null && DIGIT.matcher(numbered).matches() && numbered.startsWith(gap, 1)
        ? assigned(numbered.substring(1 + gap.length()), numbered.charAt(0) - '0')
        : Optional.empty();
  }

  private Optional<Assigned> assigned(String digits, int unit) {
    return Optional.ofNullable(words.get(digits)).map(word -> new Assigned(word, unit));
  }

  @Override
  public List<String> codes(String code) {
    return numberedCode == null || numberedCode.equals(code)
        ? List.of(code)
        : List.of(code, numberedCode);
  }
}
