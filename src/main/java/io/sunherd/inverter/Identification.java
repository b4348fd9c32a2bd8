package io.sunherd.inverter;

import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Nameplate;
import io.sunherd.protocol.ProtocolException;
import io.sunherd.protocol.ProtocolException.Reason;
import io.sunherd.protocol.Reply;
import io.sunherd.protocol.Request;
import io.sunherd.protocol.Variants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what answers on a line, with harmless questions only (PI30.md 3): which protocol, which
 * variant of it, which unit.
 */
public final class Identification {
  /**
   * Where a unit tells its serial number: asked twice, for which unit it is must not hang on one
   * damaged reply, and then for the long form, which some tell in its place.
   */
  private static final List<String> NUMBERS =
      List.of("serial_number", "serial_number", "long_serial_number");

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
    for (String source : NUMBERS) {
      String number =
          ask(family, source).flatMap(told -> Nameplate.number(told.values())).orElse(null);
      if (number != null) {
        return wanted == null || wanted.equals(number)
            ? identity(known, family, number, source)
            : new Identity(family, number, source, null);
      }
    }
    return identity(known, family, null, null);
  }

  private Identity identity(
      @Nullable Dialect known, Dialect family, @Nullable String number, @Nullable String source)
      throws LinkException {
    String model =
        ask(family, "model").flatMap(told -> Nameplate.model(told.values())).orElse(null);
    return new Identity(known != null ? known : variant(family, model), number, source, model);
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
      if (ask(dialect, "protocol").isPresent()) {
        return Optional.of(dialect);
      }
    }
    return Optional.empty();
  }

  private Dialect variant(Dialect family, @Nullable String model) throws LinkException {
    if (!family.equals(Dialects.common())) {
      return family;
    }
    String ratings = ask(family, "settings").map(Told::payload).orElse(null);
    String number = ask(family, "model_number").map(Told::payload).orElse(null);
    Dialect variant = Variants.of(ratings, model, number);
    boolean mayBeRevo = ratings != null && Variants.mayBeRevo(ratings);
    return mayBeRevo && ask(Variants.revo(), "all").isPresent() ? Variants.revo() : variant;
  }

  /** An answer as it came, and as it reads. */
  private record Told(String payload, Map<String, @Nullable Object> values) {}

  /** An answer, if there is one: every one of these is optional. */
  private Optional<Told> ask(Dialect dialect, String name) throws LinkException {
    Request request = dialect.request(name).orElse(null);
    if (request == null) {
      return Optional.empty();
    }
    try {
      Reply reply = line.exchange(dialect.framing(), request.text());
      return reply instanceof Reply.Text text
          ? Optional.of(new Told(text.payload(), request.inquiry().decode(text.payload())))
          : Optional.empty();
    } catch (ProtocolException | SilentException e) {
      line.distrust();
      return Optional.empty();
    }
  }
}
