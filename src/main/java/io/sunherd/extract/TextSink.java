package io.sunherd.extract;

import java.io.IOException;

/** Takes text, chunk by chunk. May block its caller. */
@FunctionalInterface
public interface TextSink {
  /**
   * Takes the first bytes of an array; the caller reuses the array as soon as this returns.
   *
   * @throws IOException where the reader has gone
   */
  void take(byte[] bytes, int length) throws IOException;
}
