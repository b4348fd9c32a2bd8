package io.sunherd.config;

import java.util.List;

/**
 * A configuration that cannot be used. Holds every mistake found, each one sentence with its place,
 * in the order of the file; the message is all of them, one a line.
 *
 * <p>Unchecked, since it travels in futures.
 */
public final class ConfigException extends RuntimeException {
  private final List<String> mistakes;

  ConfigException(List<String> mistakes) {
    super(String.join("\n", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** The mistakes, never none. */
  public List<String> mistakes() {
    return mistakes;
  }
}
