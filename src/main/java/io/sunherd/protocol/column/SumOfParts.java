package io.sunherd.protocol.column;

import java.util.List;

/**
 * A whole number that a reply sends in parts only. Where one of them is unknown, so is the sum.
 *
 * @param field the field of the sum
 * @param parts the keys of its parts
 */
public record SumOfParts(Field field, List<String> parts) implements Inference {
  public SumOfParts {
    parts = List.copyOf(parts);
  }

  /** The power of these trackers together, in W. */
  public static SumOfParts watts(String key, String title, String... parts) {
    return new SumOfParts(Field.measured(key, title, Field.Type.WHOLE, "W"), List.of(parts));
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public void draw(Values values) {
    double sum = parts.stream().mapToDouble(values::number).sum();
    values.put(field.key(), Double.isNaN(sum) ? null : (Integer) (int) Math.round(sum));
  }
}
