package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text of a known form. Each group of the form is a field, null where it did not match or marks an
 * absent value; a form without groups is one field with the whole token.
 */
public final class TextColumn extends TokenColumn {
  private final List<Field> fields;
  private final Pattern form;
  private final Function<Map<String, ? extends @Nullable Object>, String> writer;

  /**
   * Text of that form; its groups are the fields in this order, and the writer spells the token.
   */
  public TextColumn(
      Pattern form,
      Function<Map<String, ? extends @Nullable Object>, String> writer,
      List<Field> fields) {
    this.form = form;
    this.writer = writer;
    this.fields = List.copyOf(fields);
  }

  static TextColumn plain(Field field, String form) {
    return new TextColumn(
        Pattern.compile(form),
        values -> Objects.toString(values.get(field.key()), "-"),
        List.of(field));
  }

  @Override
  public List<Field> fields() {
    return fields;
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
    List<@Nullable String> groups = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      groups.add(matcher.group(i));
    }
    if (groups.isEmpty()) {
      groups.add(token);
    }
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      String text = groups.get(i);
      if (text == null || Values.absent(text)) {
        into.put(field.key(), null);
      } else {
        into.put(field.key(), field.type() == Field.Type.WHOLE ? Integer.valueOf(text) : text);
      }
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return writer.apply(values);
  }
}
