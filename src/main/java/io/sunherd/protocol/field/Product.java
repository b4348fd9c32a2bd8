package io.sunherd.protocol.field;

import java.util.List;
import java.util.function.Predicate;

/**
 * A whole number that a reply has no field for, calculated as the product of two others. Where the
 * field was sent as dashes, the number stays unknown.
 *
 * @param key the key of the product
 * @param one a factor
 * @param other the other factor
 * @param holds whether the values are of a unit for which the product is known to be true
 */
public record Product(String key, String one, String other, Predicate<Values> holds)
    implements Inference {

  /** In place of a column that not all units send. */
  public static Product of(String key, String one, String other) {
    return new Product(key, one, other, values -> true);
  }

  /** The same, but only of units whose values say so. */
  public Product where(Predicate<Values> condition) {
    return new Product(key, one, other, condition);
  }

  @Override
  public void draw(Values values) {
    double product = values.number(one) * values.number(other);
    if (!values.lacks(key)) {
      return;
    }
    if (Double.isNaN(product) || !holds.test(values)) {
      values.put(key, null);
    } else {
      values.calculated(key, (int) Math.round(product));
      values.doubtfulWith(key, List.of(one, other));
    }
  }
}
