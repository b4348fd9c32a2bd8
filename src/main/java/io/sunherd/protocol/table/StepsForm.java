package io.sunherd.protocol.table;

import io.sunherd.protocol.column.NumberForm;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number of equal steps: {@code 02} stands for 60 where a step is 30.
 *
 * @param pattern the digits
 * @param step how much one step is
 * @param allowed what can be sent
 */
public record StepsForm(String pattern, int step, Allowed allowed) implements Form {

  /** As many steps as the digits can tell. */
  public StepsForm(String pattern, int step) {
    this(pattern, step, Allowed.range(0, (Math.pow(10, pattern.length()) - 1) * step, step));
  }

  @Override
  public Optional<Object> natural(@Nullable Object value) {
    return NaturalNumber.of(value, 0)
        .filter(number -> number instanceof Integer whole && allowed().holds(whole));
  }

  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }

  @Override
  public String takes() {
    return allowed().toString();
  }

  @Override
  public List<String> texts(String code, Object natural, int unit) {
    return natural instanceof Integer whole && allowed().holds(whole)
        ? List.of(code + NumberForm.of(pattern).write((double) whole / step))
        : List.of();
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    String argument = Form.argument(code, text);
    return argument == null || !argument.matches("[0-9]{" + pattern.length() + "}")
        ? Optional.empty()
        : Optional.of(new Assigned(Integer.parseInt(argument) * step, 0));
  }
}
