package io.sunherd.settings;

import io.sunherd.settings.audit.AuditEntry;
import io.sunherd.settings.audit.SettingOfUnit;
import io.sunherd.settings.audit.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings that are changed outside of the hub again and again: by a loose cable that corrupts
 * readings, or by two programs that set different values. A limited number of changes of one
 * setting is logged within a day; further ones are counted, and shown as a finding. It receives
 * every line of the audit log, also those from before a restart.
 */
final class FlappingSettings {
  private static final Logger LOG = LoggerFactory.getLogger(FlappingSettings.class);

  /** The most lines for one setting within a day. */
  static final int MOST_LINES = 10;

  private static final Duration DAY = Duration.ofDays(1);

  private final Map<SettingOfUnit, Case> cases = new LinkedHashMap<>();

  /** One setting of one unit; no day without a change has passed since its first change. */
  private static final class Case {
    final Deque<Instant> lines = new ArrayDeque<>();
    AuditEntry newest;
    Instant since;
    Instant last;
    int times;
    int notWritten;

    /** How many changes were not logged since the last one that was. */
    int leftOut;

    Case(AuditEntry first) {
      newest = first;
      since = first.instant();
      last = since;
    }

    void happened(AuditEntry entry) {
      newest = entry;
      last = entry.instant();
      times++;
    }

    boolean isOver(Instant now) {
      return last.plus(DAY).isBefore(now) || last.isAfter(now);
    }

    /** More lines than these are not needed. */
    void written(Instant at) {
      lines.add(at);
      if (lines.size() > MOST_LINES) {
        lines.remove();
      }
      leftOut = 0;
    }

    int linesUntil(Instant now) {
      lines.removeIf(at -> at.plus(DAY).isBefore(now) || at.isAfter(now));
      return lines.size();
    }
  }

  private Case of(AuditEntry entry) {
    Case known = cases.computeIfAbsent(entry.subject(), subject -> new Case(entry));
    if (known.isOver(entry.instant())) {
      known.since = entry.instant();
      known.times = 0;
      known.notWritten = 0;
    }
    return known;
  }

  /** Takes a line of the log. */
  void accept(AuditEntry entry) {
    if (entry.outcome() == WriteOutcome.CHANGED_OUTSIDE) {
      Case one = of(entry);
      one.happened(entry);
      one.written(entry.instant());
    }
  }

  /**
   * A setting was changed.
   *
   * @param entry its audit entry, without a note
   * @return the entry to write, or null where it is only counted
   */
  @Nullable AuditEntry happened(AuditEntry entry) {
    Case one = of(entry);
    int lines = one.linesUntil(entry.instant());
    if (lines >= MOST_LINES) {
      one.happened(entry);
      one.notWritten++;
      one.leftOut++;
      if (one.notWritten == 1) {
        LOG.warn("{}", text(one));
      }
      return null;
    }
    String before =
        one.leftOut == 0 ? "" : " " + one.leftOut + " changes before this one were not written.";
    String after =
        lines < MOST_LINES - 1
            ? ""
            : " That was "
                + MOST_LINES
                + " times within a day: further changes of it are counted and not written.";
    return entry.withNote("Changed at the inverter or by another program." + before + after);
  }

  /** A finding for each setting that changes too often to be logged each time. */
  List<Map<String, @Nullable Object>> findings(Instant now) {
    cases.values().removeIf(one -> one.isOver(now) && one.leftOut == 0);
    return cases.values().stream()
        .filter(one -> one.notWritten > 0 && !one.isOver(now))
        .map(FlappingSettings::finding)
        .toList();
  }

  private static Map<String, @Nullable Object> finding(Case one) {
    AuditEntry newest = one.newest;
    Map<String, @Nullable Object> finding = new LinkedHashMap<>();
    finding.put("kind", WriteOutcome.CHANGED_OUTSIDE.word());
    finding.put("inverter", newest.inverter());
    finding.put("serial", newest.serial());
    finding.put("setting", newest.setting());
    finding.put("cmd", newest.cmd());
    finding.put("since", one.since.toString());
    finding.put("last", one.last.toString());
    finding.put("times", one.times);
    finding.put("not_written", one.notWritten);
    finding.put("old", newest.old());
    finding.put("value", newest.confirmed());
    finding.put("text", text(one));
    return finding;
  }

  private static String text(Case one) {
    AuditEntry newest = one.newest;
    return newest.setting()
        + " of "
        + newest.inverter()
        + " was changed "
        + one.times
        + " times since "
        + one.since
        + ", last from "
        + newest.old()
        + " to "
        + newest.confirmed()
        + ", and not by this hub: look for another program at the inverter, or for a bad cable"
        + " that garbles what it says.";
  }
}
