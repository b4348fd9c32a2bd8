package io.sunherd.inverter.exchange;

import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Nameplate;
import io.sunherd.protocol.Variants;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Identifies what answers on a line, with harmless inquiries only (PI30.md 3): its protocol, its
 * variant, the unit. A device without a reading that can be decoded is not recognised, whatever it
 * reports about itself.
 */
public final class Identification {
  private static final int TRIES = 2;

  /**
   * The inquiries for a unit's serial number, in order: the short form twice, as the identity must
   * not depend on one reply, then the long form, which some units have instead.
   */
  private static final List<String> NUMBERS =
      List.of("serial_number", "serial_number", "long_serial_number");

  private final Line line;
  private final @Nullable Identity before;
  private Findings findings;

  /** The payload that came last, where it could not be read. */
  private @Nullable String misread;

  /** Identification of whatever is on a line. */
  public Identification(Line line) {
    this(line, null);
  }

  /**
   * Identification over a line on which something was recognised before.
   *
   * @param before the unit recognised before, or null; a PI30 unit is known to answer QPI, so other
   *     families are not tried where it is silent
   */
  public Identification(Line line, @Nullable Identity before) {
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
   * @param protocol the dialect's id, or "auto" to detect it
   * @throws SilentException where nothing answers
   * @throws ProtocolException where something does, but no reading of it can be decoded
   */
  public Identity identify(String protocol)
      throws LinkException, ProtocolException, SilentException {
    return identify(protocol, null);
  }

  /**
   * Identifies the unit; of one that is not wanted it asks the serial number only.
   *
   * @param wanted the serial number of the unit that is looked for, or null for any
   */
  public Identity identify(String protocol, @Nullable String wanted)
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

  /** Firmware that says PI30 and takes nothing of it may speak another protocol (QUIRKS I1). */
  private @Nullable Identity disguised(@Nullable String wanted) throws LinkException {
    findings = new Findings(device());
    Dialect dialect = other().orElse(null);
    return dialect == null ? null : unit(dialect, true, wanted);
  }

  /**
   * The unit, if it speaks this dialect. What it did not answer before its first reading it is
   * asked again after it, as it may have woken up only then.
   *
   * @param isOpen whether the variant of the dialect is not known yet
   * @return null where no reading of it can be decoded
   */
  private @Nullable Identity unit(Dialect family, boolean isOpen, @Nullable String wanted)
      throws LinkException {
    findings = new Findings(device());
    Numbered numbered = number(family, NUMBERS);
    if (wanted != null && numbered != null && !wanted.equals(numbered.number())) {
      return identity(family, numbered, null);
    }
    boolean mayWake = findings.hasSilence();
    boolean varies = isOpen && family.equals(Dialects.common());
    String ratings = varies ? payload(family, "settings") : null;
    boolean isProven = ratings != null || payload(family, "status") != null;
    if (!isProven && (varies || payload(family, "settings") == null)) {
      return null;
    }
    if (numbered == null && (mayWake || wanted != null || wasTold())) {
      numbered = number(family, NUMBERS.subList(0, 1));
    }
    if (varies && ratings == null) {
      ratings = payload(family, "settings");
    }
    String model =
        ask(family, "model").flatMap(told -> Nameplate.model(told.values())).orElse(null);
    Dialect dialect = varies ? variant(family, ratings, model, numbered) : family;
    return identity(dialect, numbered, model);
  }

  private boolean wasTold() {
    return before != null && before.number() != null;
  }

  /** A serial number, and the name of the inquiry that returned it. */
  private record Numbered(String number, String source) {}

  private @Nullable Numbered number(Dialect dialect, List<String> sources) throws LinkException {
    for (String source : sources) {
      String number =
          ask(dialect, source).flatMap(told -> Nameplate.number(told.values())).orElse(null);
      if (number != null) {
        return new Numbered(number, source);
      }
    }
    return null;
  }

  private static Identity identity(
      Dialect dialect, @Nullable Numbered told, @Nullable String model) {
    return told == null
        ? new Identity(dialect, null, null, model)
        : new Identity(dialect, told.number(), told.source(), model);
  }

  private Dialect family() throws LinkException, ProtocolException, SilentException {
    Dialect known = before == null ? null : before.dialect();
    if (known != null
        && Dialects.otherFamilies().contains(known)
        && ask(known, "protocol").isPresent()) {
      return known;
    }
    Reply reply;
    try {
      reply = protocol();
    } catch (SilentException e) {
      return (known != null ? Optional.<Dialect>empty() : byOthers(isQuick())).orElseThrow(() -> e);
    } catch (ProtocolException e) {
      return switch (e.reason()) {
        case OTHER_PROTOCOL -> other().orElseThrow(() -> e);
        case BAD_CRC, WRONG_SHAPE -> byOthers(true).orElseThrow(() -> e);
        default -> throw e;
      };
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

  /**
   * The family of a unit whose answer to QPI tells nothing: another one; else PI30 where a status
   * comes.
   */
  private Optional<Dialect> byOthers(boolean mayBeCommon) throws LinkException {
    Optional<Dialect> other = other();
    return other.isPresent() || !mayBeCommon || payload(Dialects.common(), "status") == null
        ? other
        : Optional.of(Dialects.common());
  }

  /** Whether a silence is short: over a USB bridge, one more would make the whole too long. */
  private boolean isQuick() {
    return line.link().device().kind() != DeviceAddress.Kind.USB;
  }

  /** The families that do not answer QPI with a checksum. */
  private Optional<Dialect> other() throws LinkException {
    for (Dialect dialect : Dialects.otherFamilies()) {
      if (ask(dialect, "protocol").isPresent()) {
        return Optional.of(dialect);
      }
      Optional<Dialect> meant = meant();
      if (meant.isPresent()) {
        return meant;
      }
    }
    return Optional.empty();
  }

  /**
   * The family that an answer means which is none of the family asked: a PI18 unit that wants no
   * checksum may answer PI17.
   */
  private Optional<Dialect> meant() {
    Optional<Dialect> meant =
        Optional.ofNullable(misread)
            .flatMap(Dialects::speaking)
            .filter(Dialects.otherFamilies()::contains);
    meant
        .flatMap(family -> family.request("protocol"))
        .ifPresent(question -> line.answeredBare(question.text()));
    return meant;
  }

  /** A unit that is known does not change its variant because one reply of it was lost. */
  private Dialect variant(
      Dialect family, @Nullable String ratings, @Nullable String model, @Nullable Numbered told)
      throws LinkException {
    if (ratings == null
        && before != null
        && told != null
        && told.number().equals(before.number())) {
      return before.dialect();
    }
    Dialect variant = Variants.of(ratings, model, payload(family, "model_number"));
    boolean mayBeRevo = ratings != null && Variants.mayBeRevo(ratings);
    return mayBeRevo && ask(Variants.revo(), "all").isPresent() ? Variants.revo() : variant;
  }

  /** An answer as it came, and decoded. */
  private record Told(String payload, Map<String, @Nullable Object> values) {}

  private @Nullable String payload(Dialect dialect, String name) throws LinkException {
    return ask(dialect, name).map(Told::payload).orElse(null);
  }

  /**
   * The answer to an inquiry, if there is one: all of these are optional. A damaged reply is
   * requested again.
   */
  private Optional<Told> ask(Dialect dialect, String name) throws LinkException {
    Request request = dialect.request(name).orElse(null);
    if (request == null) {
      return Optional.empty();
    }
    misread = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        Reply reply = line.exchange(dialect.framing(), request);
        if (reply instanceof Reply.Text text) {
          misread = text.payload();
          return Optional.of(new Told(text.payload(), request.inquiry().decode(text.payload())));
        }
        findings.refused();
        return Optional.empty();
      } catch (ProtocolException e) {
        line.distrust();
        findings.garbled(e);
        if (e.reason() == Reason.OTHER_PROTOCOL) {
          return Optional.empty();
        }
      } catch (SilentException e) {
        line.distrust();
        findings.silent(e);
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
