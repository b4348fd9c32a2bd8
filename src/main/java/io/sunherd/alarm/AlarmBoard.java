package io.sunherd.alarm;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.bus.alarm.Alarms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All alarms, active and past, and what may become one. Pure and for one thread; every method
 * returns the alarms that something has happened to. It keeps a limited number of each.
 */
final class AlarmBoard {
  /** The most past alarms that are kept in memory. */
  static final int MOST_PAST = 1_000;

  private static final int MOST_TRACKED = 4_000;

  private final Map<AlarmSubject, Tracked> tracked = new LinkedHashMap<>();
  private final Beginnings begun = new Beginnings();
  private final Map<String, Alarm> active = new LinkedHashMap<>();
  private final Map<String, Alarm> past = new LinkedHashMap<>();
  private final Map<AlarmKind, Long> raised = new EnumMap<>(AlarmKind.class);
  private AlarmRules rules = AlarmRules.USUAL;
  private long lastId;

  /** Goes by these rules from now on. */
  void configure(AlarmRules newer) {
    rules = newer;
  }

  /** The active alarms, newest first, and how many were raised. */
  Alarms active() {
    return new Alarms(newestFirst(active.values()), raised);
  }

  /** The newest alarms, active and past. */
  List<Alarm> all(int limit) {
    return newestFirst(Stream.concat(active.values().stream(), past.values().stream()).toList())
        .stream()
        .limit(limit)
        .toList();
  }

  private static List<Alarm> newestFirst(Collection<Alarm> alarms) {
    List<Alarm> sorted = new ArrayList<>(alarms);
    sorted.sort(Comparator.comparingLong(Alarm::since).thenComparing(Alarm::id).reversed());
    return sorted;
  }

  /** An alarm that is known by this id. */
  Optional<Alarm> find(String id) {
    Alarm alarm = active.get(id);
    return Optional.ofNullable(alarm == null ? past.get(id) : alarm);
  }

  /** Somebody has seen an alarm; who has seen it first stays the one who has. */
  Optional<Alarm> acknowledge(String id, String by) {
    Optional<Alarm> seen =
        find(id).map(alarm -> alarm.acknowledgedBy() == null ? alarm.acknowledged(by) : alarm);
    seen.ifPresent(alarm -> (alarm.isActive() ? active : past).put(id, alarm));
    return seen;
  }

  /**
   * Takes alarms of before the hub's start, newest first. An active one goes on, as the same alarm,
   * unless it was raised anew meanwhile: then it was over when the new one began.
   */
  List<Alarm> recall(List<Alarm> kept, long nowMs) {
    List<Alarm> news = new ArrayList<>();
    for (int i = kept.size() - 1; i >= 0; i--) { // the oldest first, as if they came now
      Alarm alarm = kept.get(i);
      lastId = Math.max(lastId, time(alarm.id())); // the clock may have been set back since
      if (find(alarm.id()).isPresent()) {
        continue;
      }
      List<AlarmSubject> matters = matters(alarm);
      Optional<Alarm> newer =
          matters.stream().flatMap(subject -> ofSubject(subject).stream()).findFirst();
      if (!alarm.isActive()) {
        keep(alarm);
      } else if (newer.isPresent()) {
        Alarm ended = alarm.cleared(newer.get().since());
        keep(ended);
        news.add(ended);
      } else {
        active.put(alarm.id(), alarm);
        begun.recall(alarm.id(), nowMs);
        matters.forEach(
            subject ->
                tracked.computeIfAbsent(subject, m -> new Tracked()).recall(alarm.id(), nowMs));
      }
    }
    return news;
  }

  private Optional<Alarm> ofSubject(AlarmSubject subject) {
    Tracked known = tracked.get(subject);
    return Optional.ofNullable(known == null ? null : known.alarm()).map(active::get);
  }

  private static List<AlarmSubject> matters(Alarm alarm) {
    return alarm.matters().stream()
        .map(what -> new AlarmSubject(alarm.kind(), alarm.inverter(), what))
        .toList();
  }

  /**
   * Takes what holds now.
   *
   * @param configured whether an inverter of that id is configured
   * @param at the time of day, epoch milliseconds
   * @param nowMs the monotonic time
   */
  List<Alarm> look(Assessment now, Predicate<String> configured, long at, long nowMs) {
    for (Finding finding : now.findings()) {
      AlarmKind kind = finding.subject().kind();
      boolean isNew = !tracked.containsKey(finding.subject());
      if (!rules.off().contains(kind) && !(isNew && tracked.size() >= MOST_TRACKED)) {
        tracked.computeIfAbsent(finding.subject(), subject -> new Tracked()).holds(finding, nowMs);
      }
    }
    for (Map.Entry<AlarmSubject, Tracked> one : tracked.entrySet()) {
      AlarmSubject subject = one.getKey();
      String inverter = subject.inverter();
      if (rules.off().contains(subject.kind())
          || (inverter != null && !configured.test(inverter))
          || now.denies(subject)) {
        one.getValue().isDenied(nowMs, at);
      } else if (!now.has(subject)) {
        one.getValue().isUnknown(nowMs);
      }
    }
    List<Alarm> news = new ArrayList<>(raise(now, at, nowMs));
    news.addAll(clear(nowMs));
    tracked.values().removeIf(subject -> subject.isForgotten(nowMs));
    return news;
  }

  /** Raises what is due; what begins together at one unit is one alarm. */
  private List<Alarm> raise(Assessment now, long at, long nowMs) {
    Map<Object, List<Finding>> due = new LinkedHashMap<>();
    for (Finding finding : now.findings()) {
      AlarmSubject subject = finding.subject();
      Tracked known = tracked.get(subject);
      if (known == null || !known.isDue(nowMs, rules.after(subject.kind()).toMillis())) {
        continue;
      }
      Optional<Alarm> told = Beginnings.known(active.values(), subject);
      if (told.isPresent()) {
        known.raise(told.get().id());
      } else {
        Object group =
            subject.kind().collects() ? subject.kind() + " " + subject.inverter() : subject;
        due.computeIfAbsent(group, key -> new ArrayList<>()).add(finding);
      }
    }
    return due.values().stream().map(together -> raise(together, at, nowMs)).toList();
  }

  private Alarm raise(List<Finding> together, long at, long nowMs) {
    AlarmSubject first = together.get(0).subject();
    long sinceMs =
        together.stream().mapToLong(finding -> tracked(finding).sinceMs(nowMs)).min().orElse(nowMs);
    Optional<Alarm> open =
        first.kind().collects() ? begun.open(active.values(), first, sinceMs) : Optional.empty();
    if (open.isPresent()) {
      return grow(open.get(), together);
    }
    AlarmText story = AlarmText.of(together);
    Alarm alarm =
        new Alarm(
            id(at),
            first.kind(),
            first.inverter(),
            State.RAISED,
            at - (nowMs - sinceMs),
            null,
            story.text(),
            story.evidence(),
            story.matters(),
            begun.cause(active.values(), first, sinceMs),
            null);
    together.forEach(finding -> tracked(finding).raise(alarm.id()));
    active.put(alarm.id(), alarm);
    begun.add(alarm.id(), sinceMs);
    raised.merge(alarm.kind(), 1L, Long::sum);
    return alarm;
  }

  private Tracked tracked(Finding finding) {
    return Objects.requireNonNull(tracked.get(finding.subject()), "what is due is tracked");
  }

  private Alarm grow(Alarm alarm, List<Finding> more) {
    more.forEach(finding -> tracked(finding).raise(alarm.id()));
    List<@Nullable Finding> all =
        tracked.values().stream()
            .filter(one -> alarm.id().equals(one.alarm()))
            .<@Nullable Finding>map(Tracked::finding)
            .toList();
    List<Finding> found = all.stream().filter(Objects::nonNull).toList();
    AlarmText story =
        found.size() < all.size() ? AlarmText.of(more).after(alarm) : AlarmText.of(found);
    Alarm grown = alarm.grown(story.text(), story.evidence(), story.matters());
    active.put(alarm.id(), grown);
    return grown;
  }

  /** Clears the alarms of which nothing holds any more. */
  private List<Alarm> clear(long nowMs) {
    Map<String, Long> ended = new LinkedHashMap<>();
    Set<String> lasting = new HashSet<>();
    for (Tracked one : tracked.values()) {
      String id = one.alarm();
      if (id != null && one.isOver(nowMs)) {
        ended.merge(id, one.falseAt(), Math::max);
      } else if (id != null) {
        lasting.add(id);
      }
    }
    ended.keySet().removeAll(lasting);
    List<Alarm> news = new ArrayList<>();
    ended.forEach(
        (id, falseAt) -> {
          Alarm alarm = active.remove(id);
          begun.remove(id);
          tracked.values().stream()
              .filter(one -> id.equals(one.alarm()))
              .forEach(one -> one.end(nowMs));
          if (alarm != null) {
            Alarm over = alarm.cleared(falseAt);
            keep(over);
            news.add(over);
          }
        });
    return news;
  }

  private void keep(Alarm alarm) {
    past.put(alarm.id(), alarm);
    if (past.size() > MOST_PAST) {
      past.remove(past.keySet().iterator().next());
    }
  }

  /** An id that no alarm has, neither of now nor of those recalled: the time, or a little later. */
  private String id(long at) {
    lastId = Math.max(lastId + 1, at);
    return Long.toString(lastId, Character.MAX_RADIX);
  }

  /** The time in an id; 0 in one of another form, which is none that {@link #id} may give. */
  private static long time(String id) {
    return id.matches("[0-9a-z]{1,12}") ? Long.parseLong(id, Character.MAX_RADIX) : 0;
  }
}
