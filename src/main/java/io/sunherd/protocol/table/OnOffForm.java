package io.sunherd.protocol.table;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A single digit that is on (1) or off (0). */
public record OnOffForm() implements Form {
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
    return List.of(code + (natural.equals(true) ? "1" : "0"));
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    if (text.equals(code + "1") || text.equals(code + "0")) {
      return Optional.of(new Assigned(text.endsWith("1"), 0));
    }
    return Optional.empty();
  }
}
