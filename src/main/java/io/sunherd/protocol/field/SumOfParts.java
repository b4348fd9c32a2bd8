package io.sunherd.protocol.field;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A whole number that a reply sends in parts only. Where one of them is unknown, so is the sum.
 *
 * @param field the field of the sum
 * @param parts the keys of its parts
 * @param ifFitted the keys of those that not every unit has: one that does not send them has none
 */
public record SumOfParts(Field field, List<String> parts, List<String> ifFitted)
    implements Inference {
  public SumOfParts {
    parts = List.copyOf(parts);
    ifFitted = List.copyOf(ifFitted);
  }

  /** The power of these trackers together, in W. */
  public static SumOfParts watts(String key, String title, String... parts) {
    Field sum = Field.measured(key, title, Field.Type.WHOLE, "W").in(FieldGroup.SOLAR);
    return new SumOfParts(sum, List.of(parts), List.of());
  }

  /** The same sum, with those of these parts that the unit has. */
  public SumOfParts andIfFitted(String... more) {
    return new SumOfParts(field, parts, List.of(more));
  }

  /** Whether it is made of the field with this key. */
  public boolean isOf(String key) {
    return parts.contains(key) || ifFitted.contains(key);
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public void draw(Values values) {
    DoubleStream fitted =
        ifFitted.stream().filter(key -> values.get(key) != null).mapToDouble(values::number);
    double sum = DoubleStream.concat(parts.stream().mapToDouble(values::number), fitted).sum();
    values.put(field.key(), Double.isNaN(sum) ? null : (Integer) (int) Math.round(sum));
    values.doubtfulWith(field.key(), parts);
    values.doubtfulWith(field.key(), ifFitted);
  }
}
