package io.sunherd.bus.alarm;

import java.util.List;

/** All that the hub tells of alarms, or that it is well, in the order of the configuration. */
public record TargetStates(List<TargetState> targets) {
  public TargetStates {
    targets = List.copyOf(targets);
  }
}
