package io.sunherd.backup;

/** Takes how far a backup is. */
public interface Progress {
  /** Nobody looks. */
  Progress NONE = (name, done, size) -> {};

  /**
   * A part is so far.
   *
   * @param name of the part
   * @param done bytes
   * @param size bytes; 0 where that is not known
   */
  void at(String name, long done, long size);
}
