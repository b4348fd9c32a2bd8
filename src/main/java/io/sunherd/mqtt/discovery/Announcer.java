package io.sunherd.mqtt.discovery;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.history.energy.Meter;
import io.sunherd.protocol.field.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows which documents have to be on the broker, from the facts as they come: those of the units
 * that are configured and known by name, and that of the system. It clears those of units that have
 * left, and those that this hub has left behind; never anybody else's. For one thread.
 *
 * <p>Whoever uses it subscribes to {@link #topics} before the first message is sent, hands in what
 * the broker keeps there, and sends what is {@link #due} from time to time: a second apart is
 * enough.
 */
public final class Announcer {
  /** A unit that leaves may come back under another id within this time. */
  private static final long RENAMED_MS = 60_000;

  /** The most documents that are made at a time: each takes some milliseconds. */
  private static final int MOST_AT_A_TIME = 8;

  private final String prefix;
  private final boolean isOn;
  private final HubSheet hub;
  private final Map<String, ToldUnit> units = new LinkedHashMap<>();
  private final Map<String, Announced> topics = new LinkedHashMap<>();
  private final Set<String> changed = new HashSet<>();
  private final Set<Quantity> totals = EnumSet.noneOf(Quantity.class);
  private final Set<String> battery = new HashSet<>();
  private final Set<Meter> energies = EnumSet.noneOf(Meter.class);
  private boolean isConfigured;
  private boolean isSystemChanged = true;

  /**
   * An announcer that has heard nothing yet.
   *
   * @param prefix under which Home Assistant looks for documents
   * @param isOn false clears this hub's own and announces none
   */
  public Announcer(String prefix, boolean isOn, HubSheet hub) {
    this.prefix = prefix;
    this.isOn = isOn;
    this.hub = hub;
  }

  /**
   * A message to be kept.
   *
   * @param payload a document, or nothing to clear the topic; null where another hub tells of the
   *     unit by now: what was kept is left alone, and not sent again
   * @param unit the id of the unit that it is about; null for the system
   */
  public record Announcement(String topic, @Nullable String payload, @Nullable String unit) {}

  /** Where documents are kept: to be subscribed to. */
  public String topics() {
    return topic("+");
  }

  private String topic(String device) {
    return prefix + "/device/" + device + "/config";
  }

  /** These units are configured, and no others. */
  public void configured(List<String> ids) {
    Map<String, ToldUnit> before = new HashMap<>(units);
    units.clear();
    for (String id : ids) {
      ToldUnit known = before.get(id);
      units.put(id, known == null ? new ToldUnit() : known);
      changed.add(id);
    }
    isConfigured = true;
    isSystemChanged = true;
  }

  /** A unit has this state. */
  public void state(InverterState state) {
    ToldUnit unit = units.get(state.inverter());
    if (unit != null && unit.accept(state, hub)) {
      changed.add(state.inverter());
      isSystemChanged = true;
    }
  }

  /** A unit has told this. */
  public void heard(Reading reading) {
    ToldUnit unit = units.get(reading.inverter());
    if (unit != null && unit.accept(reading)) {
      changed.add(reading.inverter());
      isSystemChanged = true;
    }
  }

  /** A unit has these settings, as they are answered. */
  public void settings(String id, List<Map<String, @Nullable Object>> rows) {
    ToldUnit unit = units.get(id);
    if (unit != null && unit.settings(rows)) {
      changed.add(id);
      isSystemChanged = true;
    }
  }

  /** These energies of a unit, or of the system where the id is null, are known. */
  public void energy(@Nullable String id, Set<Meter> kinds) {
    ToldUnit unit = id == null ? null : units.get(id);
    if (id == null) {
      isSystemChanged |= energies.addAll(kinds);
    } else if (unit != null && unit.energies(kinds)) {
      changed.add(id);
    }
  }

  /** The totals are these. */
  public void totals(SystemTotals all) {
    for (Quantity quantity : Quantity.values()) {
      isSystemChanged |= all.values().containsKey(quantity.key()) && totals.add(quantity);
    }
  }

  /** The battery tells this, as it is published. */
  public void battery(Map<String, ? extends @Nullable Object> json) {
    json.forEach((key, value) -> isSystemChanged |= value instanceof Number && battery.add(key));
  }

  /** A message that the broker keeps under {@link #topics}. */
  public void found(String topic, String payload) {
    boolean isDocument =
        Pattern.matches(Pattern.quote(prefix) + "/device/sunherd_[a-zA-Z0-9_-]+/config", topic);
    if (!isDocument || payload.isEmpty()) {
      return;
    }
    Announced known = topics.get(topic);
    if (known != null && payload.equals(known.payload())) {
      known.foreign(false);
      return;
    }
    KeptDocument kept = KeptDocument.read(payload, hub).orElse(null);
    if (kept != null && kept.isOwn()) {
      Announced announced = announced(topic, kept.unit());
      announced.foreign(false);
      if (announced.found(kept)) {
        changed.addAll(units.keySet());
        isSystemChanged = true;
      }
    } else if (known != null) {
      known.foreign(true);
    }
  }

  /**
   * The messages that are due now, at most one for each topic.
   *
   * @param mayClear false while another hub is online on the base; what is to be cleared waits
   */
  public List<Announcement> due(long nowMs, boolean mayClear) {
    if (!isConfigured) {
      return List.of();
    }
    List<Announcement> due = new ArrayList<>();
    Set<String> claimed = new HashSet<>();
    if (isOn) {
      system(due, claimed);
      units(due, claimed);
    }
    if (mayClear) {
      clear(due, claimed, nowMs);
    }
    return due;
  }

  /** All documents as they were sent last: for those who have just come. */
  public List<Announcement> all() {
    List<Announcement> all = new ArrayList<>();
    topics.forEach(
        (topic, announced) -> {
          String payload = announced.payload();
          if (payload != null) {
            Announcement one = new Announcement(topic, payload, announced.unit());
            all.add(topic.equals(topic(hub.device())) ? 0 : all.size(), one);
          }
        });
    return all;
  }

  /** Whether there is nothing that it knows of. */
  public boolean isEmpty() {
    return topics.isEmpty();
  }

  private void units(List<Announcement> due, Set<String> claimed) {
    int made = 0;
    for (Map.Entry<String, ToldUnit> one : units.entrySet()) {
      ToldUnit unit = one.getValue();
      String id = one.getKey();
      if (!unit.isIdentified() || !claimed.add(topic(unit.device(hub)))) {
        continue; // two that say they are the same: the first one is
      }
      if (made < MOST_AT_A_TIME && changed.remove(id)) {
        made++;
        Announced announced = announced(topic(unit.device(hub)), id);
        UnitSheet sheet = unit.sheet(hub, announced.before());
        String text =
            announced.next(
                id, Discovery.unit(sheet), was -> !was.isSetting() || unit.knowsSettings());
        add(due, topic(unit.device(hub)), text, id);
        if (announced.isHalf()) {
          changed.add(id);
        }
      }
    }
  }

  private void system(List<Announcement> due, Set<String> claimed) {
    String topic = topic(hub.device());
    claimed.add(topic);
    if (!isSystemChanged) {
      return;
    }
    Announced announced = announced(topic, null);
    List<UnitSheet> all =
        units.values().stream()
            .filter(ToldUnit::isIdentified)
            .map(unit -> unit.sheet(hub, Set.of()))
            .toList();
    boolean isWhole = all.size() == units.size();
    long pollMs = units.values().stream().mapToLong(ToldUnit::pollMs).max().orElse(0);
    SystemSheet sheet =
        new SystemSheet(
            hub, totals, battery, energies, pollMs, isWhole ? all : List.of(), announced.before());
    boolean knowsSettings =
        !hub.writes() || units.values().stream().allMatch(ToldUnit::knowsSettings);
    String text =
        announced.next(null, Discovery.system(sheet), was -> !was.isSetting() || knowsSettings);
    add(due, topic, text, null);
    isSystemChanged = announced.isHalf();
  }

  private Announced announced(String topic, @Nullable String unit) {
    return topics.computeIfAbsent(topic, first -> new Announced(unit));
  }

  private static void add(
      List<Announcement> due, String topic, @Nullable String payload, @Nullable String unit) {
    if (payload != null) {
      due.add(new Announcement(topic, payload, unit));
    }
  }

  /** Clears what nobody claims, unless somebody may still do so. */
  private void clear(List<Announcement> due, Set<String> claimed, long nowMs) {
    Set<String> unknown = new LinkedHashSet<>();
    if (isOn) {
      units.forEach(
          (id, unit) -> {
            if (!unit.isIdentified()) {
              unknown.add(id);
            }
          });
    }
    Set<String> waited = new HashSet<>(unknown);
    topics.values().forEach(announced -> waited.remove(announced.unit()));
    for (Iterator<Map.Entry<String, Announced>> i = topics.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<String, Announced> one = i.next();
      Announced announced = one.getValue();
      String unit = announced.unit();
      if (claimed.contains(one.getKey()) || (unit != null && unknown.contains(unit))) {
        announced.claimed();
      } else if (waited.isEmpty() || nowMs - announced.orphaned(nowMs) >= RENAMED_MS) {
        due.add(new Announcement(one.getKey(), announced.isForeign() ? null : "", unit));
        i.remove();
      }
    }
  }
}
