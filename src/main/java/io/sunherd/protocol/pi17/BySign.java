package io.sunherd.protocol.pi17;

import io.sunherd.protocol.column.NumberColumn;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Inference;
import io.sunherd.protocol.field.Values;
import java.util.List;

/**
 * A number whose sign tells a direction, told again as two that have none: what goes one way, and
 * what goes the other way.
 *
 * @param key the number with its sign
 * @param plus what it is above 0
 * @param minus what it is below 0
 */
record BySign(String key, Field plus, Field minus) implements Inference {

  /** A number that is told as these two columns tell theirs. */
  static BySign of(String key, NumberColumn plus, NumberColumn minus) {
    return new BySign(key, plus.fields().get(0), minus.fields().get(0));
  }

  @Override
  public List<Field> fields() {
    return List.of(plus, minus);
  }

  @Override
  public void draw(Values values) {
    double number = values.number(key);
    boolean isKnown = !Double.isNaN(number);
    values.put(plus.key(), isKnown ? (Double) (number > 0 ? number : 0.0) : null);
    values.put(minus.key(), isKnown ? (Double) (number < 0 ? -number : 0.0) : null);
  }
}
