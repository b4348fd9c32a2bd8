package io.sunherd.settings.audit;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sunherd.protocol.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One write, or one change that was made outside of the hub. Its line in the file is this record as
 * JSON; a later line with the same id updates the entry.
 *
 * @param id its number; a later entry has a higher one
 * @param at when it began, ISO-8601
 * @param user the user who requested it, or null where it came from outside of the hub
 * @param from where the request came from, or null
 * @param by who the sender says it is besides, not verified; null, and then missing in JSON, where
 *     it does not say
 * @param inverter the id of the unit
 * @param serial the unit's own serial number, if it has one; null for a placeholder
 * @param setting the setting's name
 * @param cmd its code
 * @param old the value before, or null where no reading shows it
 * @param requested the requested value, or null for an action
 * @param frames the texts that were or may have been sent, in order
 * @param along the values of other settings that went with it
 * @param reply ACK or NAK, or null where none came
 * @param confirmed the value as it was read back, or null where it was not
 * @param outcome the result, or null while it is under way
 * @param note one sentence where there is more to say
 * @param undoOf the entry that this one undoes, or null
 * @param putBackOf the entry that this one reverts after a failed group write, or null
 * @param group what it has in common with the other writes of one action; null where it is one by
 *     itself, or of an earlier version
 * @param undoOfGroup the group of the entry that this one undoes, or null
 * @param durationMs how long it took, or null while it is under way
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuditEntry(
    long id,
    String at,
    @Nullable String user,
    @Nullable String from,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String by,
    String inverter,
    @Nullable String serial,
    String setting,
    String cmd,
    @Nullable Object old,
    @Nullable Object requested,
    List<String> frames,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Along> along,
    @Nullable String reply,
    @Nullable Object confirmed,
    @Nullable WriteOutcome outcome,
    @Nullable String note,
    @Nullable Long undoOf,
    @Nullable Long putBackOf,
    @Nullable String group,
    @Nullable String undoOfGroup,
    @Nullable Long durationMs) {

  public AuditEntry {
    // Earlier versions stored whole replies, and placeholders, which several units may report.
    String number = serial == null ? null : SerialNumber.of(serial);
    serial = SerialNumber.isPlaceholder(number) ? null : number;
    frames = List.copyOf(frames);
    // Earlier versions stored one alone, or none.
    along = List.copyOf(Objects.requireNonNullElse(along, List.of()));
  }

  /** Whether it states the result for the setting, or the result can never be known. */
  @JsonIgnore
  public boolean isSettled() {
    boolean isOpen =
        outcome == null
            || outcome == WriteOutcome.NO_ANSWER
            || outcome == WriteOutcome.NOT_READ_BACK
            || outcome == WriteOutcome.INTERRUPTED;
    return !isOpen || confirmed != null || (outcome != null && durationMs == null);
  }

  /** The setting and unit that it is about; a unit keeps its entries when its id changes. */
  public SettingOfUnit subject() {
    return SettingOfUnit.of(inverter, serial, setting);
  }

  /** When it began. */
  public Instant instant() {
    return Instant.parse(at);
  }

  /** The same write, about to send one more text. */
  public AuditEntry sending(String text) {
    List<String> texts = Stream.concat(frames.stream(), Stream.of(text)).toList();
    return with(texts, along, reply, confirmed, outcome, note, durationMs);
  }

  /** The same write, once the unit's value is known. */
  public AuditEntry settled(@Nullable Object value, String sentence) {
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

  /**
   * The same write, where the result can never be known: a later write has changed what the unit
   * shows.
   */
  public AuditEntry writtenAgain() {
    return settled(
        null,
        "The unit was written to again before this could be read: nobody knows whether it took"
            + " it.");
  }

  /** The same once it is known what has become of the values that went with it. */
  public AuditEntry beside(List<Along> seen) {
    return with(frames, seen, reply, confirmed, outcome, note, durationMs);
  }

  /** The same with a sentence of its own. */
  public AuditEntry withNote(String sentence) {
    return with(frames, along, reply, confirmed, outcome, sentence, durationMs);
  }

  /** The same write, at its end. */
  public AuditEntry completed(
      @Nullable String answer,
      @Nullable Object value,
      WriteOutcome end,
      @Nullable String sentence,
      @Nullable Duration duration) {
    return with(
        frames, along, answer, value, end, sentence, duration == null ? null : duration.toMillis());
  }

  private AuditEntry with(
      List<String> texts,
      List<Along> besides,
      @Nullable String answer,
      @Nullable Object value,
      @Nullable WriteOutcome end,
      @Nullable String sentence,
      @Nullable Long took) {
    return new AuditEntry(
        id,
        at,
        user,
        from,
        by,
        inverter,
        serial,
        setting,
        cmd,
        old,
        requested,
        texts,
        besides,
        answer,
        value,
        end,
        sentence,
        undoOf,
        putBackOf,
        group,
        undoOfGroup,
        took);
  }
}
