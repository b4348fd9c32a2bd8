package io.sunherd.inverter;

import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.ProtocolException;
import io.sunherd.protocol.ProtocolException.Reason;
import io.sunherd.protocol.Reply;
import io.sunherd.protocol.Variants;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what answers on a line, with harmless questions only (PI30.md 3): which protocol, which
 * variant of it, which unit.
 */
public final class Identification {
  private final Line line;
  private final boolean familiar;

  /**
   * Identification over a line.
   *
   * @param familiar whether the unit there is known to answer QPI, so that silence is silence
   */
  public Identification(Line line, boolean familiar) {
    this.line = line;
    this.familiar = familiar;
  }

  /**
   * Identifies the unit.
   *
   * @param protocol the dialect's id, or "auto" to ask
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
    Dialect known = Dialects.find(protocol).orElse(null);
    Dialect family = known != null ? known : family();
    String serial = serial(family);
    if (wanted != null && serial != null && !wanted.equals(serial)) {
      return new Identity(family, serial, null);
    }
    String model = text(family, "model");
    Dialect dialect = known != null ? known : variant(family, model);
    return new Identity(dialect, serial, model);
  }

  /** Asked twice where need be: which unit it is must not hang on one damaged reply. */
  private @Nullable String serial(Dialect dialect) throws LinkException {
    String serial = text(dialect, "serial_number");
    return serial != null ? serial : text(dialect, "serial_number");
  }

  private Dialect family() throws LinkException, ProtocolException, SilentException {
    Reply reply;
    try {
      reply = line.exchange(Dialects.common().framing(), "QPI");
    } catch (SilentException e) {
      return (familiar ? Optional.<Dialect>empty() : other()).orElseThrow(() -> e);
    } catch (ProtocolException e) {
      if (e.reason() == Reason.OTHER_PROTOCOL) {
        return other().orElseThrow(() -> e);
      }
      throw e;
    }
    return reply instanceof Reply.Text text
        ? Dialects.find(text.payload()).orElseThrow(() -> unsupported("speaks " + text.payload()))
        : other().orElseThrow(() -> unsupported("refuses to tell its protocol"));
  }

  private ProtocolException unsupported(String what) {
    return new ProtocolException(
        Reason.OTHER_PROTOCOL,
        line.link().device() + " " + what + ": this protocol is not supported.");
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

  private Dialect variant(Dialect family, @Nullable String model) throws LinkException {
    if (!family.equals(Dialects.common())) {
      return family;
    }
    String ratings = text(family, "settings");
    Dialect variant = Variants.of(ratings, model, text(family, "model_number"));
    boolean mayBeRevo = ratings != null && Variants.mayBeRevo(ratings);
    return mayBeRevo && text(Variants.revo(), "all") != null ? Variants.revo() : variant;
  }

  /** The payload of an answer, or null where there is none: every one of these is optional. */
  private @Nullable String text(Dialect dialect, String name) throws LinkException {
    String code = dialect.request(name).map(request -> request.text()).orElse("");
    if (code.isEmpty()) {
      return null;
    }
    try {
      Reply reply = line.exchange(dialect.framing(), code);
      if (reply instanceof Reply.Text text) {
        dialect.request(name).orElseThrow().inquiry().decode(text.payload());
        return text.payload();
      }
      return null;
    } catch (ProtocolException | SilentException e) {
      line.distrust();
      return null;
    }
  }
}
