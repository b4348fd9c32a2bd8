package io.sunherd.settings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sunherd.protocol.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One write, or one change that was made outside of the hub. Its file line is this record as JSON;
 * a later line of the same id is the same entry, further on.
 *
 * @param id its number; a later entry has a higher one
 * @param at when it began, ISO-8601
 * @param user who wanted it, or null where nobody of the hub did
 * @param from where the wish came from, or null
 * @param inverter the id of the unit
 * @param serial the unit's own serial number, where it tells one; null for a placeholder
 * @param setting the setting's name
 * @param cmd its code
 * @param old the value before, or null where nothing shows it
 * @param requested the value that was wanted, or null for an action
 * @param frames the texts that were or may have been sent, in order
 * @param along the value of another setting that went with it, or null
 * @param reply ACK or NAK, or null where none came
 * @param confirmed the value as it was read back, or null where it was not
 * @param outcome what came of it, or null while it is under way
 * @param note one sentence where there is more to tell
 * @param undoOf the entry that this one takes back, or null
 * @param putBackOf the entry that a failed group write made this one take back, or null
 * @param durationMs how long it took, or null while it is under way
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
record AuditEntry(
    long id,
    String at,
    @Nullable String user,
    @Nullable String from,
    String inverter,
    @Nullable String serial,
    String setting,
    String cmd,
    @Nullable Object old,
    @Nullable Object requested,
    List<String> frames,
    @Nullable Along along,
    @Nullable String reply,
    @Nullable Object confirmed,
    @Nullable WriteOutcome outcome,
    @Nullable String note,
    @Nullable Long undoOf,
    @Nullable Long putBackOf,
    @Nullable Long durationMs) {

  AuditEntry {
    // Versions before this one kept whole replies, and placeholders, which several units may tell.
    String number = serial == null ? null : SerialNumber.of(serial);
    serial = SerialNumber.isPlaceholder(number) ? null : number;
    frames = List.copyOf(frames);
  }

  /** Whether it tells what became of the setting, or nothing ever will. */
  @JsonIgnore
  boolean isSettled() {
    boolean isOpen =
        outcome == null
            || outcome == WriteOutcome.NO_ANSWER
            || outcome == WriteOutcome.NOT_READ_BACK
            || outcome == WriteOutcome.INTERRUPTED;
    return !isOpen || confirmed != null || (outcome != null && durationMs == null);
  }

  /**
   * Which setting of which unit it is about: a unit keeps it under whatever id it is configured.
   */
  SettingOfUnit subject() {
    return SettingOfUnit.of(inverter, serial, setting);
  }

  Instant instant() {
    return Instant.parse(at);
  }

  /** The same write as it is about to send one more text. */
  AuditEntry sending(String text) {
    List<String> texts = Stream.concat(frames.stream(), Stream.of(text)).toList();
    return with(texts, reply, confirmed, outcome, note, durationMs);
  }

  /** The same write once it is known what the unit has. */
  AuditEntry settled(@Nullable Object value, String sentence) {
    boolean isInterrupted = outcome == null || outcome == WriteOutcome.INTERRUPTED;
    return completed(
        reply,
        value,
        outcome == null ? WriteOutcome.INTERRUPTED : outcome,
        isInterrupted
            ? "The hub stopped waiting before it knew what became of this write. " + sentence
            : sentence,
        null);
  }

  /** The same write where nobody will ever know: what the unit shows now is another one's doing. */
  AuditEntry writtenAgain() {
    return settled(
        null,
        "The unit was written to again before this could be read: nobody knows whether it took"
            + " it.");
  }

  /** The same once it is known what has become of the value that went with it. */
  AuditEntry beside(@Nullable Along seen) {
    return new AuditEntry(
        id,
        at,
        user,
        from,
        inverter,
        serial,
        setting,
        cmd,
        old,
        requested,
        frames,
        seen,
        reply,
        confirmed,
        outcome,
        note,
        undoOf,
        putBackOf,
        durationMs);
  }

  /** The same with a sentence of its own. */
  AuditEntry withNote(String sentence) {
    return with(frames, reply, confirmed, outcome, sentence, durationMs);
  }

  /** The same write, at its end. */
  AuditEntry completed(
      @Nullable String answer,
      @Nullable Object value,
      WriteOutcome end,
      @Nullable String sentence,
      @Nullable Duration duration) {
    return with(
        frames, answer, value, end, sentence, duration == null ? null : duration.toMillis());
  }

  private AuditEntry with(
      List<String> texts,
      @Nullable String answer,
      @Nullable Object value,
      @Nullable WriteOutcome end,
      @Nullable String sentence,
      @Nullable Long took) {
    return new AuditEntry(
        id, at, user, from, inverter, serial, setting, cmd, old, requested, texts, along, answer,
        value, end, sentence, undoOf, putBackOf, took);
  }
}
