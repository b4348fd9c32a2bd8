package io.sunherd.web.live;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.PartHealth;
import io.vertx.core.eventbus.EventBus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the parts of the hub are that must be well before it is ready. */
public final class HubHealth {
  /** What a part that is well is told as. */
  public static final String OK = "ok";

  private static final String NOT_STARTED = "not started";

  private final Map<String, String> reports = new LinkedHashMap<>();
  private Runnable then;

  /**
   * @param then done once, when all of them have said how they are
   */
  public HubHealth(List<String> names, Runnable then) {
    names.forEach(name -> reports.put(name, NOT_STARTED));
    this.then = then;
  }

  /** Takes in all that is published from now on. */
  public void listen(EventBus bus) {
    bus.<PartHealth>consumer(Addresses.PARTS, message -> accept(message.body()));
    bus.<Configured>consumer(Addresses.CONFIGURED, message -> expect(message.body()));
  }

  /** The other parts are always there. */
  private void expect(Configured configured) {
    List<String> names = configured.ids().stream().map(PartHealth::inverter).toList();
    reports.keySet().removeIf(name -> PartHealth.isInverter(name) && !names.contains(name));
    names.forEach(name -> reports.putIfAbsent(name, NOT_STARTED));
  }

  private void accept(PartHealth part) {
    String trouble = part.trouble();
    reports.computeIfPresent(part.name(), (name, old) -> trouble == null ? OK : trouble);
    if (!reports.containsValue(NOT_STARTED)) {
      Runnable due = then;
      then = () -> {};
      due.run();
    }
  }

  /** Each part's last report: {@link #OK}, or what ails it. */
  public Map<String, String> reports() {
    return new LinkedHashMap<>(reports);
  }
}
