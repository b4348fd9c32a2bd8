package io.sunherd.protocol.table;

import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.FieldGroup;
import io.sunherd.protocol.field.Inference;
import io.sunherd.protocol.field.Liveliness;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.SumOfParts;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An inquiry: its names, and the shapes its reply may have.
 *
 * @param code what goes over the wire (QPIGS)
 * @param name what users call it (status)
 * @param title a short English label
 * @param argument the argument after the code, or null for none
 * @param every the default poll interval; zero means only on request
 * @param layouts the shapes of the reply; the one that fits best is used
 * @param joined the rows whose values its readings tell besides
 * @param group what those of its fields tell of that say nothing else, or null
 */
public record Inquiry(
    String code,
    String name,
    String title,
    @Nullable Argument argument,
    Duration every,
    List<Layout> layouts,
    List<Joined> joined,
    @Nullable FieldGroup group) {

  public Inquiry {
    layouts = List.copyOf(layouts);
    joined = List.copyOf(joined);
  }

  /** An inquiry without an argument, sent only on request. */
  public static Inquiry of(String code, String name, String title, Layout... layouts) {
    return new Inquiry(code, name, title, null, Duration.ZERO, List.of(layouts), List.of(), null);
  }

  /** The same inquiry with this default poll interval. */
  public Inquiry every(Duration interval) {
    return new Inquiry(code, name, title, argument, interval, layouts, joined, group);
  }

  /** The same inquiry with an argument. */
  public Inquiry with(Argument what) {
    return new Inquiry(code, name, title, what, every, layouts, joined, group);
  }

  /** The same inquiry with replies of other shapes. */
  public Inquiry replying(Layout... shapes) {
    return new Inquiry(code, name, title, argument, every, List.of(shapes), joined, group);
  }

  /** The same question, whose readings tell what those rows tell as well. */
  public Inquiry joining(Joined... others) {
    return new Inquiry(code, name, title, argument, every, layouts, List.of(others), group);
  }

  /** The same inquiry; its fields stand in this group, unless they say another. */
  public Inquiry in(FieldGroup whole) {
    return new Inquiry(code, name, title, argument, every, layouts, joined, whole);
  }

  /** All these rows, in a protocol that has commas between the fields of its replies. */
  public static List<Inquiry> commas(List<List<Inquiry>> tables) {
    return tables.stream().flatMap(List::stream).map(Inquiry::commas).toList();
  }

  private Inquiry commas() {
    return replying(layouts.stream().map(Layout::commas).toArray(Layout[]::new));
  }

  /** Every field a reading may have, over all shapes of its reply and all rows joined to it. */
  public List<Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Layout layout : layouts) {
      layout.fields().forEach(field -> fields.putIfAbsent(field.key(), field));
    }
    for (Joined other : joined) {
      other.fields().forEach(field -> fields.putIfAbsent(field.key(), field));
    }
    return group == null
        ? List.copyOf(fields.values())
        : fields.values().stream().map(field -> field.in(group)).toList();
  }

  /**
   * The fields that everybody looks at first: the main quantities, each as a sum where the reading
   * tells one, what says whether the unit is on the grid, and warnings and faults.
   */
  public List<Field> mainFields() {
    List<SumOfParts> sums = sums().toList();
    return fields().stream()
        .filter(field -> !field.isInternal())
        .filter(field -> isMain(field, sums))
        .toList();
  }

  private Stream<SumOfParts> sums() {
    return Stream.concat(
            layouts.stream().flatMap(layout -> layout.inferences().stream()),
            joined.stream().flatMap(other -> other.conclusions().stream()))
        .filter(SumOfParts.class::isInstance)
        .map(SumOfParts.class::cast);
  }

  /** Whether a reading tells a sum that the field with this key is a part of. */
  public boolean tellsSumOf(String key) {
    return sums().anyMatch(sum -> sum.isOf(key));
  }

  private static boolean isMain(Field field, List<SumOfParts> sums) {
    Quantity quantity = field.countsAs();
    boolean isSum = sums.stream().anyMatch(sum -> sum.field().key().equals(field.key()));
    boolean isPart = sums.stream().anyMatch(sum -> sum.isOf(field.key()));
    return isSum
        || (quantity != null && quantity.isMain() && !isPart)
        || !field.offGrid().isEmpty()
        || field.isProblem();
  }

  /** What its readings may have a part of. */
  public Set<Quantity> quantities() {
    return fields().stream()
        .map(Field::countsAs)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Quantity.class)));
  }

  /** Whether its reply tells by a serial number which unit it is about. */
  public boolean isNamed() {
    return fields().stream().anyMatch(field -> field.key().equals("serial_number"));
  }

  /**
   * Whether a reading cannot be true of a unit that answers, so that it is better asked for again
   * before it is believed.
   */
  public boolean isIncredible(Map<String, ? extends @Nullable Object> reading) {
    for (Layout layout : layouts) { // it is asked of every reading by every listener
      for (Inference inference : layout.inferences()) {
        if (inference instanceof Liveliness life && life.isMissing(reading)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Reads a payload.
   *
   * @return the values by key, in the order of the table; null where a field is missing or not
   *     readable
   * @throws ProtocolException {@link Reason#WRONG_SHAPE} where this cannot be the reply to this
   *     inquiry
   */
  public Map<String, @Nullable Object> decode(String payload) throws ProtocolException {
    Layout best = null;
    List<String> bestTokens = List.of();
    int fewest = Integer.MAX_VALUE;
    for (Layout layout : layouts) {
      for (List<String> tokens : layout.separator().splits(payload)) {
        int misfits = layout.misfits(tokens);
        if (misfits >= 0 && misfits < fewest) {
          fewest = misfits;
          best = layout;
          bestTokens = tokens;
        }
      }
    }
    if (best == null) {
      throw new ProtocolException(
          Reason.WRONG_SHAPE,
          "The reply cannot be the answer to "
              + code
              + ": its fields are not those of "
              + name
              + ".");
    }
    return best.decode(bestTokens);
  }
}
