package io.sunherd.web.live;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.PartHealth;
import io.vertx.core.eventbus.EventBus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The health of the parts of the hub that must be well before it is ready. */
public final class HubHealth {
  /** The report of a healthy part. */
  public static final String OK = "ok";

  private static final String NOT_STARTED = "not started";

  private final Map<String, String> reports = new LinkedHashMap<>();
  private Runnable then;
  private String backup = OK;

  /**
   * @param then run once, when all of them have reported
   */
  public HubHealth(List<String> names, Runnable then) {
    names.forEach(name -> reports.put(name, NOT_STARTED));
    this.then = then;
  }

  /** Takes all reports published from now on. */
  public void listen(EventBus bus) {
    bus.<PartHealth>consumer(Addresses.PARTS, message -> accept(message.body()));
    bus.<Configured>consumer(Addresses.CONFIGURED, message -> expect(message.body()));
  }

  /** Expects the parts of the configured inverters; the other parts are always there. */
  private void expect(Configured configured) {
    List<String> names = configured.ids().stream().map(PartHealth::inverter).toList();
    reports.keySet().removeIf(name -> PartHealth.isInverter(name) && !names.contains(name));
    names.forEach(name -> reports.putIfAbsent(name, NOT_STARTED));
  }

  private void accept(PartHealth part) {
    boolean decides = !part.name().equals(PartHealth.BROKER);
    if (part.name().equals(PartHealth.BACKUP)) {
      decides = false;
      backup = part.trouble() == null ? OK : part.trouble();
    }
    String trouble = decides ? part.trouble() : null;
    reports.computeIfPresent(part.name(), (name, old) -> trouble == null ? OK : trouble);
    if (!reports.containsValue(NOT_STARTED)) {
      Runnable due = then;
      then = () -> {};
      due.run();
    }
  }

  /** {@link #OK}, or why the nightly backup was not made: that decides nothing. */
  public String backup() {
    return backup;
  }

  /** Each part's last report: {@link #OK}, or its trouble. */
  public Map<String, String> reports() {
    return new LinkedHashMap<>(reports);
  }
}
