package io.sunherd.mqtt.order;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A topic that somebody publishes to for the hub.
 *
 * @param name the whole topic
 * @param inverter the id of the unit; null for the whole system, and for the battery
 * @param setting the setting; null for the battery, of which a reading is told
 */
record OrderTopic(String name, @Nullable String inverter, @Nullable String setting) {
  private static final String SYSTEM = "system";
  private static final String END = "/set";
  private static final Pattern SETTING =
      Pattern.compile("([a-z0-9-]{1,64})/settings/([A-Za-z0-9_]{1,60})" + END);
  private static final String BATTERY = "battery" + END;

  /** What is to be subscribed to. */
  static List<String> filters(String base) {
    return List.of(base + "/+/settings/+" + END, base + "/" + BATTERY);
  }

  /** The topic of that name; null where nothing is taken there. */
  static @Nullable OrderTopic of(String base, String name) {
    if (!name.startsWith(base + "/")) {
      return null;
    }
    String rest = name.substring(base.length() + 1);
    if (rest.equals(BATTERY)) {
      return new OrderTopic(name, null, null);
    }
    Matcher form = SETTING.matcher(rest);
    return form.matches()
        ? new OrderTopic(name, form.group(1).equals(SYSTEM) ? null : form.group(1), form.group(2))
        : null;
  }

  /** Where the answer goes. */
  String result() {
    return name.substring(0, name.length() - END.length()) + "/result";
  }

  /** What it is about, for the log; nothing else from the network is in it. */
  String about() {
    return setting == null
        ? "the battery"
        : setting + " of " + (inverter == null ? SYSTEM : inverter);
  }
}
