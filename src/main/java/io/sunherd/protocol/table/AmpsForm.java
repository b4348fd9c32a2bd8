package io.sunherd.protocol.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A current in whole amperes whose spelling changed with the firmware generations. A unit may be of
 * another generation than it seems, so a text that two generations read differently is never sent.
 *
 * @param own the family's own spellings, the usual one first
 * @param known the spellings of all generations, in the order to try them
 */
public record AmpsForm(List<Spelling> own, List<Spelling> known) implements Form {
  private static final int MOST = 999;

  public AmpsForm {
    own = List.copyOf(own);
    known = List.copyOf(known);
  }

  @Override
  public Optional<Object> natural(@Nullable Object value) {
    return NaturalNumber.of(value, 0).filter(amps -> (int) amps >= 0 && (int) amps <= MOST);
  }

  @Override
  public Kind kind() {
    return Kind.AMPERES;
  }

  @Override
  public String takes() {
    return "whole amperes";
  }

  @Override
  public List<String> texts(String code, Object natural, int unit) {
    if (!(natural instanceof Integer amps)) {
      return List.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    own.stream().flatMap(s -> clear(s, amps, unit)).forEach(texts::add);
    if (!texts.isEmpty()) {
      known.stream()
          .filter(spelling -> isSafeBehind(texts, spelling, amps, unit))
          .flatMap(spelling -> clear(spelling, amps, unit))
          .forEach(texts::add);
    }
    return List.copyOf(texts);
  }

  /** The text, unless another generation reads it as another current or unit. */
  private Stream<String> clear(Spelling spelling, int amps, int unit) {
    return spelling.write(amps, unit).stream()
        .filter(text -> readings(text).equals(List.of(new Assigned(amps, unit))));
  }

  /**
   * Whether a longer text is safe: a parser of fewer digits might take its beginning for the whole,
   * so it is only tried where the unit has just refused the shorter one (PI30.md 9).
   */
  private boolean isSafeBehind(Set<String> tried, Spelling spelling, int amps, int unit) {
    return known.stream()
        .filter(other -> other.code().equals(spelling.code()) && other.width() < spelling.width())
        .allMatch(other -> other.write(amps, unit).filter(tried::contains).isPresent());
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    return own.stream().flatMap(spelling -> spelling.read(text).stream()).findFirst();
  }

  @Override
  public List<Assigned> readings(String code, String text) {
    return readings(text);
  }

  private List<Assigned> readings(String text) {
    return known.stream().flatMap(spelling -> spelling.read(text).stream()).distinct().toList();
  }

  @Override
  public List<String> codes(String code) {
    return Stream.concat(Stream.of(code), known.stream().map(Spelling::code)).distinct().toList();
  }
}
