package io.sunherd.herd;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Part;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one reading contributes to the quantities of its unit.
 *
 * @param parts its part of each quantity; empty where it should tell one, but does not; a quantity
 *     of which the unit has no part here is absent
 * @param olderMs how much older than the reading its part of a quantity is, where it is
 * @param calculated of these the reading's values were worked out
 * @param onGrid whether power may go between the unit and the grid; null where it does not say
 */
record Told(
    Map<Quantity, Optional<BigDecimal>> parts,
    Map<Quantity, Long> olderMs,
    Set<Quantity> calculated,
    @Nullable Boolean onGrid) {

  private static final Told NOTHING = new Told(Map.of(), Map.of(), Set.of(), null);

  /**
   * A field that tells anything of that.
   *
   * @param inCounts the key under which a reading says that its value is in raw counts
   */
  record Telling(Field field, String inCounts) {
    Telling(Field field) {
      this(field, field.key() + "_in_counts");
    }

    @Nullable Part part() {
      return field.part();
    }
  }

  /** The fields of an inquiry that tell anything of that. */
  static List<Telling> telling(Inquiry inquiry) {
    return inquiry.fields().stream()
        .filter(field -> field.part() != null || !field.offGrid().isEmpty())
        .map(Telling::new)
        .toList();
  }

  /** What a reading contributes by these fields of its inquiry. */
  static Told by(Reading reading, List<Telling> telling) {
    if (telling.isEmpty()) {
      return NOTHING;
    }
    Sorting sorting = new Sorting(reading);
    telling.forEach(sorting::sort);
    return sorting.told();
  }

  /** Goes through the fields of a reading, one after the other. */
  private static final class Sorting {
    private final Reading reading;
    private final Map<String, @Nullable Object> data;
    private final Map<Quantity, List<BigDecimal>> found = new EnumMap<>(Quantity.class);
    private final Set<Quantity> wanted = EnumSet.noneOf(Quantity.class);
    private final Set<Quantity> there = EnumSet.noneOf(Quantity.class);
    private final Set<Quantity> unknown = EnumSet.noneOf(Quantity.class);
    private final Map<Quantity, Long> olderMs = new EnumMap<>(Quantity.class);
    private final Set<Quantity> calculated = EnumSet.noneOf(Quantity.class);
    private final List<?> doubtful;
    private final List<?> workedOut;
    private final Map<?, ?> tokens;
    private @Nullable Boolean onGrid;

    Sorting(Reading reading) {
      this.reading = reading;
      this.data = reading.data();
      this.doubtful = data.get("doubtful") instanceof List<?> keys ? keys : List.of();
      this.workedOut = data.get("calculated") instanceof List<?> keys ? keys : List.of();
      this.tokens = data.get("unknown") instanceof Map<?, ?> unread ? unread : Map.of();
    }

    void sort(Telling one) {
      Field field = one.field();
      Object value = data.get(field.key());
      if (!field.offGrid().isEmpty() && field.meanings().containsValue(String.valueOf(value))) {
        onGrid = !field.offGrid().contains(String.valueOf(value));
      }
      Part part = field.part();
      if (part == null) {
        return;
      }
      if (!part.ifFitted()) {
        wanted.add(part.quantity());
      }
      if (data.containsKey(field.key())) {
        there.add(part.quantity());
        sort(one, value, part);
      }
    }

    private void sort(Telling one, @Nullable Object value, Part part) {
      String key = one.field().key();
      Object counts = counts(part);
      boolean missing = value == null && !part.ifFitted();
      if (isUnreadable(one, value) || missing || (value != null && counts == null)) {
        unknown.add(part.quantity());
      } else if (value instanceof Number number) {
        BigDecimal amount = Boolean.TRUE.equals(counts) ? decimal(number) : BigDecimal.ZERO;
        found.computeIfAbsent(part.quantity(), q -> new ArrayList<>(2)).add(amount);
        long older = reading.olderMs(key);
        if (older != 0) {
          olderMs.merge(part.quantity(), older, Math::max);
        }
        if (workedOut.contains(key)) {
          calculated.add(part.quantity());
        }
      }
    }

    private static BigDecimal decimal(Number number) {
      return number instanceof Integer || number instanceof Long
          ? BigDecimal.valueOf(number.longValue())
          : new BigDecimal(number.toString());
    }

    /** The switch that decides whether a part counts now; null where the unit does not send it. */
    private @Nullable Object counts(Part part) {
      String key = part.onlyWhile();
      return key == null ? true : data.get(key);
    }

    /**
     * Whether a value cannot be used: it is doubtful, or some models send raw converter counts in
     * place of degrees, which the table recognises.
     */
    private boolean isUnreadable(Telling one, @Nullable Object value) {
      String key = one.field().key();
      return Boolean.TRUE.equals(data.get(one.inCounts()))
          || doubtful.contains(key)
          || (value == null && tokens.containsKey(key));
    }

    /** The result; a sum is unknown where a part of it, or its field in the reply, is missing. */
    Told told() {
      Map<Quantity, Optional<BigDecimal>> parts = new EnumMap<>(Quantity.class);
      found.forEach(
          (quantity, amounts) -> parts.put(quantity, Arithmetic.combine(quantity.rule(), amounts)));
      wanted.removeAll(there);
      unknown.addAll(wanted);
      unknown.forEach(quantity -> parts.put(quantity, Optional.empty()));
      return new Told(parts, olderMs, calculated, onGrid);
    }
  }
}
