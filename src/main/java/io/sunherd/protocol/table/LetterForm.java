package io.sunherd.protocol.table;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A switch of QFLAG: {@code PE} and its letter turn it on, {@code PD} and its letter off. One
 * letter a command, as other programs send it (PI30.md 8.1).
 */
public record LetterForm(char letter) implements Form {
  @Override
  public Optional<Object> natural(@Nullable Object value) {
    return value instanceof Boolean ? Optional.of(value) : Optional.empty();
  }

  @Override
  public Kind kind() {
    return Kind.SWITCH;
  }

  @Override
  public String takes() {
    return "true or false";
  }

  @Override
  public List<String> texts(String code, Object natural, int unit) {
    return List.of((natural.equals(true) ? "PE" : "PD") + letter);
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    if (text.equals("PE" + letter) || text.equals("PD" + letter)) {
      return Optional.of(new Assigned(text.charAt(1) == 'E', 0));
    }
    return Optional.empty();
  }

  @Override
  public List<String> codes(String code) {
    return List.of("PE" + letter, "PD" + letter);
  }
}
