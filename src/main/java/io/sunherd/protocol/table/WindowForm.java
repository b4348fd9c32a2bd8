package io.sunherd.protocol.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span of the day, {@code 22:00-06:00}, sent as {@code 2200,0600}. From midnight to midnight
 * means always.
 *
 * @param gap what is sent between the two times
 */
public record WindowForm(String gap) implements Form {

  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

  /** Its form for people. */
  public static final String FORM = TIME + "-(" + TIME + "|24:00)";

  private static final Pattern NATURAL = Pattern.compile(FORM);
  private static final Pattern WIRE =
      Pattern.compile("([0-9]{2})([0-9]{2})([, ])([0-9]{2})([0-9]{2})");

  /** With a comma between the times. */
  public WindowForm() {
    this(",");
  }

  /** With a blank between the times. */
  public static WindowForm withBlank() {
    return new WindowForm(" ");
  }

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
    return "a span of the day such as 22:00-06:00, or 00:00-00:00 for always";
  }

  @Override
  public List<String> texts(String code, Object natural, int unit) {
    return List.of(code + natural.toString().replace(":", "").replace("-", gap));
  }

  @Override
  public int values() {
    return 2;
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    String argument = Form.argument(code, text);
    Matcher times = argument == null ? null : WIRE.matcher(argument);
    return times == null || !times.matches() || !times.group(3).equals(gap)
        ? Optional.empty()
        : natural(times.replaceFirst("$1:$2-$4:$5")).map(value -> new Assigned(value, 0));
  }
}
