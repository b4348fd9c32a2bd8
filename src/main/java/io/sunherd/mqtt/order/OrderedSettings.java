package io.sunherd.mqtt.order;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Form;
import io.sunherd.protocol.table.Setting;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the tables of all dialects say of settings that are ordered by name, whatever unit they are
 * for.
 */
final class OrderedSettings {
  private OrderedSettings() {}

  /** Read with the first order. */
  private static final class Names {
    static final Set<String> SWITCHES = all(OrderedSettings::isSwitch);
    static final Set<String> STATELESS = all(OrderedSettings::hasNoState);

    private static Set<String> all(Predicate<Setting> wanted) {
      Set<String> names = new TreeSet<>();
      for (Dialect dialect : Dialects.all()) {
        dialect.settings().stream().filter(wanted).map(Setting::name).forEach(names::add);
      }
      return names;
    }
  }

  private static boolean isSwitch(Setting setting) {
    return setting.form().kind() == Form.Kind.SWITCH;
  }

  private static boolean hasNoState(Setting setting) {
    return setting.form().kind() == Form.Kind.ACTION || setting.moves();
  }

  /**
   * Whether a setting has no state that stays as it was ordered: it is done once, or changes by
   * itself.
   */
  static boolean isStateless(String name) {
    return Names.STATELESS.contains(name);
  }

  /** The natural value that a word means: switches are on or off, all else is as it was sent. */
  static Object natural(String name, Object value) {
    if (!(value instanceof String word) || !Names.SWITCHES.contains(name)) {
      return value;
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "on", "true" -> true;
      case "off", "false" -> false;
      default -> value;
    };
  }
}
