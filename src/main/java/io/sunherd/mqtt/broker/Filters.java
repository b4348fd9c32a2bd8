package io.sunherd.mqtt.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is subscribed to. Where anybody may publish, somebody may keep a message that is too large
 * to be read and ends each connection that gets it: after two of these the hub does without these
 * filters until it is gone. Pure logic.
 */
final class Filters {
  private static final int ENOUGH = 2;

  private final Map<String, Integer> lasting = new LinkedHashMap<>();
  private final Map<String, Integer> passing = new LinkedHashMap<>();
  private final Map<String, Integer> open = new LinkedHashMap<>();
  private final Set<String> dispensable = new HashSet<>();
  private int ended;

  /** Subscribed to at every connection. */
  void add(String filter, int qos) {
    lasting.put(filter, qos);
  }

  /** The same where anybody may publish. */
  void addOpen(String filter, int qos) {
    open.put(filter, qos);
  }

  /** Subscribed to at the first connection alone. */
  void addPassing(String filter, boolean isNeeded) {
    passing.put(filter, 0);
    if (isNeeded) {
      dispensable.remove(filter);
    } else {
      dispensable.add(filter);
    }
  }

  /** All for a connection, with their QoS. */
  Map<String, Integer> all() {
    Map<String, Integer> all = new LinkedHashMap<>(passing);
    all.putAll(lasting);
    if (isWhole()) {
      all.putAll(open);
    }
    return all;
  }

  /** The passing ones, which are not needed any more. */
  Set<String> passed() {
    Set<String> passed = Set.copyOf(passing.keySet());
    passing.clear();
    return passed;
  }

  /** Those of the denied ones that are missed. */
  List<String> missed(Collection<String> denied) {
    List<String> missed = new ArrayList<>(denied);
    missed.removeAll(dispensable);
    return missed;
  }

  /** A message that is too large has ended a connection. */
  void ended() {
    ended++;
  }

  /** A connection has lasted, or what was too large is gone. */
  void lasted() {
    ended = 0;
  }

  /** Whether those where anybody may publish are subscribed to. */
  boolean isWhole() {
    return ended < ENOUGH || open.isEmpty();
  }

  /** Those where anybody may publish. */
  Map<String, Integer> open() {
    return Map.copyOf(open);
  }
}
