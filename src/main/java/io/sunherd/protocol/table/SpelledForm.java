package io.sunherd.protocol.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A few characters of a fixed form, sent as they are. */
public record SpelledForm(String form) implements Form {
  public SpelledForm {
    Pattern.compile(form);
  }

  @Override
  public Optional<Object> natural(@Nullable Object value) {
    return value instanceof String text && text.matches(form)
        ? Optional.of(text)
        : Optional.empty();
  }

  @Override
  public Kind kind() {
    return Kind.TEXT;
  }

  @Override
  public String takes() {
    return "text of the form " + form;
  }

  @Override
  public List<String> texts(String code, Object natural, int unit) {
    return List.of(code + natural);
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    return natural(Form.argument(code, text)).map(value -> new Assigned(value, 0));
  }
}
