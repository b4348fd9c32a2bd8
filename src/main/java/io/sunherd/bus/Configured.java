package io.sunherd.bus;

import java.util.List;

/**
 * The inverters as they are configured, the first being the one meant where none is named. Whoever
 * hears it forgets all others, and those who tell how something is tell it again, for those who
 * have just come.
 *
 * @param ignored the settings that paralleled units need not have alike
 */
public record Configured(List<Wiring> inverters, List<String> ignored) {
  public Configured {
    inverters = List.copyOf(inverters);
    ignored = List.copyOf(ignored);
  }

  /** Their ids. */
  public List<String> ids() {
    return inverters.stream().map(Wiring::id).toList();
  }

  /** The ids of those with a cable of their own. */
  public List<String> cabled() {
    return inverters.stream().filter(wiring -> wiring.via() == null).map(Wiring::id).toList();
  }
}
