package io.sunherd.settings;

import io.sunherd.bus.PartHealth;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.audit.AuditEntry;
import io.sunherd.settings.audit.AuditLog;
import io.sunherd.settings.audit.WriteOutcome;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit log, and publishes its health. A write whose first line is not on the disk is
 * not sent; the loss of a later line does not hide the result from the client.
 */
final class AuditKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(AuditKeeper.class);

  private final AuditLog log;
  private final FlappingSettings flapping;
  private final String file;
  private final InstantSource clock;
  private final Consumer<PartHealth> parts;
  private Consumer<AuditEntry> openEntries = entry -> {};
  private boolean isRead;
  private @Nullable String trouble;

  AuditKeeper(
      AuditLog log,
      FlappingSettings flapping,
      String file,
      InstantSource clock,
      Consumer<PartHealth> parts) {
    this.log = log;
    this.flapping = flapping;
    this.file = file;
    this.clock = clock;
    this.parts = parts;
  }

  /** Sets the listener that gets the unsettled entries of earlier runs, once the log was read. */
  void whenRead(Consumer<AuditEntry> listener) {
    openEntries = listener;
  }

  /** Reads the log, and publishes its health. */
  void open() {
    try {
      read();
      well();
    } catch (IOException e) {
      ill("read", e);
    }
  }

  /**
   * Reads the log before anything is appended: otherwise entry numbers and budget would be wrong.
   */
  private void read() throws IOException {
    if (!isRead) {
      log.load();
      isRead = true;
      for (AuditEntry entry : log.unsettled()) {
        if (log.isWrittenAgain(entry)) {
          keep(entry.writtenAgain());
        } else {
          openEntries.accept(entry);
        }
      }
    }
  }

  /** Writes the first line of a write; what cannot be written there must not be sent. */
  AuditEntry begin(Attempt attempt) {
    Wish wish = attempt.wish();
    String text = attempt.texts().get(0);
    AuditEntry undone = wish.undoes();
    return append(
        new AuditEntry(
            nextId(),
            clock.instant().toString(),
            wish.actor().name(),
            wish.actor().from(),
            wish.actor().claim(),
            wish.unit().id(),
            wish.unit().serial(),
            wish.setting().name(),
            wish.setting().codeIn(text),
            attempt.from(),
            attempt.value(),
            List.of(text),
            attempt.along(),
            null,
            null,
            null,
            null,
            undone == null ? null : undone.id(),
            wish.putsBack(),
            wish.group(),
            undone == null ? null : undone.group(),
            null));
  }

  private long nextId() {
    try {
      read();
      return log.nextId();
    } catch (IOException e) {
      throw ill("read", e);
    }
  }

  /** Writes one more line of an entry before something more is sent. */
  AuditEntry append(AuditEntry entry) {
    try {
      log.append(entry);
      well();
      return entry;
    } catch (IOException e) {
      throw ill("written", e);
    }
  }

  /** Writes the last line of a write, if possible. */
  AuditEntry complete(
      AuditEntry entry,
      @Nullable String reply,
      @Nullable Object confirmed,
      WriteOutcome outcome,
      @Nullable String note) {
    Duration duration = Duration.between(entry.instant(), clock.instant());
    AuditEntry done =
        entry.completed(
            reply, confirmed, outcome, note, duration.isNegative() ? Duration.ZERO : duration);
    keep(done);
    return done;
  }

  /** Logs a change made outside of the hub, if possible and not too frequent. */
  void outside(SettableUnit unit, Setting setting, Object old, Object now) {
    try {
      AuditEntry entry = flapping.happened(outside(unit, setting, old, now, nextId()));
      if (entry != null) {
        append(entry);
      }
    } catch (Refusal e) {
      LOG.error("The audit log lost that {} of {} came to {}.", setting.name(), unit.id(), now);
    }
  }

  private AuditEntry outside(SettableUnit unit, Setting setting, Object old, Object now, long id) {
    return new AuditEntry(
        id,
        clock.instant().toString(),
        null,
        null,
        null,
        unit.id(),
        unit.serial(),
        setting.name(),
        setting.code(),
        old,
        null,
        List.of(),
        List.of(),
        null,
        now,
        WriteOutcome.CHANGED_OUTSIDE,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The findings that are shown with the entries. */
  List<Map<String, @Nullable Object>> findings() {
    return flapping.findings(clock.instant());
  }

  /** Adds a line that nothing depends on; a failure is only reported. */
  void keep(AuditEntry entry) {
    try {
      append(entry);
    } catch (Refusal e) {
      LOG.error("The audit log lost a line: {}", entry);
    }
  }

  AuditLog log() {
    return log;
  }

  Instant now() {
    return clock.instant();
  }

  private void well() {
    trouble = null;
    tell();
  }

  /** Publishes the log's health. */
  void tell() {
    parts.accept(new PartHealth(SettingsVerticle.PART, trouble));
  }

  /** Publishes that the log has failed, and returns the refusal for what needs it. */
  Refusal ill(String verb, IOException e) {
    String sentence = "The audit log " + file + " cannot be " + verb + " (" + reason(e) + ")";
    LOG.error("{}", sentence, e);
    trouble = sentence + ".";
    tell();
    return Refusal.unavailable(
        sentence
            + ", and what cannot be told there is not sent: make room, or correct its folder.");
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    String message = e.getMessage();
    return message != null && e.getClass() == IOException.class
        ? message
        : e.getClass().getSimpleName() + ": " + message;
  }
}
