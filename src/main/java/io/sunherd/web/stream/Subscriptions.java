package io.sunherd.web.stream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one client of the stream wants: rules of which the latest that fits decides. Subscribing
 * adds a rule that takes, unsubscribing one that refuses; either replaces the rules it makes
 * pointless.
 */
final class Subscriptions {
  /** More than nine inverters with a dozen commands each could be meant. */
  private static final int MOST_RULES = 256;

  private final List<Rule> rules = new ArrayList<>();

  /**
   * What is wanted or not.
   *
   * @param inverter an id, or null for all
   * @param cmd name or code of an inquiry, or null for all
   */
  record Rule(boolean wanted, @Nullable String inverter, @Nullable String cmd) {
    boolean covers(Rule other) {
      return (inverter == null || inverter.equals(other.inverter))
          && (cmd == null || cmd.equals(other.cmd));
    }

    private boolean fits(@Nullable String id) {
      return inverter == null || inverter.equals(id);
    }
  }

  private Subscriptions() {}

  /**
   * Wants everything of these inverters and commands, of all where a list is empty; nothing where
   * there is no room for so many.
   */
  static Optional<Subscriptions> of(List<String> inverters, List<String> cmds) {
    Set<@Nullable String> whose = orAll(inverters);
    Set<@Nullable String> which = orAll(cmds);
    if (whose.size() * which.size() > MOST_RULES) {
      return Optional.empty();
    }
    Subscriptions all = new Subscriptions();
    whose.forEach(id -> which.forEach(cmd -> all.add(new Rule(true, id, cmd))));
    return Optional.of(all);
  }

  private static Set<@Nullable String> orAll(List<String> some) {
    Set<@Nullable String> all = new LinkedHashSet<>(some);
    if (all.isEmpty()) {
      all.add(null);
    }
    return all;
  }

  /** Adds a rule; tells whether there was room for it. */
  boolean add(Rule rule) {
    rules.removeIf(rule::covers);
    return rules.size() < MOST_RULES && rules.add(rule);
  }

  /** Whether a reading is wanted, called by its name and its code. */
  boolean wantsReading(String inverter, String name, String code) {
    return latest(
        rule ->
            rule.fits(inverter)
                && (rule.cmd() == null || rule.cmd().equals(name) || rule.cmd().equals(code)));
  }

  /** Whether anything of an inverter is wanted: its states and settings are then, too. */
  boolean wantsInverter(String inverter) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      Rule rule = rules.get(i);
      if (rule.fits(inverter) && (rule.wanted() || rule.cmd() == null)) {
        return rule.wanted();
      }
    }
    return false;
  }

  /** Whether the totals are wanted: until somebody unsubscribes from everything or from them. */
  boolean wantsSystem() {
    for (int i = rules.size() - 1; i >= 0; i--) {
      Rule rule = rules.get(i);
      if ("system".equals(rule.cmd()) || (rule.inverter() == null && rule.cmd() == null)) {
        return rule.wanted();
      }
    }
    return true;
  }

  private boolean latest(Predicate<Rule> fits) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (fits.test(rules.get(i))) {
        return rules.get(i).wanted();
      }
    }
    return false;
  }
}
