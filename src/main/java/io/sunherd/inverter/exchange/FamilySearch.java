package io.sunherd.inverter.exchange;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the family of dialects that is spoken on a line: PI30 is asked first, so that its units are
 * found fastest; the others where it answers nothing that it would.
 */
final class FamilySearch {
  private static final String PROTOCOL = "protocol";

  private final Line line;
  private final Probe probe;
  private final @Nullable Dialect known;
  private boolean isGuessed;

  /**
   * A search on a line.
   *
   * @param known what was spoken there before, or null; a PI30 unit is known to answer QPI, so
   *     other families are not tried where it is silent
   */
  FamilySearch(Line line, Probe probe, @Nullable Dialect known) {
    this.line = line;
    this.probe = probe;
    this.known = known;
  }

  /**
   * The family of what answers.
   *
   * @throws SilentException where nothing answers
   * @throws ProtocolException where what answers is none that this hub speaks to
   */
  Dialect find() throws LinkException, ProtocolException, SilentException {
    if (known != null
        && Dialects.otherFamilies().contains(known)
        && probe.ask(known, PROTOCOL).isPresent()) {
      return known;
    }
    Reply reply;
    try {
      reply = protocol();
    } catch (SilentException e) {
      return (known != null ? Optional.<Dialect>empty() : byOthers(isQuick())).orElseThrow(() -> e);
    } catch (ProtocolException e) {
      return switch (e.reason()) {
        case OTHER_PROTOCOL -> other().orElseThrow(() -> untold(e));
        default -> byOthers(true).orElseThrow(() -> e);
      };
    }
    if (reply instanceof Reply.Text text) {
      return Dialects.speaking(text.payload()).orElseThrow(() -> unsupported(text.payload()));
    }
    Optional<Dialect> other = other();
    return other.isPresent() ? other.get() : guess();
  }

  /** Whether what answers has not told what it speaks, and is taken for PI30 as it behaves so. */
  boolean isGuessed() {
    return isGuessed;
  }

  /** PI30, unless it tells after all what it speaks. */
  private Dialect guess() throws LinkException {
    Optional<Dialect> told =
        Optional.ofNullable(probe.payload(Dialects.common(), PROTOCOL)).flatMap(Dialects::speaking);
    isGuessed = told.isEmpty();
    return told.orElse(Dialects.common());
  }

  /** The answer to QPI, which is asked again where it was damaged or may be an older one. */
  private Reply protocol() throws LinkException, ProtocolException, SilentException {
    boolean isCertain = line.isInStep();
    try {
      return sound(line.exchange(Dialects.common().framing(), "QPI"));
    } catch (ProtocolException e) {
      if (e.reason() == Reason.OTHER_PROTOCOL && isCertain) {
        throw e;
      }
      line.distrust();
      return sound(line.exchange(Dialects.common().framing(), "QPI"));
    }
  }

  private static Reply sound(Reply reply) throws ProtocolException {
    if (reply instanceof Reply.Text text) {
      Dialects.common().request(PROTOCOL).orElseThrow().inquiry().decode(text.payload());
    }
    return reply;
  }

  /** What refuses as other families do is one of them, but which it is was not told. */
  private ProtocolException untold(ProtocolException trouble) {
    return probe.findings().hasRefusal()
        ? new ProtocolException(
            Reason.OTHER_PROTOCOL,
            line.link().device()
                + " refuses with ^0, as units of PI18 and PI17 do, but did not tell which of them"
                + " it speaks: ask it again, or name its protocol.")
        : trouble;
  }

  private ProtocolException unsupported(String protocol) {
    return new ProtocolException(
        Reason.OTHER_PROTOCOL,
        line.link().device()
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
    if (other.isPresent()) {
      return other;
    }
    if (mayBeCommon && probe.payload(Dialects.common(), "status") != null) {
      return Optional.of(guess());
    }
    return probe.isWorthRepeating() ? other() : Optional.empty();
  }

  /** Whether a silence is short: over a USB bridge, one more would make the whole too long. */
  private boolean isQuick() {
    return line.link().device().kind() != DeviceAddress.Kind.USB;
  }

  /** The families that do not answer QPI with a checksum. */
  Optional<Dialect> other() throws LinkException {
    for (Dialect dialect : Dialects.otherFamilies()) {
      if (probe.ask(dialect, PROTOCOL).isPresent()) {
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
   * The family that an answer means which is none of the family asked: a late answer, or that of a
   * PI18 unit that wants no checksum and so answers PI17.
   */
  private Optional<Dialect> meant() throws LinkException {
    Optional<Dialect> meant =
        Optional.ofNullable(probe.lastPayload())
            .flatMap(Dialects::speaking)
            .filter(Dialects.otherFamilies()::contains);
    if (meant.isPresent() && hasChecksum(meant.get())) {
      if (probe.ask(meant.get(), PROTOCOL).isEmpty()) {
        line.answeredBare(question(meant.get()));
      }
    }
    return meant;
  }

  private static String question(Dialect family) {
    return family.request(PROTOCOL).orElseThrow().text();
  }

  private static boolean hasChecksum(Dialect family) {
    Framing framing = family.framing();
    String question = question(family);
    return !Arrays.equals(framing.request(question), framing.requestWithoutCrc(question));
  }
}
