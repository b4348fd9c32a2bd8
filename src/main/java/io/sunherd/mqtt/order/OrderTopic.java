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
 * @param isWellFormed whether a unit and a setting can be called so
 */
record OrderTopic(
    String name, @Nullable String inverter, @Nullable String setting, boolean isWellFormed) {
  private static final String SYSTEM = "system";
  private static final String END = "/set";
  private static final Pattern SETTING =
      Pattern.compile("([a-z0-9-]{1,64})/settings/([A-Za-z0-9_]{1,60})" + END);

  /** Whatever the subscription lets through, as far as there is room for an answer. */
  private static final Pattern ANY =
      Pattern.compile("([^/+#\\p{Cc}]*)/settings/([^/+#\\p{Cc}]*)" + END);

  private static final int LONGEST = 1_000;
  private static final String BATTERY = "battery" + END;

  /** What is to be subscribed to. */
  static List<String> filters(String base) {
    return List.of(base + "/+/settings/+" + END, base + "/" + BATTERY);
  }

  /** The topic of that name; null where nothing is taken there. */
  static @Nullable OrderTopic of(String base, String name) {
    if (!name.startsWith(base + "/") || name.length() > LONGEST) {
      return null;
    }
    String rest = name.substring(base.length() + 1);
    if (rest.equals(BATTERY)) {
      return new OrderTopic(name, null, null, true);
    }
    Matcher form = ANY.matcher(rest);
    if (!form.matches()) {
      return null;
    }
    String inverter = form.group(1).equals(SYSTEM) ? null : form.group(1);
    return new OrderTopic(name, inverter, form.group(2), SETTING.matcher(rest).matches());
  }

  /** Where the answer goes. */
  String result() {
    return name.substring(0, name.length() - END.length()) + "/result";
  }

  /** What it is about, for the log; nothing else from the network is in it. */
  String about() {
    if (!isWellFormed) {
      return "what no unit or setting is called";
    }
    return setting == null
        ? "the battery"
        : setting + " of " + (inverter == null ? SYSTEM : inverter);
  }
}
