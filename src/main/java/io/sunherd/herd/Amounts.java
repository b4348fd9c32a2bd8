package io.sunherd.herd;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.Field;
import io.sunherd.protocol.Inquiry;
import io.sunherd.protocol.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one unit has of each quantity. */
public final class Amounts {
  private Amounts() {}

  /**
   * What one reading tells. A sum of which a part cannot be read is not known; a part that the unit
   * says it has not got is none.
   */
  public static Map<Quantity, Optional<BigDecimal>> toldBy(Reading reading, Inquiry inquiry) {
    Map<Quantity, List<BigDecimal>> parts = new EnumMap<>(Quantity.class);
    Map<Quantity, Optional<BigDecimal>> amounts = new EnumMap<>(Quantity.class);
    for (Field field : inquiry.fields()) {
      Quantity quantity = field.countsAs();
      if (quantity == null || !reading.data().containsKey(field.key())) {
        continue;
      }
      List<BigDecimal> found = parts.computeIfAbsent(quantity, q -> new ArrayList<>());
      if (isUnreadable(reading, field.key())) {
        amounts.put(quantity, Optional.empty());
      } else if (reading.data().get(field.key()) instanceof Number number) {
        found.add(new BigDecimal(number.toString()));
      }
    }
    parts.forEach(
        (quantity, found) ->
            amounts.putIfAbsent(quantity, Arithmetic.combine(quantity.rule(), found)));
    return amounts;
  }

  /** Some models send counts of the converter in place of degrees, and the table can tell. */
  private static boolean isUnreadable(Reading reading, String key) {
    return Boolean.TRUE.equals(reading.data().get(key + "_in_counts"))
        || (reading.data().get("unknown") instanceof Map<?, ?> tokens && tokens.containsKey(key));
  }

  /** What readings of one unit tell together; what one of them leaves open stays unknown. */
  static Map<Quantity, BigDecimal> of(Collection<Heard> readings, long nowMs) {
    Map<Quantity, BigDecimal> known = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      List<Optional<BigDecimal>> parts = new ArrayList<>();
      for (Heard heard : readings) {
        Optional<BigDecimal> part = heard.amounts().get(quantity);
        if (part != null) {
          parts.add(heard.isFresh(nowMs) ? part : Optional.empty());
        }
      }
      if (parts.stream().allMatch(Optional::isPresent)) {
        Arithmetic.combine(quantity.rule(), parts.stream().flatMap(Optional::stream).toList())
            .ifPresent(amount -> known.put(quantity, amount));
      }
    }
    Battery.derive(known);
    return known;
  }
}
