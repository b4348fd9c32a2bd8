package io.sunherd.extract;

import java.io.IOException;

/** Where text goes, chunk by chunk. It may keep its caller waiting. */
@FunctionalInterface
public interface Drain {
  /**
   * Takes the first bytes of an array, which changes as soon as this returns.
   *
   * @throws IOException where nobody wants any more
   */
  void take(byte[] bytes, int length) throws IOException;
}
