package io.sunherd.protocol.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time of the day, {@code 22:00}, sent as {@code 2200}. */
public record TimeForm() implements Form {

  /** Its form for people. */
  public static final String FORM = "([01][0-9]|2[0-3]):[0-5][0-9]";

  private static final Pattern NATURAL = Pattern.compile(FORM);

  @Override
  public Optional<Object> natural(@Nullable Object value) {
    return value instanceof String text && NATURAL.matcher(text).matches()
        ? Optional.of(text)
        : Optional.empty();
  }

  @Override
  public Kind kind() {
    return Kind.TEXT;
  }

  @Override
  public String takes() {
    return "a time of the day such as 22:00";
  }

  @Override
  public List<String> texts(String code, Object natural, int unit) {
    return List.of(code + natural.toString().replace(":", ""));
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    String argument = Form.argument(code, text);
    return argument == null || argument.length() != 4
        ? Optional.empty()
        : natural(argument.substring(0, 2) + ":" + argument.substring(2))
            .map(value -> new Assigned(value, 0));
  }
}
