package io.sunherd.config;

/**
 * Where something is written.
 *
 * @param name the file or the environment variable
 * @param line counted from 1; 0 where lines mean nothing
 */
record Place(String name, int line) {
  @Override
  public String toString() {
    return line > 0 ? name + ":" + line : name;
  }
}
