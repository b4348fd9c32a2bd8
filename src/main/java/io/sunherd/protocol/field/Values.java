package io.sunherd.protocol.field;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one reply while they are being decoded, in the order of the table.
 *
 * <p>A value that cannot be read is null and its raw token is kept under {@code unknown}; tokens
 * beyond the last known field are kept under {@code extra}. A token of which only a part was read
 * is kept under {@code unknown}, too. The keys of calculated values are under {@code calculated},
 * those of contradictory or impossible ones under {@code doubtful}.
 */
public final class Values {
  private final Map<String, @Nullable Object> known = new LinkedHashMap<>();
  private @Nullable Map<String, Object> unknown;
  private final Set<String> unsent = new HashSet<>();
  private final List<String> calculated = new ArrayList<>();
  private final List<String> doubtful = new ArrayList<>();

  /** The values of one reply and those of another one beside them, and what follows from both. */
  public static Map<String, @Nullable Object> joined(
      Map<String, ? extends @Nullable Object> first,
      Map<String, ? extends @Nullable Object> second,
      List<Inference> conclusions) {
    Values both = new Values();
    List<Object> extra = new ArrayList<>();
    both.take(first, extra);
    both.take(second, extra);
    conclusions.forEach(conclusion -> conclusion.draw(both));
    return both.finish(extra);
  }

  private void take(Map<String, ? extends @Nullable Object> reply, List<Object> extra) {
    reply.forEach(
        (key, value) -> {
          switch (key) {
            case "calculated" -> texts(value, calculated);
            case "doubtful" -> texts(value, doubtful);
            case "extra" -> extra.addAll((List<?>) Objects.requireNonNull(value));
            case "unknown" ->
                ((Map<?, ?>) Objects.requireNonNull(value))
                    .forEach((name, raw) -> unknown(String.valueOf(name), raw));
            default -> known.put(key, value);
          }
        });
  }

  private static void texts(@Nullable Object list, List<String> into) {
    ((List<?>) Objects.requireNonNull(list)).forEach(text -> into.add(String.valueOf(text)));
  }

  /** What was read so far, by key. */
  Map<String, @Nullable Object> known() {
    return Collections.unmodifiableMap(known);
  }

  /** A value that was read; null where there is none. */
  public @Nullable Object get(String key) {
    return known.get(key);
  }

  /** Fields whose place in the reply was not sent at all. */
  public void unsent(List<Field> fields) {
    fields.forEach(field -> unsent.add(field.key()));
  }

  /** Whether a reply has no field for a value, not even one with dashes. */
  boolean lacks(String key) {
    return !known.containsKey(key) || unsent.contains(key);
  }

  /** A number that was read; NaN where there is none. */
  public double number(String key) {
    return known.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** Whether a number was read that is 0. */
  public boolean isZero(String key) {
    return number(key) == 0;
  }

  /** Whether a number was sent with a fraction, even .0. */
  public boolean hasFraction(String key) {
    return known.get(key) instanceof Double;
  }

  /** Adds a value that was not sent, but calculated. */
  void calculated(String key, Object value) {
    known.put(key, value);
    calculated.add(key);
  }

  /** Marks a value that contradicts another one, or cannot be. */
  public void doubtful(String key) {
    if (!isDoubtful(key)) {
      doubtful.add(key);
    }
  }

  /** Makes a doubtful value an ordinary one again. */
  public void credible(String key) {
    doubtful.remove(key);
  }

  boolean isDoubtful(String key) {
    return doubtful.contains(key);
  }

  /** Marks a value that follows from others where one of those is doubtful. */
  public void doubtfulWith(String key, List<String> basis) {
    if (known.get(key) != null && basis.stream().anyMatch(this::isDoubtful)) {
      doubtful(key);
    }
  }

  /** Adds a value that was read, or null for one that was not sent. */
  public void put(String key, @Nullable Object value) {
    known.put(key, value);
  }

  /** Adds a token from which the field cannot be read. */
  public void unreadable(String key, Object raw) {
    known.put(key, null);
    unknown(key, raw);
  }

  /** Adds something that the table does not know, as it came. */
  public void unknown(String key, Object raw) {
    if (unknown == null) {
      unknown = new LinkedHashMap<>();
    }
    unknown.put(key, raw);
  }

  public Map<String, @Nullable Object> finish(List<?> extra) {
    if (!calculated.isEmpty()) {
      known.put("calculated", List.copyOf(calculated));
    }
    if (!doubtful.isEmpty()) {
      known.put("doubtful", List.copyOf(doubtful));
    }
    if (!extra.isEmpty()) {
      known.put("extra", List.copyOf(new ArrayList<>(extra)));
    }
    if (unknown != null) {
      known.put("unknown", Collections.unmodifiableMap(unknown));
    }
    return Collections.unmodifiableMap(known);
  }

  /** Whether a token stands for no value: empty, NA, or dashes. */
  public static boolean absent(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c != '-' && c != '.') {
        return token.equals("NA") || token.equals("N/A");
      }
    }
    return true;
  }
}
