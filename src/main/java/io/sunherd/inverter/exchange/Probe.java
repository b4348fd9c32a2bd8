package io.sunherd.inverter.exchange;

import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks what is on a line harmless inquiries, and notes what comes in place of answers. Replies do
 * not tell what they reply to: a reading is known by its shape, a refusal only where no older reply
 * can be on its way.
 */
final class Probe {
  private static final int TRIES = 2;

  private final Line line;
  private Findings findings;
  private final Set<String> missed = new HashSet<>();
  private @Nullable String lastPayload;
  private boolean isDamaged;
  private boolean isDoubtful;

  /** Whether anything sound has come, and whether anything else has. */
  private boolean isSound;

  private boolean isGarbled;

  Probe(Line line) {
    this.line = line;
    this.findings = new Findings(device());
  }

  private String device() {
    return line.link().device().toString();
  }

  /** What went wrong so far. */
  Findings findings() {
    return findings;
  }

  /** Forgets what went wrong so far. */
  void forget() {
    findings = new Findings(device());
  }

  /** Whether an inquiry brought neither a reading nor a refusal when it was asked last. */
  boolean missed(String name) {
    return missed.contains(name);
  }

  /** Whether all that answered the last inquiry was damaged. */
  boolean isDamaged() {
    return isDamaged && lastPayload == null;
  }

  /**
   * Whether what is on the line answers, but an answer was lost, late or damaged, and there is time
   * to ask again.
   */
  boolean isWorthRepeating() {
    boolean isGarbageOnly = isGarbled && !isSound;
    return isDoubtful && line.hasSpoken() && !isGarbageOnly && hasTime();
  }

  /** Whether there is time for what may be left out. */
  boolean hasTime() {
    return line.fits(1);
  }

  /** From here on nothing was lost. */
  void begin() {
    isDoubtful = false;
    isSound = false;
    isGarbled = false;
    missed.clear();
    forget();
  }

  /** The payload that the last inquiry was answered with, readable or not; null without one. */
  @Nullable String lastPayload() {
    return lastPayload;
  }

  /** An answer as it came, and decoded. */
  record Told(String payload, Map<String, @Nullable Object> values) {}

  /** The payload of an answer, if there is one. */
  @Nullable String payload(Dialect dialect, String name) throws LinkException {
    return ask(dialect, name).map(Told::payload).orElse(null);
  }

  /**
   * The answer to an inquiry, if there is one: all of these are optional. It is asked again where
   * the reply is damaged, and where a refusal may be that of an older one.
   */
  Optional<Told> ask(Dialect dialect, String name) throws LinkException {
    Request request = dialect.request(name).orElse(null);
    if (request == null) {
      return Optional.empty();
    }
    lastPayload = null;
    isDamaged = false;
    missed.remove(name);
    if (line.deadline().isOver()) {
      findings.outOfTime();
      missed.add(name);
      return Optional.empty();
    }
    for (int i = 0; i < TRIES && (i == 0 || hasTime()); i++) {
      boolean isCertain = line.isInStep() || i > 0;
      try {
        Reply reply = line.exchange(dialect.framing(), request);
        understood();
        if (reply instanceof Reply.Text text) {
          lastPayload = text.payload();
          return Optional.of(new Told(text.payload(), request.inquiry().decode(text.payload())));
        }
        isDamaged = false;
        findings.refused();
        if (line.isStill() && isCertain) {
          return Optional.empty();
        }
      } catch (ProtocolException e) {
        noReading(name, e);
        if (e.reason() == Reason.NOISE || (e.reason() == Reason.OTHER_PROTOCOL && isCertain)) {
          return Optional.empty();
        }
      } catch (SilentException e) {
        lost(name, e);
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void noReading(String name, ProtocolException e) {
    findings.garbled(e);
    heard(e);
    if (e.reason() == Reason.OTHER_PROTOCOL) {
      line.distrust();
    } else {
      isDamaged = true;
      lost(name);
    }
  }

  /** Something has come that is a reply for sure. */
  void understood() {
    isSound = true;
  }

  /** Whether anything has come that is a reply for sure. */
  boolean hasUnderstood() {
    return isSound;
  }

  /** What came is not what was asked for: it may be sound, as that of another family is. */
  void heard(ProtocolException e) {
    boolean isDamage = e.reason() == Reason.NOISE || e.reason() == Reason.BAD_CRC;
    isSound |= !isDamage;
    isGarbled |= isDamage;
  }

  /** Nothing came in time, or not the whole of it. */
  void lost(String name, SilentException e) {
    if (line.deadline().isOver()) {
      findings.outOfTime();
    } else {
      findings.silent(e);
    }
    isGarbled |= e.isBrokenOff();
    lost(name);
  }

  /** What came, if anything, is not what was asked for. */
  private void lost(String name) {
    line.distrust();
    missed.add(name);
    isDoubtful = true;
  }
}
