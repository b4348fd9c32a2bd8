package io.sunherd.bus;

import java.util.List;

/**
 * The state of the configuration file.
 *
 * @param version of the text that the hub uses
 * @param applied since when, epoch milliseconds
 * @param mistakes why the present text of the file was refused, each one sentence; empty where the
 *     hub uses that text
 */
public record ConfigState(String version, long applied, List<String> mistakes) {
  public ConfigState {
    mistakes = List.copyOf(mistakes);
  }
}
