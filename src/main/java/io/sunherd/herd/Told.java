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

  /** The fields of an inquiry that tell anything of that. */
  static List<Field> telling(Inquiry inquiry) {
    return inquiry.fields().stream()
        .filter(field -> field.part() != null || !field.offGrid().isEmpty())
        .toList();
  }

  /** What a reading contributes by these fields of its inquiry. */
  static Told by(Reading reading, List<Field> telling) {
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
    private @Nullable Boolean onGrid;

    Sorting(Reading reading) {
      this.reading = reading;
      this.data = reading.data();
    }

    void sort(Field field) {
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
        sort(field.key(), part);
      }
    }

    private void sort(String key, Part part) {
      Object value = data.get(key);
      Object counts = counts(part);
      boolean missing = value == null && !part.ifFitted();
      if (isUnreadable(key) || missing || (value != null && counts == null)) {
        unknown.add(part.quantity());
      } else if (value instanceof Number number) {
        BigDecimal amount =
            Boolean.TRUE.equals(counts) ? new BigDecimal(number.toString()) : BigDecimal.ZERO;
        found.computeIfAbsent(part.quantity(), q -> new ArrayList<>()).add(amount);
        olderMs.merge(part.quantity(), reading.olderMs(key), Math::max);
        if (data.get("calculated") instanceof List<?> keys && keys.contains(key)) {
          calculated.add(part.quantity());
        }
      }
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
    private boolean isUnreadable(String key) {
      return Boolean.TRUE.equals(data.get(key + "_in_counts"))
          || reading.isDoubtful(key)
          || (data.get(key) == null
              && data.get("unknown") instanceof Map<?, ?> tokens
              && tokens.containsKey(key));
    }

    /** The result; a sum is unknown where a part of it, or its field in the reply, is missing. */
    Told told() {
      Map<Quantity, Optional<BigDecimal>> parts = new EnumMap<>(Quantity.class);
      found.forEach(
          (quantity, amounts) -> parts.put(quantity, Arithmetic.combine(quantity.rule(), amounts)));
      wanted.stream().filter(quantity -> !there.contains(quantity)).forEach(unknown::add);
      unknown.forEach(quantity -> parts.put(quantity, Optional.empty()));
      return new Told(parts, olderMs, calculated, onGrid);
    }
  }
}
