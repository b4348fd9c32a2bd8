package io.sunherd.settings;

import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.Verdict;
import io.sunherd.settings.audit.AuditLines;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the audit log. */
final class AuditView {
  private static final int MOST = 1000;

  private final AuditKeeper books;
  private final Lookup lookup;

  AuditView(AuditKeeper books, Lookup lookup) {
    this.books = books;
    this.lookup = lookup;
  }

  /** The requested entries, newest first, and the findings. */
  Future<Verdict> of(ShowAudit asked) {
    String before = asked.before();
    if (before != null && !before.matches("[0-9]{1,18}")) {
      throw Refusal.bad("before is the number of an entry of the audit log.");
    }
    if (asked.limit() < 1) {
      throw Refusal.bad("limit is a number of entries from 1 to " + MOST + ".");
    }
    String inverter = asked.inverter();
    return lookup
        .newest(
            entry -> inverter == null || inverter.equals(entry.inverter()),
            before == null ? Long.MAX_VALUE : Long.parseLong(before),
            Math.min(asked.limit(), MOST),
            found -> found.stream().map(AuditLines::values).toList())
        .map(entries -> verdict(entries, inverter));
  }

  private Verdict verdict(List<Map<String, @Nullable Object>> entries, @Nullable String inverter) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("entries", entries);
    body.put(
        "findings",
        books.findings().stream()
            .filter(finding -> inverter == null || inverter.equals(finding.get("inverter")))
            .toList());
    return new Verdict(200, body);
  }
}
