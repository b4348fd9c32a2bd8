package io.sunherd.herd;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.field.Part;
import io.sunherd.protocol.field.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one reading contributes to the quantities of its unit, and what it says of its values. */
final class ReadingAmounts {
  private final Reading reading;
  private final Map<String, @Nullable Object> data;
  private final List<?> doubtful;
  private final List<?> workedOut;
  private final Map<?, ?> tokens;
  private final boolean hasOlder;

  /**
   * Its part of a quantity.
   *
   * @param amount null where it should tell one, but does not
   * @param olderMs how much older than the reading that is
   * @param isCalculated whether it was worked out
   */
  record Share(@Nullable BigDecimal amount, long olderMs, boolean isCalculated) {
    private static final Share OPEN = new Share(null, 0, false);
  }

  ReadingAmounts(Reading reading) {
    this.reading = reading;
    this.data = reading.data();
    this.doubtful = data.get("doubtful") instanceof List<?> keys ? keys : List.of();
    this.workedOut = data.get("calculated") instanceof List<?> keys ? keys : List.of();
    this.tokens = data.get("unknown") instanceof Map<?, ?> unread ? unread : Map.of();
    this.hasOlder = data.containsKey(Reading.OLDER);
  }

  /**
   * Its part of a quantity, by the fields that are one; null where the unit has none here. A sum is
   * open where a part of it, or its field in the reply, is missing.
   */
  @Nullable Share share(Quantity quantity, List<CountedFields.Counting> fields) {
    List<BigDecimal> amounts = new ArrayList<>(fields.size());
    boolean isWanted = false;
    boolean isThere = false;
    boolean isOpen = false;
    boolean isCalculated = false;
    long olderMs = 0;
    for (CountedFields.Counting field : fields) {
      Part part = field.part();
      Object value = data.get(field.key());
      isWanted |= !part.ifFitted();
      if (value == null && !data.containsKey(field.key())) {
        continue;
      }
      isThere = true;
      Object counts = counts(part);
      boolean isMissing = value == null ? !part.ifFitted() : counts == null;
      if (isMissing || isUnreadable(field, value)) {
        isOpen = true;
      } else if (value instanceof Number number) {
        amounts.add(Boolean.TRUE.equals(counts) ? decimal(number) : BigDecimal.ZERO);
        isCalculated |= workedOut.contains(field.key());
        olderMs = hasOlder ? Math.max(olderMs, reading.olderMs(field.key())) : olderMs;
      }
    }
    if (isOpen || (isWanted && !isThere)) {
      return olderMs == 0 && !isCalculated ? Share.OPEN : new Share(null, olderMs, isCalculated);
    }
    return amounts.isEmpty()
        ? null
        : new Share(
            Arithmetic.combine(quantity.rule(), amounts).orElse(null), olderMs, isCalculated);
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
  private boolean isUnreadable(CountedFields.Counting field, @Nullable Object value) {
    return Boolean.TRUE.equals(data.get(field.inCounts()))
        || doubtful.contains(field.key())
        || (value == null && tokens.containsKey(field.key()));
  }
}
