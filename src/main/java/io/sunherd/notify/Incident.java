package io.sunherd.notify;

import io.sunherd.bus.alarm.Alarm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Alarms that are told together: those of one cause, and, until they are told, those that were
 * raised at one time. Pure and for one thread.
 */
final class Incident {
  /** The most alarms of one incident; further ones are not told. */
  private static final int MOST = 500;

  /** What the target knows of it. */
  enum Phase {
    /** It does not know of it. */
    NEW,
    /** It was told that it has begun. */
    TOLD,
    /** It does not know of it, and will not be told. */
    GIVEN_UP
  }

  private record Part(Alarm alarm, long raisedMs, boolean isRecalled) {}

  private final String id;
  private final long begunMs;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Set<String> roots = new HashSet<>();
  private Phase phase;
  private int attempts;
  private long firstTriedMs;

  Incident(String id, Phase phase, long begunMs) {
    this.id = id;
    this.phase = phase;
    this.begunMs = begunMs;
  }

  String id() {
    return id;
  }

  Phase phase() {
    return phase;
  }

  void become(Phase next) {
    phase = next;
  }

  boolean has(String alarm) {
    return parts.containsKey(alarm);
  }

  boolean isOfCause(String root) {
    return roots.contains(root);
  }

  /** Whether an alarm raised now belongs to it for its time. */
  boolean isOfTime(long nowMs, long togetherMs) {
    return phase == Phase.NEW && attempts == 0 && nowMs - begunMs <= togetherMs;
  }

  /** Adds an alarm. */
  void add(Alarm alarm, long nowMs, boolean isRecalled) {
    if (parts.size() < MOST) {
      parts.put(alarm.id(), new Part(alarm, nowMs, isRecalled));
      roots.add(alarm.root());
    }
  }

  /** Takes an alarm for one of before the start that was not heard of since, if it is of those. */
  boolean adopts(Alarm alarm) {
    Optional<Part> same =
        parts.values().stream()
            .filter(part -> part.isRecalled() && part.alarm().isActive())
            .filter(part -> part.alarm().kind() == alarm.kind())
            .filter(part -> Objects.equals(part.alarm().inverter(), alarm.inverter()))
            .findFirst();
    same.ifPresent(
        part -> {
          parts.remove(part.alarm().id());
          add(alarm, part.raisedMs(), false);
        });
    return same.isPresent();
  }

  /** Takes what has happened to one of its alarms. */
  void update(Alarm alarm) {
    parts.computeIfPresent(alarm.id(), (known, part) -> new Part(alarm, part.raisedMs(), false));
  }

  /** Forgets an alarm that was over before anybody should be told. */
  void dropBrief(Alarm alarm, long nowMs, long delayMs) {
    Part part = parts.get(alarm.id());
    if (phase == Phase.NEW && part != null && nowMs - part.raisedMs() < delayMs) {
      parts.remove(alarm.id());
    }
  }

  /** What of before the start is still not heard of is over. */
  void endUnheard(long at) {
    parts.replaceAll(
        (alarm, part) ->
            part.isRecalled() && part.alarm().isActive()
                ? new Part(part.alarm().cleared(at), part.raisedMs(), false)
                : part);
  }

  boolean hasUnheard() {
    return parts.values().stream().anyMatch(part -> part.isRecalled() && part.alarm().isActive());
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  boolean isOver() {
    return parts.values().stream().noneMatch(part -> part.alarm().isActive());
  }

  /** Whether the target is to be told something by now. */
  boolean isDue(long nowMs, long delayMs) {
    return switch (phase) {
      case NEW -> parts.values().stream().anyMatch(part -> nowMs - part.raisedMs() >= delayMs);
      case TOLD -> isOver();
      case GIVEN_UP -> false;
    };
  }

  /** What is to be told: what lasts, or that all is over. */
  Letter letter() {
    Letter.Stage stage = isOver() ? Letter.Stage.OVER : Letter.Stage.RAISED;
    return new Letter(
        id + "-" + stage.word(),
        stage,
        alarms().stream().filter(alarm -> stage == Letter.Stage.OVER || alarm.isActive()).toList());
  }

  List<Alarm> alarms() {
    return new ArrayList<>(parts.values()).stream().map(Part::alarm).toList();
  }

  /** The target knows what this message says. */
  void told(Letter letter) {
    phase = Phase.TOLD;
    Set<String> known = new HashSet<>();
    letter.alarms().forEach(alarm -> known.add(alarm.id()));
    parts.values().removeIf(part -> !part.alarm().isActive() && !known.contains(part.alarm().id()));
    attempts = 0;
  }

  /** What is told, a part for each cause: the end of one does not wait for that of the others. */
  List<Incident> byCause() {
    Map<String, Incident> causes = new LinkedHashMap<>();
    for (Part part : parts.values()) {
      String root = part.alarm().root();
      String name = causes.isEmpty() ? id : part.alarm().id();
      Incident one = causes.computeIfAbsent(root, its -> new Incident(name, phase, begunMs));
      one.parts.put(part.alarm().id(), part);
      one.roots.add(root);
    }
    return new ArrayList<>(causes.values());
  }

  /** One more attempt is made. */
  void attempt(long nowMs) {
    if (attempts++ == 0) {
      firstTriedMs = nowMs;
    }
  }

  int attempts() {
    return attempts;
  }

  long triedForMs(long nowMs) {
    return nowMs - firstTriedMs;
  }
}
