package io.sunherd.protocol.field;

import java.util.List;

/**
 * A conclusion from several values of a reply, beyond what each column says alone. A calculated
 * value is listed under {@code calculated}, a contradictory one, or one that follows from what is
 * doubtful, under {@code doubtful}.
 */
public interface Inference {

  /** The fields it adds to a reading that no column has. */
  default List<Field> fields() {
    return List.of();
  }

  /** Draws the conclusion, once every column was read. */
  void draw(Values values);
}
