package io.sunherd.bus;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * The inverters as they are configured, the first being the one meant where none is named. Whoever
 * hears it forgets all others, and those who tell how something is tell it again, for those who
 * have just come.
 *
 * @param ignored the settings that paralleled units need not have alike
 * @param timeZone the name of the time zone whose days and hours are meant
 */
public record Configured(List<Wiring> inverters, List<String> ignored, String timeZone) {
  public Configured {
    inverters = List.copyOf(inverters);
    ignored = List.copyOf(ignored);
  }

  /** Inverters compared in everything, where this machine's time zone holds. */
  public Configured(List<Wiring> inverters) {
    this(inverters, List.of(), ZoneId.systemDefault().getId());
  }

  /** Their ids. */
  public List<String> ids() {
    return inverters.stream().map(Wiring::id).toList();
  }

  /** Where the cables of all others are. */
  public List<String> devicesBut(String id) {
    return inverters.stream()
        .filter(wiring -> !wiring.id().equals(id))
        .map(Wiring::device)
        .filter(Objects::nonNull)
        .toList();
  }

  /** The ids of those with a cable of their own. */
  public List<String> cabled() {
    return inverters.stream().filter(wiring -> wiring.via() == null).map(Wiring::id).toList();
  }
}
