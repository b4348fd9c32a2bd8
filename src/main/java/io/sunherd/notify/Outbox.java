package io.sunherd.notify;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmSeverity;
import io.sunherd.config.Notice;
import io.sunherd.notify.Incident.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one target is to be told, and when. Pure, by the clock of its caller, and for one thread.
 * One message is on its way at a time; what waits is told as it is when its turn comes.
 */
final class Outbox {
  /** More incidents are not kept: one that is over goes first, then the oldest. */
  static final int MOST = 100;

  /** What is raised within this time is told together. */
  static final long TOGETHER_MS = 5_000;

  /** What was told before the start and is not heard of for so long since is over. */
  static final long UNHEARD_MS = Duration.ofMinutes(15).toMillis();

  private static final long FIRST_PAUSE_MS = 5_000;
  private static final long LONGEST_PAUSE_MS = Duration.ofMinutes(5).toMillis();
  private static final long LONGEST_TRY_MS = Duration.ofHours(24).toMillis();
  private static final int MOST_REFUSALS = 10;
  private static final int MOST_BREAKS = 5;

  private final Notice.Target target;
  private final long startedMs;
  private final List<Incident> incidents = new ArrayList<>();
  private @Nullable Incident sending;
  private @Nullable Letter letter;
  private long retryMs = Long.MIN_VALUE;
  private int failures;
  private long sent;
  private long failed;
  private long dropped;
  private long unsure;
  private long changes;

  /** An incident as it is kept over a restart. */
  record Kept(String id, Phase phase, List<Alarm> alarms) {}

  /** An outbox with what was kept of the one before. */
  Outbox(Notice.Target target, List<Kept> kept, long nowMs) {
    this.target = target;
    this.startedMs = nowMs;
    for (Kept one : kept) {
      // What was given up is tried anew: the configuration may have been mended.
      Phase phase = one.phase() == Phase.TOLD ? Phase.TOLD : Phase.NEW;
      Incident incident = new Incident(one.id(), phase, nowMs);
      one.alarms().forEach(alarm -> incident.add(alarm, nowMs, true));
      incidents.addAll(phase == Phase.TOLD ? incident.byCause() : List.of(incident));
    }
  }

  private boolean wants(Alarm alarm) {
    AlarmKind kind = alarm.kind();
    boolean isNamed =
        target.kinds().isEmpty()
            ? kind != AlarmKind.GRID_LOST
            : target.kinds().contains(kind.word());
    AlarmSeverity least = AlarmSeverity.valueOf(target.severity().toUpperCase(Locale.ROOT));
    return isNamed && kind.severity().compareTo(least) <= 0;
  }

  private long delayMs() {
    return target.delay().toMillis() + TOGETHER_MS;
  }

  /** Takes what has happened to an alarm. */
  void accept(Alarm alarm, long nowMs) {
    Optional<Incident> known = incidents.stream().filter(one -> one.has(alarm.id())).findFirst();
    if (known.isPresent()) {
      Incident incident = known.get();
      incident.update(alarm);
      if (!alarm.isActive() && incident != sending && incident.attempts() == 0) {
        incident.dropBrief(alarm, nowMs, delayMs());
      }
      incidents.removeIf(
          one ->
              one != sending && (one.isEmpty() || (one.phase() == Phase.GIVEN_UP && one.isOver())));
      changes++;
    } else if (alarm.isActive() && wants(alarm)) {
      raise(alarm, nowMs);
      changes++;
    }
  }

  private void raise(Alarm alarm, long nowMs) {
    if (incidents.stream().anyMatch(incident -> incident.adopts(alarm))) {
      return;
    }
    Incident incident =
        incidents.stream()
            .filter(one -> one.isOfCause(alarm.root()) && !one.isOver())
            .findFirst()
            .or(
                () ->
                    incidents.stream()
                        .filter(one -> one != sending && one.isOfTime(nowMs, TOGETHER_MS))
                        .findFirst())
            .orElseGet(
                () -> {
                  Incident fresh = new Incident(alarm.id(), Phase.NEW, nowMs);
                  incidents.add(fresh);
                  return fresh;
                });
    incident.add(alarm, nowMs, false);
    makeRoom();
  }

  private void makeRoom() {
    while (incidents.size() > MOST) {
      Incident oldest =
          incidents.stream()
              .filter(one -> one != sending && one.isOver())
              .findFirst()
              .or(() -> incidents.stream().filter(one -> one != sending).findFirst())
              .orElseThrow();
      incidents.remove(oldest);
      dropped += oldest.phase() == Phase.GIVEN_UP ? 0 : 1;
    }
  }

  /** Takes the alarms that last, of which some may not have been heard of. */
  void accept(Collection<Alarm> active, long nowMs) {
    active.forEach(alarm -> accept(alarm, nowMs));
  }

  /**
   * The message that is to be sent now, if any; then its result is to be told.
   *
   * @param at the time of day, epoch milliseconds
   */
  Optional<Letter> next(long nowMs, long at) {
    if (nowMs - startedMs >= UNHEARD_MS) {
      incidents.stream()
          .filter(Incident::hasUnheard)
          .forEach(
              incident -> {
                incident.endUnheard(at);
                changes++;
              });
    }
    if (sending != null || nowMs < retryMs) {
      return Optional.empty();
    }
    Optional<Incident> due =
        incidents.stream().filter(one -> one.isDue(nowMs, delayMs())).findFirst();
    due.ifPresent(
        incident -> {
          incident.attempt(nowMs);
          sending = incident;
          letter = incident.letter();
          changes++;
        });
    return due.map(incident -> letter);
  }

  /** The message has arrived. */
  void sent() {
    sent++;
    failures = 0;
    settle(Phase.TOLD);
  }

  /** The message has not arrived, or nobody knows. */
  void failed(SendFailure.Kind kind, long nowMs) {
    Incident incident = sending;
    if (incident == null) {
      return;
    }
    failed++;
    boolean isGivenUp =
        switch (kind) {
          case REFUSED -> true;
          case BUSY -> incident.attempts() >= MOST_REFUSALS;
          case BROKEN -> incident.attempts() >= MOST_BREAKS;
          case UNREACHED -> incident.triedForMs(nowMs) >= LONGEST_TRY_MS;
          case UNSURE -> false;
        };
    retryMs = nowMs + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(failures, 16));
    failures++;
    if (kind == SendFailure.Kind.UNSURE) {
      unsure++;
      settle(Phase.TOLD);
    } else if (isGivenUp) {
      dropped++;
      settle(Phase.GIVEN_UP);
    } else {
      sending = null;
      letter = null;
      changes++;
    }
  }

  private void settle(Phase phase) {
    Incident incident = sending;
    Letter said = letter;
    if (incident != null && said != null) {
      if (said.stage() == Letter.Stage.OVER) {
        incidents.remove(incident);
      } else if (phase == Phase.TOLD) {
        incident.told(said);
        int place = incidents.indexOf(incident);
        incidents.remove(place);
        incidents.addAll(place, incident.byCause());
      } else {
        incident.become(phase);
      }
      incidents.removeIf(one -> one.phase() == Phase.GIVEN_UP && one.isOver());
    }
    sending = null;
    letter = null;
    makeRoom();
    changes++;
  }

  /**
   * What is to be kept over a restart. A message that is on its way counts as told: after a crash
   * it is never sent twice.
   */
  List<Kept> kept() {
    List<Kept> kept = new ArrayList<>();
    for (Incident incident : incidents) {
      Letter said = incident == sending ? letter : null;
      if (said == null) {
        kept.add(new Kept(incident.id(), incident.phase(), incident.alarms()));
      } else if (said.stage() != Letter.Stage.OVER) {
        kept.add(new Kept(incident.id(), Phase.TOLD, incident.alarms()));
      }
    }
    return kept;
  }

  /** Grows whenever there is something else to be kept. */
  long changes() {
    return changes;
  }

  /** Messages that are due or on their way. */
  int waiting(long nowMs) {
    return (int) incidents.stream().filter(one -> one.isDue(nowMs, delayMs())).count();
  }

  long sentCount() {
    return sent;
  }

  long failedCount() {
    return failed;
  }

  long droppedCount() {
    return dropped;
  }

  long unsureCount() {
    return unsure;
  }
}
