package io.sunherd.settings;

import io.sunherd.bus.Failure;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.ReadBack.Seen;
import io.sunherd.settings.audit.AuditEntry;
import io.sunherd.settings.audit.WriteOutcome;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Writes the end of a write into the audit log and into the answer. */
final class Ending {
  private final AuditKeeper books;
  private final Unsettled unsettled;
  private final BooleanSupplier isOver;

  /**
   * @param isOver whether the hub is stopping, so that an open result can be known only after its
   *     next start
   */
  Ending(AuditKeeper books, Unsettled unsettled, BooleanSupplier isOver) {
    this.books = books;
    this.unsettled = unsettled;
    this.isOver = isOver;
  }

  /**
   * The write was accepted, and no reading shows whether it was done.
   *
   * @param unread what could not be read again since
   */
  CompletedWrite unprovable(Attempt attempt, AuditEntry entry, Set<String> unread) {
    return end(
        attempt,
        entry,
        200,
        "ACK",
        null,
        WriteOutcome.NOT_READ_BACK,
        "The inverter said ACK, and nothing shows whether it did "
            + attempt.wish().setting().name()
            + (unread.isEmpty()
                ? ": all its settings were read anew."
                : ": "
                    + String.join(", ", unread)
                    + " could not be read anew, so what it tells is not known until it is, which"
                    + " is tried again."));
  }

  /** Accepted, and read back. */
  CompletedWrite accepted(Attempt attempt, AuditEntry begun, Seen seen) {
    AuditEntry entry = begun.beside(seen.along());
    Object now = seen.value();
    if (now == null) {
      return end(
          attempt,
          entry,
          Failure.SILENT.code(),
          "ACK",
          null,
          WriteOutcome.NOT_READ_BACK,
          "The inverter said ACK, but "
              + what(attempt)
              + " could not be read back: "
              + seen.trouble());
    }
    String moved = seen.moved();
    if (!isTaken(attempt, now)) {
      String has = what(attempt) + " is " + now + ".";
      return notKept(
          attempt,
          entry,
          now,
          "The inverter said ACK, but did not keep it: read back, " + has + also(moved));
    }
    return moved == null
        ? end(attempt, entry, 200, "ACK", now, WriteOutcome.CONFIRMED, null)
        : notKept(
            attempt,
            entry,
            now,
            "The inverter took "
                + what(attempt)
                + ", but did not keep what belongs to it: read back, "
                + moved);
  }

  private CompletedWrite notKept(Attempt attempt, AuditEntry entry, Object now, String note) {
    return end(attempt, entry, Refusal.CONFLICT, "ACK", now, WriteOutcome.NOT_KEPT, note);
  }

  private static String also(@Nullable String moved) {
    return moved == null ? "" : " And " + moved;
  }

  /** Refused, whichever way it was spelled. */
  CompletedWrite refused(Attempt attempt, AuditEntry begun, Seen seen) {
    AuditEntry entry = begun.beside(seen.along());
    Object now = seen.value();
    return end(
        attempt,
        entry,
        Refusal.CONFLICT,
        "NAK",
        now,
        WriteOutcome.REFUSED,
        attempt.wish().unit().id()
            + " refused "
            + attempt.wish().setting().name()
            + " "
            + attempt.value()
            + (now != null && isTaken(attempt, now)
                ? " (NAK), and has taken it all the same: read back, it is " + now + "."
                : " (NAK). " + likelyCause(attempt))
            + also(seen.moved()));
  }

  private static String likelyCause(Attempt attempt) {
    return attempt
        .wish()
        .setting()
        .likelyCause(attempt.facts())
        .orElse("It does not take this value, or not in its present mode.");
  }

  /** The write was not sent, or not sent again after a refusal. */
  CompletedWrite notSent(Attempt attempt, AuditEntry entry, String why) {
    boolean isFirst = entry.frames().size() == 1;
    return end(
        attempt,
        entry,
        Failure.OFFLINE.code(),
        isFirst ? null : "NAK",
        null,
        isFirst ? WriteOutcome.NOT_SENT : WriteOutcome.REFUSED,
        "Nothing was changed: " + why);
  }

  /** Sent, not answered, and read afterwards. */
  CompletedWrite unanswered(Attempt attempt, AuditEntry begun, String why, Seen seen) {
    AuditEntry entry = begun.beside(seen.along());
    Object now = seen.value();
    String truth =
        now == null
            ? " Whether it took it could not be read either: " + seen.trouble()
            : isTaken(attempt, now)
                ? " But it has taken it: read back, " + what(attempt) + " is " + now + "."
                : " It has not taken it: read back, " + what(attempt) + " is " + now + ".";
    return end(
        attempt,
        entry,
        Failure.SILENT.code(),
        null,
        now,
        WriteOutcome.NO_ANSWER,
        "The order was sent and not answered: " + why + truth + also(seen.moved()));
  }

  /** Answered, but maybe not to this order: only what is read afterwards counts. */
  CompletedWrite doubted(
      Attempt attempt, AuditEntry begun, boolean accepted, String doubt, Seen seen) {
    Object now = seen.value();
    boolean isShown = now != null && seen.moved() == null && isTaken(attempt, now);
    return accepted && isShown
        ? accepted(attempt, begun, seen)
        : unanswered(attempt, begun, doubt, seen);
  }

  private static boolean isTaken(Attempt attempt, Object now) {
    return attempt.wish().setting().isKept(attempt.value(), now);
  }

  private static String what(Attempt attempt) {
    return attempt.wish().setting().name() + " of " + attempt.wish().unit().id();
  }

  private CompletedWrite end(
      Attempt attempt,
      AuditEntry entry,
      int status,
      @Nullable String reply,
      @Nullable Object now,
      WriteOutcome outcome,
      @Nullable String error) {
    boolean isOpen = outcome == WriteOutcome.NO_ANSWER || outcome == WriteOutcome.NOT_READ_BACK;
    boolean isInterrupted = isOpen && now == null && isOver.getAsBoolean();
    AuditEntry done =
        books.complete(
            entry, reply, now, isInterrupted ? WriteOutcome.INTERRUPTED : outcome, error);
    Setting.Proof proof = attempt.wish().setting().proof();
    if (proof != null && !done.isSettled()) {
      unsettled.add(done);
    }
    return attempt.done(status, done, error);
  }
}
