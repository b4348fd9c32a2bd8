package io.sunherd.protocol.field;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One key of a reading. All code that shows, stores or publishes a reading takes its label, unit
 * and meanings from here.
 *
 * @param key the public name, snake_case, never reworded once released
 * @param title a short English label
 * @param type the JSON type of the value; any value may also be null: not sent or not readable
 * @param unit the unit of measure as it is written (V, A, W, VA, Hz, %, °C, Wh, min, ...), or null
 * @param meanings for a {@link Type#CHOICE}, the wire code and the word it stands for; for names or
 *     codes of warnings and faults, what each means in a few English words
 * @param part how it contributes to a quantity of its unit, or null where it contributes to none
 * @param offGrid those of its words that say that no power flows between the unit and the grid;
 *     empty where it does not say that
 * @param others for a {@link Type#CHOICE}, further words: for a code that has no meaning, and for
 *     what is not there; for another type, the words that it may have
 * @param isInternal whether it is there for programs only: as sent, of unknown meaning, or what
 *     another field of the same reading tells better
 * @param twinOf the key of the field that tells the same better, the first one where several tell
 *     parts of it; null where no field does
 * @param named the group that its row of the tables says, or null where that goes without saying:
 *     see {@link #group}
 */
public record Field(
    String key,
    String title,
    Type type,
    @Nullable String unit,
    Map<String, String> meanings,
    @Nullable Part part,
    Set<String> offGrid,
    List<String> others,
    boolean isInternal,
    @Nullable String twinOf,
    @Nullable FieldGroup named) {

  /** The JSON type of a field's value. */
  public enum Type {
    DECIMAL,
    WHOLE,
    TEXT,
    SWITCH,
    CHOICE,
    LIST
  }

  public Field {
    meanings = Map.copyOf(meanings);
    offGrid = Set.copyOf(offGrid);
    others = List.copyOf(others);
  }

  /** A field that has no unit of measure. */
  public static Field of(String key, String title, Type type) {
    return measured(key, title, type, null);
  }

  /** A field with a unit of measure. */
  public static Field measured(String key, String title, Type type, @Nullable String unit) {
    return new Field(
        key, title, type, unit, Map.of(), null, Set.of(), List.of(), false, null, null);
  }

  /** A field with one of a few words, or one of these others. */
  public static Field choice(
      String key, String title, Map<String, String> meanings, List<String> others) {
    return new Field(
        key, title, Type.CHOICE, null, meanings, null, Set.of(), others, false, null, null);
  }

  /** The same field, with these meanings of its names or codes. */
  public Field meaning(Map<String, String> words) {
    return new Field(
        key, title, type, unit, words, part, offGrid, others, isInternal, twinOf, named);
  }

  /** The same field, as this part of a quantity. */
  public Field counted(Part as) {
    return new Field(
        key, title, type, unit, meanings, as, offGrid, others, isInternal, twinOf, named);
  }

  /** The same field, a part of nothing. */
  public Field uncounted() {
    return new Field(
        key, title, type, unit, meanings, null, offGrid, others, isInternal, twinOf, group());
  }

  /** The same field, of which these words say that the unit is cut off from the grid. */
  public Field offGrid(String... words) {
    return new Field(
        key, title, type, unit, meanings, part, Set.of(words), others, isInternal, twinOf, named);
  }

  /** The same field, which may have this word besides. */
  public Field or(String word) {
    List<String> more = Stream.concat(others.stream(), Stream.of(word)).toList();
    return new Field(
        key, title, type, unit, meanings, part, offGrid, more, isInternal, twinOf, named);
  }

  /** The same field, for programs only. */
  public Field internal() {
    return new Field(key, title, type, unit, meanings, part, offGrid, others, true, twinOf, named);
  }

  /** The same field, which tells what that one tells better. */
  public Field twinOf(Field better) {
    FieldGroup its = better.group();
    return new Field(
        key, title, type, unit, meanings, part, offGrid, others, true, better.key(), its);
  }

  /** The same field, in this group, unless it has one or means nothing to anybody. */
  public Field in(FieldGroup group) {
    return group() != null || (isInternal && twinOf == null)
        ? this
        : new Field(
            key, title, type, unit, meanings, part, offGrid, others, isInternal, twinOf, group);
  }

  /**
   * Where it stands for somebody who looks at a unit: what its row says, else what follows from the
   * quantity that it is a part of, or from its unit of measure; null where nobody says.
   */
  public @Nullable FieldGroup group() {
    if (named != null) {
      return named;
    }
    if (part != null) {
      return part.quantity().group();
    }
    return "°C".equals(unit) ? FieldGroup.TEMPERATURE : isProblem() ? FieldGroup.WARNINGS : null;
  }

  /** The words that it may have, in the order of their codes, the others last. */
  public List<String> words() {
    return Stream.concat(new TreeMap<>(meanings).values().stream(), others.stream())
        .distinct()
        .toList();
  }

  /** Whether its values are lists of names of warnings or faults, each with its meaning. */
  public boolean isProblem() {
    return type == Type.LIST && !meanings.isEmpty();
  }

  /** Whether its values are numbers. */
  public boolean isNumber() {
    return type == Type.DECIMAL || type == Type.WHOLE;
  }

  /** The quantity that it contributes to in a system of several units, or null. */
  public @Nullable Quantity countsAs() {
    return part == null ? null : part.quantity();
  }

  /** How the values of several units are combined for a system. */
  public Rule rule() {
    return part == null ? Rule.NONE : part.quantity().rule();
  }
}
