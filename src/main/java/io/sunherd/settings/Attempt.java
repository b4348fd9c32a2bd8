package io.sunherd.settings;

import io.sunherd.bus.Reading;
import io.sunherd.bus.Verdict;
import io.sunherd.protocol.table.Facts;
import io.sunherd.settings.audit.Along;
import io.sunherd.settings.audit.AuditEntry;
import io.sunherd.settings.audit.WriteOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write that is ready to be sent: it was checked against fresh readings.
 *
 * @param wish the write that was requested
 * @param route how the setting is reached
 * @param serial the serial number of the unit with the cable, or null where it has none
 * @param shown the fresh reading with the value before, or null where no reading shows it
 * @param from the value before, or null where no reading shows it
 * @param value the natural value to be sent, with "now" replaced by the time
 * @param texts the command texts for it, each to be sent only where the one before was refused
 * @param along the values that go with it, because its command carries several
 * @param facts the facts read from the unit
 */
record Attempt(
    Wish wish,
    Route route,
    @Nullable String serial,
    @Nullable Reading shown,
    @Nullable Object from,
    Object value,
    List<String> texts,
    List<Along> along,
    Facts facts) {

  /** The part of the answer that all writes share; {@code text} was, or would be, sent last. */
  private Map<String, @Nullable Object> body(String text) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("inverter", wish.unit().id());
    body.put("serial", wish.unit().serial());
    body.put("protocol", route.cable().dialect().id());
    body.put("setting", wish.setting().name());
    body.put("cmd", wish.setting().codeIn(text));
    body.put("from", from);
    body.put("requested", value);
    return body;
  }

  /** The values that go along, as a reading shows them. */
  List<Along> alongIn(Reading reading) {
    return Along.seen(along, route.cable().dialect(), reading.data());
  }

  /** The unit has the value already. */
  CompletedWrite already() {
    Map<String, @Nullable Object> body = body(texts.get(0));
    body.put("reply", null);
    body.put("confirmed", from);
    body.put("changed", false);
    return new CompletedWrite(new Verdict(200, body), from, from, along, null);
  }

  /** The answer of a dry run: what would be sent. */
  CompletedWrite dry() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    if (wish.dryRun()) {
      body.put("dry_run", true);
    }
    body.putAll(body(texts.get(0)));
    body.put("frames", texts.subList(0, 1));
    body.put("dangerous", wish.setting().dangerous());
    body.put("changed", false);
    return new CompletedWrite(new Verdict(200, body), from, from, along, null);
  }

  /**
   * The result of the write.
   *
   * @param error one sentence; where the status is 200, what there is to note
   */
  CompletedWrite done(int status, AuditEntry entry, @Nullable String error) {
    Object now = entry.confirmed();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    if (error != null) {
      body.put(status == 200 ? "note" : "error", error);
    }
    body.putAll(body(entry.frames().get(entry.frames().size() - 1)));
    body.put("reply", entry.reply());
    body.put("confirmed", now);
    body.put("changed", isChanged(entry));
    body.put("entry", entry.id());
    if (!entry.along().isEmpty()) {
      body.put("along", entry.along().stream().map(Along::json).toList());
    }
    return new CompletedWrite(new Verdict(status, body), from, now, entry.along(), entry.id());
  }

  /**
   * Whether the unit has another value now, the requested one or not; null where that is unknown.
   */
  private @Nullable Boolean isChanged(AuditEntry entry) {
    Object now = entry.confirmed();
    if (entry.along().stream().anyMatch(Along::isChanged)) {
      return true;
    }
    if (now != null) {
      return from == null ? wish.setting().isKept(value, now) : !wish.setting().isKept(from, now);
    }
    if (entry.outcome() == WriteOutcome.CONFIRMED) {
      return true;
    }
    boolean isOpen =
        entry.outcome() == WriteOutcome.NO_ANSWER
            || entry.outcome() == WriteOutcome.NOT_READ_BACK
            || entry.outcome() == WriteOutcome.INTERRUPTED;
    return isOpen ? null : Boolean.FALSE;
  }
}
