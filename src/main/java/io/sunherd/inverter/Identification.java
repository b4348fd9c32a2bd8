package io.sunherd.inverter;

import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.ProtocolException;
import io.sunherd.protocol.ProtocolException.Reason;
import io.sunherd.protocol.Reply;
import io.sunherd.protocol.Request;
import io.sunherd.protocol.Variants;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what answers on a line, with harmless questions only (PI30.md 3): which protocol, which
 * variant of it, which unit. What gives no reading that can be decoded is not recognised, whatever
 * it says of itself.
 */
public final class Identification {
  private static final int TRIES = 2;

  private final Line line;
  private final @Nullable Identity before;
  private Findings findings;

  /** Identification of whatever is on a line. */
  public Identification(Line line) {
    this(line, null);
  }

  /**
   * Identification over a line on which something was recognised before.
   *
   * @param before what that was, or null: a known PI30 unit is known to answer QPI, so that silence
   *     is silence
   */
  Identification(Line line, @Nullable Identity before) {
    this.line = line;
    this.before = before;
    this.findings = new Findings(device());
  }

  private String device() {
    return line.link().device().toString();
  }

  /**
   * Identifies the unit.
   *
   * @param protocol the dialect's id, or "auto" to ask
   * @throws SilentException where nothing answers
   * @throws ProtocolException where something does, but no reading of it can be decoded
   */
  public Identity identify(String protocol)
      throws LinkException, ProtocolException, SilentException {
    return identify(protocol, null);
  }

  /**
   * Identifies the unit, but asks one that is not wanted no more than who it is.
   *
   * @param wanted the serial number of the unit that is looked for, or null for any
   */
  Identity identify(String protocol, @Nullable String wanted)
      throws LinkException, ProtocolException, SilentException {
    Dialect named = Dialects.find(protocol).orElse(null);
    Dialect family = named != null ? named : family();
    Identity found = unit(family, named == null, wanted);
    Findings own = findings;
    if (found == null && named == null && !Dialects.otherFamilies().contains(family)) {
      found = disguised(wanted);
    }
    if (found == null) {
      throw own.trouble();
    }
    return found;
  }

  /** Firmware that says PI30 and takes nothing of it may speak a protocol with carets. */
  private @Nullable Identity disguised(@Nullable String wanted) throws LinkException {
    findings = new Findings(device());
    for (Dialect dialect : Dialects.caretFamilies()) {
      if (text(dialect, "protocol") != null) {
        Identity found = unit(dialect, true, wanted);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /**
   * The unit, if it speaks this dialect. What it did not tell before its first reading it is asked
   * once more behind that, for it may have woken up only then.
   *
   * @param isOpen whether the variant of the dialect is still to be found out
   * @return null where no reading of it can be decoded
   */
  private @Nullable Identity unit(Dialect family, boolean isOpen, @Nullable String wanted)
      throws LinkException {
    findings = new Findings(device());
    String serial = serial(family);
    if (wanted != null && serial != null && !wanted.equals(serial)) {
      return new Identity(family, serial, null);
    }
    boolean mayWake = findings.hasSilence();
    boolean varies = isOpen && family.equals(Dialects.common());
    String ratings = varies ? text(family, "settings") : null;
    boolean isProven = ratings != null || text(family, "status") != null;
    if (!isProven && (varies || text(family, "settings") == null)) {
      return null;
    }
    if (serial == null && (mayWake || wanted != null || wasTold())) {
      serial = text(family, "serial_number");
    }
    if (varies && ratings == null) {
      ratings = text(family, "settings");
    }
    String model = text(family, "model");
    return new Identity(varies ? variant(family, ratings, model, serial) : family, serial, model);
  }

  private boolean wasTold() {
    return before != null && before.serial() != null;
  }

  /** Asked twice where need be: which unit it is must not hang on one reply. */
  private @Nullable String serial(Dialect dialect) throws LinkException {
    String serial = text(dialect, "serial_number");
    return serial != null ? serial : text(dialect, "serial_number");
  }

  private Dialect family() throws LinkException, ProtocolException, SilentException {
    Dialect known = before == null ? null : before.dialect();
    if (known != null
        && Dialects.otherFamilies().contains(known)
        && text(known, "protocol") != null) {
      return known;
    }
    Reply reply;
    try {
      reply = protocol();
    } catch (SilentException e) {
      return (known != null ? Optional.<Dialect>empty() : other()).orElseThrow(() -> e);
    } catch (ProtocolException e) {
      if (e.reason() == Reason.OTHER_PROTOCOL) {
        return other().orElseThrow(() -> e);
      }
      throw e;
    }
    return reply instanceof Reply.Text text
        ? Dialects.speaking(text.payload()).orElseThrow(() -> unsupported(text.payload()))
        : other().orElse(Dialects.common());
  }

  /** The answer to QPI, which is asked again where it was damaged. */
  private Reply protocol() throws LinkException, ProtocolException, SilentException {
    try {
      return sound(line.exchange(Dialects.common().framing(), "QPI"));
    } catch (ProtocolException e) {
      if (e.reason() == Reason.OTHER_PROTOCOL) {
        throw e;
      }
      line.distrust();
      return sound(line.exchange(Dialects.common().framing(), "QPI"));
    }
  }

  private static Reply sound(Reply reply) throws ProtocolException {
    if (reply instanceof Reply.Text text) {
      Dialects.common().request("protocol").orElseThrow().inquiry().decode(text.payload());
    }
    return reply;
  }

  private ProtocolException unsupported(String protocol) {
    return new ProtocolException(
        Reason.OTHER_PROTOCOL,
        device()
            + " speaks "
            + protocol
            + ": it is a UPS, a charger or something else, but no inverter that this hub speaks"
            + " to.");
  }

  /** The families that do not answer QPI with a checksum. */
  private Optional<Dialect> other() throws LinkException {
    for (Dialect dialect : Dialects.otherFamilies()) {
      if (text(dialect, "protocol") != null) {
        return Optional.of(dialect);
      }
    }
    return Optional.empty();
  }

  /** A unit that is known does not change its variant because one reply of it was lost. */
  private Dialect variant(
      Dialect family, @Nullable String ratings, @Nullable String model, @Nullable String serial)
      throws LinkException {
    if (ratings == null && before != null && serial != null && serial.equals(before.serial())) {
      return before.dialect();
    }
    Dialect variant = Variants.of(ratings, model, text(family, "model_number"));
    boolean mayBeRevo = ratings != null && Variants.mayBeRevo(ratings);
    return mayBeRevo && text(Variants.revo(), "all") != null ? Variants.revo() : variant;
  }

  /**
   * The payload of an answer, or null where there is none: every one of these is optional. What was
   * damaged is asked for again.
   */
  private @Nullable String text(Dialect dialect, String name) throws LinkException {
    Request request = dialect.request(name).orElse(null);
    if (request == null) {
      return null;
    }
    for (int i = 0; i < TRIES; i++) {
      try {
        Reply reply = line.exchange(dialect.framing(), request.text());
        if (reply instanceof Reply.Text text) {
          request.inquiry().decode(text.payload());
          return text.payload();
        }
        findings.refused();
        return null;
      } catch (ProtocolException e) {
        line.distrust();
        findings.garbled(e);
        if (e.reason() == Reason.OTHER_PROTOCOL) {
          return null;
        }
      } catch (SilentException e) {
        line.distrust();
        findings.silent(e);
        return null;
      }
    }
    return null;
  }
}
