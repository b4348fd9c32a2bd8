package io.sunherd.protocol.table;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command without a value: true does it, and there is no other value. */
public record ActionForm() implements Form {
  @Override
  public Optional<Object> natural(@Nullable Object value) {
    return value == null || value.equals("") || value.equals(true)
        ? Optional.of(true)
        : Optional.empty();
  }

  @Override
  public Kind kind() {
    return Kind.ACTION;
  }

  @Override
  public String takes() {
    return "no value, or true";
  }

  @Override
  public List<String> texts(String code, Object natural, int unit) {
    return List.of(code);
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    return text.equals(code) ? Optional.of(new Assigned(true, 0)) : Optional.empty();
  }
}
