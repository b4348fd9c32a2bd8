package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The switches of QFLAG: {@code E} with the letters that are on, {@code D} with those that are off.
 * A letter in neither list is a switch this unit does not have: null. Letters the table does not
 * know are listed under {@code unknown}.
 */
public final class LettersColumn extends TokenColumn {
  private static final Pattern SMALL = Pattern.compile("E([a-z]*)D([a-z]*)");
  private static final Pattern ANY_CASE = Pattern.compile("E([A-CE-Za-z]*)D([A-CE-Za-z]*)");
  private static final Field ENABLED =
      Field.of("enabled", "Letters of the switches that are on", Field.Type.TEXT).internal();
  private static final Field DISABLED =
      Field.of("disabled", "Letters of the switches that are off", Field.Type.TEXT).internal();

  private final Map<Character, Field> letters;
  private final Pattern form;
  private final List<Field> fields = new ArrayList<>();

  /** Switches by their letters. */
  public LettersColumn(Map<Character, Field> letters) {
    this(letters, SMALL);
  }

  /** Switches by their letters, small or capital; none of them is a D. */
  public static LettersColumn ofAnyCase(Map<Character, Field> letters) {
    return new LettersColumn(letters, ANY_CASE);
  }

  private LettersColumn(Map<Character, Field> letters, Pattern form) {
    this.letters = letters;
    this.form = form;
    fields.add(ENABLED);
    fields.add(DISABLED);
    fields.addAll(letters.values());
  }

  @Override
  public List<Field> fields() {
    return List.copyOf(fields);
  }

  @Override
  protected boolean fits(String token) {
    return form.matcher(token).matches();
  }

  @Override
  protected void decode(String token, Values into) {
    Matcher matcher = form.matcher(token);
    if (!matcher.matches()) {
      fields.forEach(field -> into.unreadable(field.key(), token));
      return;
    }
    String on = matcher.group(1).toLowerCase(Locale.ROOT);
    String off = matcher.group(2).toLowerCase(Locale.ROOT);
    into.put(ENABLED.key(), on);
    into.put(DISABLED.key(), off);
    letters.forEach(
        (letter, field) ->
            into.put(
                field.key(),
                on.indexOf(letter) >= 0
                    ? Boolean.TRUE
                    : off.indexOf(letter) >= 0 ? Boolean.FALSE : null));
    List<String> strangers =
        (on + off)
            .chars()
            .filter(c -> !letters.containsKey((char) c))
            .mapToObj(c -> String.valueOf((char) c))
            .toList();
    if (!strangers.isEmpty()) {
      into.unknown("letters", strangers);
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    StringBuilder on = new StringBuilder("E");
    StringBuilder off = new StringBuilder("D");
    letters.forEach(
        (letter, field) -> {
          Object value = values.get(field.key());
          if (value instanceof Boolean isOn) {
            (isOn ? on : off).append(letter.charValue());
          }
        });
    return on.append(off).toString();
  }
}
