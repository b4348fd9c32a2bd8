package io.sunherd.bus.alarm;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs somebody, or did. It is the same alarm, with the same id, from when it is
 * raised until it is cleared, over restarts of the hub, too.
 *
 * @param id what it is called for ever
 * @param inverter the id of the unit it is about, or null for the system's or the hub's own
 * @param state what happened to it last
 * @param since when what it tells began, epoch milliseconds
 * @param cleared when that was over, epoch milliseconds; null while it lasts
 * @param text what is wrong, and what would clear it: sentences to show
 * @param evidence what the hub saw, plain values by key
 * @param matters what in particular it is about, in words of the hub's own
 * @param cause the id of the alarm that has the same cause and came first; null for one that stands
 *     alone, and for the first
 * @param acknowledgedBy the user who has acknowledged it, or null
 */
public record Alarm(
    String id,
    AlarmKind kind,
    @Nullable String inverter,
    State state,
    long since,
    @Nullable Long cleared,
    String text,
    Map<String, @Nullable Object> evidence,
    List<String> matters,
    @Nullable String cause,
    @Nullable String acknowledgedBy) {

  /** What happened to an alarm last. */
  public enum State {
    RAISED,
    /** More of the same cause has come to it: text and evidence tell more than before. */
    GROWN,
    ACKNOWLEDGED,
    CLEARED
  }

  public Alarm {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    matters = List.copyOf(matters);
  }

  /** Whether what it tells still lasts. */
  public boolean isActive() {
    return cleared == null;
  }

  /** The id of the first alarm of the same cause, which may be this one. */
  public String root() {
    return cause == null ? id : cause;
  }

  /** The same, telling more. */
  public Alarm grown(
      String newText, Map<String, ? extends @Nullable Object> seen, List<String> about) {
    return new Alarm(
        id,
        kind,
        inverter,
        State.GROWN,
        since,
        cleared,
        newText,
        new LinkedHashMap<>(seen),
        about,
        cause,
        acknowledgedBy);
  }

  /** The same, over since then. */
  public Alarm cleared(long at) {
    return new Alarm(
        id,
        kind,
        inverter,
        State.CLEARED,
        since,
        Math.max(since, at),
        text,
        evidence,
        matters,
        cause,
        acknowledgedBy);
  }

  /** The same, acknowledged. */
  public Alarm acknowledged(String by) {
    return new Alarm(
        id,
        kind,
        inverter,
        isActive() ? State.ACKNOWLEDGED : State.CLEARED,
        since,
        cleared,
        text,
        evidence,
        matters,
        cause,
        by);
  }

  /** The alarm as every edge of the hub tells it: maps, lists and plain values. */
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("kind", kind.word());
    json.put("severity", kind.severity().word());
    json.put("inverter", inverter);
    json.put("state", state.name().toLowerCase(Locale.ROOT));
    json.put("since", Instant.ofEpochMilli(since).toString());
    json.put("cleared", cleared == null ? null : Instant.ofEpochMilli(cleared).toString());
    json.put("text", text);
    json.put("evidence", evidence);
    json.put("cause", cause);
    json.put("acknowledged_by", acknowledgedBy);
    return json;
  }
}
