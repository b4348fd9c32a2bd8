package io.sunherd.alarm;

import io.sunherd.bus.ConfigState;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.alarm.AlarmKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with the hub itself: its history, its broker, its configuration file. */
final class HubTroubles implements AlarmCondition {
  private static final Map<String, AlarmKind> PARTS =
      Map.of("history", AlarmKind.HISTORY_FAILING, PartHealth.BROKER, AlarmKind.MQTT_TROUBLE);

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    PARTS.forEach((part, kind) -> part(herd.part(part), kind, into));
    config(herd.config(), into);
  }

  private static void part(@Nullable PartHealth part, AlarmKind kind, Assessment into) {
    if (part == null) {
      return;
    }
    String trouble = part.trouble();
    if (trouble == null) {
      into.settled(kind, null);
      return;
    }
    into.holds(
        new Finding(
            new AlarmSubject(kind, null, ""),
            kind == AlarmKind.HISTORY_FAILING
                ? "The history is not written: "
                : "MQTT does not work: ",
            Sentences.withoutStop(trouble),
            "It clears when it works again.",
            Map.of("trouble", trouble)));
  }

  private static void config(@Nullable ConfigState config, Assessment into) {
    if (config == null) {
      return;
    }
    if (config.mistakes().isEmpty()) {
      into.settled(AlarmKind.CONFIG_REFUSED, null);
      return;
    }
    into.holds(
        new Finding(
            new AlarmSubject(AlarmKind.CONFIG_REFUSED, null, ""),
            "The configuration file is wrong, and the hub goes on by the one before: ",
            Sentences.withoutStop(config.mistakes().get(0)),
            "It clears when the file is right.",
            Map.of("mistakes", config.mistakes())));
  }
}
