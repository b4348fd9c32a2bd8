package io.sunherd.protocol.table;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Inference;
import io.sunherd.protocol.field.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row whose values belong to the readings of another one: two exchanges, one reading.
 *
 * @param code what goes over the wire for it
 * @param isAskedAlong whether it is asked behind the other one each time; else it has turns of its
 *     own, and a reading tells what came of the last one
 * @param fields those of its fields that the reading has, too
 * @param conclusions what follows from its values and those that the reading has before it
 * @param argument what is asked behind its code, by what the reading has before it; where that is
 *     nothing, it is not asked
 */
public record Joined(
    String code,
    boolean isAskedAlong,
    List<Field> fields,
    List<Inference> conclusions,
    Function<Map<String, ? extends @Nullable Object>, Optional<String>> argument) {

  public Joined {
    fields = List.copyOf(fields);
    conclusions = List.copyOf(conclusions);
  }

  /** A row that every unit has, asked behind the other one; all its values are told. */
  public static Joined along(Inquiry row, Inference... conclusions) {
    return new Joined(
        row.code(), true, row.fields(), List.of(conclusions), reading -> Optional.of(""));
  }

  /**
   * A row that is asked behind the other one where that tells an argument for it; all its values
   * are told.
   */
  public static Joined about(
      Inquiry row,
      Function<Map<String, ? extends @Nullable Object>, Optional<String>> argument,
      Inference... conclusions) {
    return new Joined(row.code(), true, row.fields(), List.of(conclusions), argument);
  }

  /**
   * A row that not every unit has, asked by itself; these of its values are told besides. They
   * count where they are told by themselves.
   */
  public static Joined beside(Inquiry row, List<String> keys, Inference... conclusions) {
    List<Field> told =
        row.fields().stream()
            .filter(field -> keys.contains(field.key()))
            .map(Field::uncounted)
            .toList();
    return new Joined(row.code(), false, told, List.of(conclusions), reading -> Optional.of(""));
  }

  /**
   * What to ask for it, where the reading has these values; empty where there is nothing to ask.
   */
  public Optional<String> text(Map<String, ? extends @Nullable Object> reading) {
    return argument.apply(reading).map(code::concat);
  }

  /** The keys of a reading that it tells, or that hang on what it tells. */
  public List<String> keys() {
    return Stream.concat(
            fields.stream(),
            conclusions.stream().flatMap(conclusion -> conclusion.fields().stream()))
        .map(Field::key)
        .distinct()
        .toList();
  }

  /**
   * A reading with what this row has to tell.
   *
   * @param told its last answer; null where none is known that still stands
   */
  public Map<String, @Nullable Object> into(
      Map<String, ? extends @Nullable Object> reading,
      @Nullable Map<String, ? extends @Nullable Object> told) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    if (told != null && isAskedAlong) {
      own.putAll(told);
    }
    for (Field field : fields) {
      own.put(field.key(), told == null ? null : told.get(field.key()));
    }
    return Values.joined(reading, own, conclusions);
  }
}
