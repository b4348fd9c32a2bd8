package io.sunherd.web.stream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one client of the stream: a list of rules, of which the latest that matches
 * decides. Subscribing adds an accepting rule, unsubscribing a rejecting one; either removes the
 * rules that it overrides.
 */
final class Subscriptions {
  /** More than enough for nine inverters with a dozen commands each. */
  private static final int MOST_RULES = 256;

  private final List<Rule> rules = new ArrayList<>();

  /**
   * A rule that accepts or rejects.
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
   * Subscriptions to these inverters and commands, to all where a list is empty; empty where these
   * are too many.
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

  /** Adds a rule; returns whether there was room for it. */
  boolean add(Rule rule) {
    rules.removeIf(rule::covers);
    return rules.size() < MOST_RULES && rules.add(rule);
  }

  /** Whether a reading is wanted, by its name or its code. */
  boolean wantsReading(String inverter, String name, String code) {
    return latest(
        rule ->
            rule.fits(inverter)
                && (rule.cmd() == null || rule.cmd().equals(name) || rule.cmd().equals(code)));
  }

  /** Whether anything of an inverter is wanted; then its states and settings are, too. */
  boolean wantsInverter(String inverter) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      Rule rule = rules.get(i);
      if (rule.fits(inverter) && (rule.wanted() || rule.cmd() == null)) {
        return rule.wanted();
      }
    }
    return false;
  }

  /** Whether the totals are wanted: until the client unsubscribes from everything or from them. */
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
