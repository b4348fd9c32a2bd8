package io.sunherd.protocol.pi16;

import io.sunherd.protocol.column.TokenColumn;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Switches as letters, each with its state behind it: 0 off, 1 on, {@code _} not there (QENF).
 * Letters the table does not know are listed under {@code unknown}.
 */
final class SwitchesColumn extends TokenColumn {
  private static final Pattern FORM = Pattern.compile("([A-Z][01_])+");

  private final Map<Character, Field> letters;

  SwitchesColumn(Map<Character, Field> letters) {
    this.letters = letters;
  }

  @Override
  public List<Field> fields() {
    return List.copyOf(letters.values());
  }

  @Override
  protected boolean fits(String token) {
    return FORM.matcher(token).matches();
  }

  @Override
  protected void decode(String token, Values into) {
    if (!fits(token)) {
      letters.values().forEach(field -> into.unreadable(field.key(), token));
      return;
    }
    letters.forEach((letter, field) -> into.put(field.key(), state(token, letter)));
    List<String> strangers = new ArrayList<>();
    for (int i = 0; i < token.length(); i += 2) {
      if (!letters.containsKey(token.charAt(i)) && token.charAt(i + 1) != '_') {
        strangers.add(token.substring(i, i + 2));
      }
    }
    if (!strangers.isEmpty()) {
      into.unknown("letters", List.copyOf(strangers));
    }
  }

  private static @Nullable Boolean state(String token, char letter) {
    int at = token.indexOf(letter);
    char state = at < 0 ? '_' : token.charAt(at + 1);
    return state == '_' ? null : Boolean.valueOf(state == '1');
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    StringBuilder text = new StringBuilder();
    letters.forEach(
        (letter, field) -> {
          Object on = values.get(field.key());
          text.append(letter.charValue());
          text.append(on instanceof Boolean is ? (is ? '1' : '0') : '_');
        });
    return text.toString();
  }
}
