package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A code that stands for a word. A reading has the word under the key and the raw code under {@code
 * KEY_code}; a code the table does not know keeps its raw form beside the word for unknown, or
 * beside null where there is no such word.
 */
public final class ChoiceColumn extends TokenColumn {
  private final Field word;
  private final Field code;
  private final Map<String, String> meanings;
  private final Map<String, String> codes;
  private final Pattern form;
  private final @Nullable String unknown;

  /** A code of that form; {@code unknown} is the word for one that has no meaning, or null. */
  public ChoiceColumn(
      String key,
      String title,
      String form,
      @Nullable String unknown,
      Map<String, String> meanings) {
    this(
        Field.choice(key, title, meanings, unknown == null ? List.of() : List.of(unknown)),
        Pattern.compile(form),
        unknown,
        Map.copyOf(meanings),
        codes(meanings));
  }

  private ChoiceColumn(
      Field word,
      Pattern form,
      @Nullable String unknown,
      Map<String, String> meanings,
      Map<String, String> codes) {
    this.word = word;
    code = Field.of(word.key() + "_code", word.title() + " (code)", Field.Type.TEXT).twinOf(word);
    this.form = form;
    this.unknown = unknown;
    this.meanings = meanings;
    this.codes = codes;
  }

  /** The same column; its key may have this word besides, for what is not there. */
  public ChoiceColumn or(String absent) {
    return new ChoiceColumn(word.or(absent), form, unknown, meanings, codes);
  }

  /** The code to write for each word: the first of those that mean the same. */
  private static Map<String, String> codes(Map<String, String> meanings) {
    Map<String, String> codes = new LinkedHashMap<>();
    meanings.forEach((wire, meaning) -> codes.putIfAbsent(meaning, wire));
    return codes;
  }

  /** The same column; these of its words say that the unit is cut off from the grid. */
  public ChoiceColumn offGrid(String... words) {
    return new ChoiceColumn(word.offGrid(words), form, unknown, meanings, codes);
  }

  @Override
  public List<Field> fields() {
    return List.of(word, code);
  }

  @Override
  protected boolean fits(String token) {
    return form.matcher(token).matches();
  }

  @Override
  protected void decode(String token, Values into) {
    if (!fits(token)) {
      into.unreadable(word.key(), token);
      into.put(code.key(), token);
      return;
    }
    String meaning = meanings.get(token);
    if (meaning == null && token.length() == 2) {
      meaning = meanings.get(token.startsWith("0") ? token.substring(1) : token);
    }
    if (meaning == null && token.length() == 1) {
      meaning = meanings.get("0" + token);
    }
    into.put(word.key(), meaning == null ? unknown : meaning);
    into.put(code.key(), token);
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    Object meaning = values.get(word.key());
    String wire = meaning == null ? null : codes.get(meaning.toString());
    return wire == null ? Objects.toString(values.get(code.key()), "-") : wire;
  }
}
