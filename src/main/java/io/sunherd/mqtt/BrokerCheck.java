package io.sunherd.mqtt;

import io.sunherd.config.MqttConfig;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Trial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a hub would find and do at its broker; nothing is published. */
public final class BrokerCheck {
  /** Where the hub looks for documents of its own that it has to clear. */
  private static final String LEFT_BEHIND = MqttConfig.OFF.discovery() + "/device/+/config";

  private final MqttConfig config;
  private final Topics topics;
  private final List<String> inverters;
  private final @Nullable String own;

  /**
   * What was found.
   *
   * @param lines what the hub would do, and what is well
   * @param troubles what is wrong, each one sentence
   * @param isConnected whether there was a connection
   */
  public record Findings(List<String> lines, List<String> troubles, boolean isConnected) {}

  private BrokerCheck(MqttConfig config, List<String> inverters, @Nullable String own) {
    this.config = config;
    this.topics = new Topics(config.base());
    this.inverters = inverters;
    this.own = own;
  }

  /**
   * Looks at the broker of a configuration.
   *
   * @param inverters the ids of the configured inverters
   * @param own the id of the hub; null where it has none yet
   */
  public static Future<Findings> of(
      Vertx vertx, MqttConfig config, List<String> inverters, @Nullable String own) {
    BrokerCheck check = new BrokerCheck(config, inverters, own);
    return Trial.of(
            vertx,
            config,
            "sunherd-check-" + UUID.randomUUID().toString().substring(0, 8),
            check.filters(),
            List.of(check.topics.hubInfo(), check.topics.hubState())::contains)
        .map(check::findings);
  }

  private Map<String, Integer> filters() {
    Map<String, Integer> filters = new LinkedHashMap<>();
    filters.put(topics.hubInfo(), 0);
    filters.put(topics.hubState(), 0);
    filters.put(topics.state("+"), 0);
    filters.put(topics.energy("+"), 0);
    filters.put(topics.setting("+", "+"), 0);
    filters.put(topics.setting("+", "+") + "/set", 1);
    filters.put(topics.battery() + "/set", 1);
    String prefix = config.discovery();
    if (prefix != null) {
      filters.put(prefix + "/status", 0);
      filters.put(prefix + "/device/+/config", 0);
    }
    filters.put(LEFT_BEHIND, 0);
    return filters;
  }

  private boolean isNeeded(String filter) {
    return !filter.equals(LEFT_BEHIND) || filter.equals(config.discovery() + "/device/+/config");
  }

  private Findings findings(Trial.Outcome outcome) {
    List<String> lines = new ArrayList<>(plan());
    String trouble = outcome.trouble();
    if (trouble != null) {
      return new Findings(lines, List.of(trouble), false);
    }
    List<String> troubles = new ArrayList<>();
    lines.add(
        "connected to "
            + config.host()
            + ":"
            + config.port()
            + access()
            + "; nothing was published");
    List<String> denied = outcome.denied().stream().filter(this::isNeeded).toList();
    if (denied.isEmpty()) {
      lines.add("the broker allows all of these subscriptions, as far as it says");
    } else {
      troubles.add(
          "The broker does not let the hub read "
              + String.join(", ", denied)
              + ": allow it to this user there.");
    }
    hub(outcome.kept(), lines, troubles);
    return new Findings(lines, troubles, true);
  }

  private String access() {
    return (config.isEncrypted()
            ? ", encrypted, and its certificate is trusted"
            : ", not encrypted")
        + (config.user() == null ? ", without a user" : ", as " + config.user());
  }

  private List<String> plan() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "would publish, kept: "
            + String.join(", ", topics.hubState(), topics.hubWrites(), topics.hubInfo()));
    for (String id : inverters) {
      lines.add(
          "would publish of "
              + id
              + ", kept: "
              + String.join(", ", topics.state(id), topics.energy(id), topics.setting(id, "NAME"))
              + "; not kept: "
              + topics.reading(id, "status")
              + " and every other polled command by its name");
    }
    lines.add(
        "would publish of all: "
            + String.join(", ", topics.totals(), topics.battery(), topics.alarms())
            + "; kept: "
            + topics.energy("system"));
    String prefix = config.discovery();
    lines.add(
        prefix == null
            ? "would publish nothing for Home Assistant: discovery is off"
            : "would publish for Home Assistant, kept: "
                + prefix
                + "/device/sunherd_SERIAL/config of each unit, and one of the system");
    lines.add("would subscribe to: " + String.join(", ", filters().keySet()));
    lines.add(
        config.writes()
            ? "would change settings for whoever the broker lets publish to " + orders()
            : "would refuse every order at " + orders() + ": writes is false");
    return lines;
  }

  private String orders() {
    return topics.setting("+", "+") + "/set";
  }

  /** Whether a hub is online there, by what the broker has kept. */
  private void hub(List<Arrival> kept, List<String> lines, List<String> troubles) {
    String hub = null;
    boolean isOnline = false;
    for (Arrival arrival : kept) {
      if (arrival.topic().equals(topics.hubInfo())) {
        hub = Payloads.hub(arrival.payload());
      } else {
        isOnline = arrival.payload().equals(Payloads.ONLINE);
      }
    }
    if (!isOnline) {
      lines.add("no hub is online on the base " + config.base());
    } else if (hub != null && hub.equals(own)) {
      lines.add("this hub is online on the base " + config.base());
    } else {
      troubles.add(
          "Another hub, "
              + (hub == null ? "which does not tell its id" : hub)
              + ", is online on the base "
              + config.base()
              + ": give each hub of this broker a base of its own under mqtt.");
    }
  }
}
