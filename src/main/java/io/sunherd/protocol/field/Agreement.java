package io.sunherd.protocol.field;

/**
 * A number that must agree with the product of two others; it is doubtful where it does not, by far
 * more than rounding, power factors and several phases explain.
 *
 * @param key the number
 * @param one a factor
 * @param other the other factor
 */
public record Agreement(String key, String one, String other) implements Inference {
  private static final double LEAST = 0.4;
  private static final double MOST = 2.5;

  @Override
  public void draw(Values values) {
    double product = values.number(one) * values.number(other);
    double share = values.number(key) / product;
    if (product > 0 && (share < LEAST || share > MOST)) {
      values.doubtful(key);
    }
  }
}
