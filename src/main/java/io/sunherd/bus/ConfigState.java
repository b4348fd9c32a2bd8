package io.sunherd.bus;

import java.util.List;

/**
 * How the configuration file is.
 *
 * @param version of the text that the hub goes by
 * @param applied since when, epoch milliseconds
 * @param mistakes why the text that is there now was refused, each one sentence; none where it is
 *     the one that the hub goes by
 */
public record ConfigState(String version, long applied, List<String> mistakes) {
  public ConfigState {
    mistakes = List.copyOf(mistakes);
  }
}
