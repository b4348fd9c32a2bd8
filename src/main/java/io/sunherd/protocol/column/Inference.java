package io.sunherd.protocol.column;

import java.util.List;

/**
 * What follows from the values of a reply together, beyond what each of its columns says. What is
 * worked out is named under {@code calculated}, what contradicts itself under {@code doubtful}.
 */
public interface Inference {

  /** The fields it adds to a reading that no column has. */
  default List<Field> fields() {
    return List.of();
  }

  /** Draws it, once every column was read. */
  void draw(Values values);
}
