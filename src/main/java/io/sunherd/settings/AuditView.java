package io.sunherd.settings;

import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Shows the audit log. */
final class AuditView {
  private static final int MOST = 1000;

  private final Books books;

  AuditView(Books books) {
    this.books = books;
  }

  /** The entries asked for, newest first. */
  Verdict of(ShowAudit asked) {
    String before = asked.before();
    if (before != null && !before.matches("[0-9]{1,18}")) {
      throw Refusal.bad("before is the number of an entry of the audit log.");
    }
    if (asked.limit() < 1) {
      throw Refusal.bad("limit is a number of entries from 1 to " + MOST + ".");
    }
    String inverter = asked.inverter();
    try {
      List<?> entries =
          books
              .log()
              .newest(
                  entry -> inverter == null || inverter.equals(entry.inverter()),
                  before == null ? Long.MAX_VALUE : Long.parseLong(before),
                  Math.min(asked.limit(), MOST))
              .stream()
              .map(AuditLines::values)
              .toList();
      return new Verdict(200, Map.of("entries", entries));
    } catch (IOException e) {
      throw books.ill("read", e);
    }
  }
}
