package io.sunherd.inverter.exchange;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Variants;
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
  private final boolean mayBeOther;
  private boolean isGuessed;

  /** Whether QPI was answered, with damage each time. */
  private boolean isDamaged;

  /** What QPI brought at first, which may have been the answer to something before. */
  private @Nullable ProtocolException doubted;

  /**
   * A search on a line.
   *
   * @param known what was spoken there before, or null
   * @param mayBeOther whether another family may be there now: only then the others are tried where
   *     the known one and QPI bring nothing
   */
  FamilySearch(Line line, Probe probe, @Nullable Dialect known, boolean mayBeOther) {
    this.line = line;
    this.probe = probe;
    this.known = known;
    this.mayBeOther = mayBeOther;
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
      probe.lost(PROTOCOL, e);
      Optional<Dialect> found = mayBeOther ? byOthers(isQuick()) : Optional.empty();
      if (found.isEmpty() && doubted != null) {
        throw doubted;
      }
      return found.orElseThrow(() -> e);
    } catch (ProtocolException e) {
      probe.heard(e);
      isDamaged = e.reason() != Reason.OTHER_PROTOCOL;
      return switch (e.reason()) {
        case OTHER_PROTOCOL -> other().orElseThrow(() -> untold(e));
        default -> byOthers(true).orElseThrow(() -> e);
      };
    }
    probe.understood();
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

  /**
   * The dialect of a unit that answers as PI30 does and does not say what it speaks: PI41 where it
   * answers what only that has, PI30 where it does not. Without the time to ask, it is neither.
   */
  private Dialect guess() throws LinkException, ProtocolException, SilentException {
    int strays = line.strays();
    boolean mayTell = !isDamaged || line.fits(3);
    Optional<Dialect> told =
        Optional.ofNullable(mayTell ? probe.payload(Dialects.common(), PROTOCOL) : null)
            .flatMap(Dialects::speaking);
    if (told.isPresent()) {
      return told.get();
    }
    isGuessed = true;
    for (String inquiry : Variants.ofSplitPhase()) {
      if (probe.ask(Variants.splitPhase(), inquiry).isPresent()) {
        return Variants.splitPhase();
      }
      if (line.deadline().isOver()) {
        throw probe.findings().tooLittle();
      }
      if (probe.isDamaged()) {
        throw new ProtocolException(
            Reason.OTHER_PROTOCOL,
            line.link().device()
                + " answers, but what it says of its protocol is damaged, and so is what would"
                + " tell PI30 from PI41: check the cable, or name its protocol.");
      }
    }
    boolean isLate = probe.missed(PROTOCOL) && line.strays() > strays;
    Optional<Dialect> late =
        Optional.ofNullable(isLate ? probe.payload(Dialects.common(), PROTOCOL) : null)
            .flatMap(Dialects::speaking);
    if (isLate && late.isEmpty()) {
      throw probe.findings().tooLittle();
    }
    return late.orElse(Dialects.common());
  }

  /** The answer to QPI, which is asked again where it was damaged or may be an older one. */
  private Reply protocol() throws LinkException, ProtocolException, SilentException {
    boolean isCertain = line.isInStep();
    doubted = null;
    try {
      return sound(line.exchange(Dialects.common().framing(), "QPI"));
    } catch (ProtocolException e) {
      if (e.reason() == Reason.OTHER_PROTOCOL && isCertain) {
        throw e;
      }
      doubted = e;
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
  private Optional<Dialect> byOthers(boolean mayBeCommon)
      throws LinkException, ProtocolException, SilentException {
    Optional<Dialect> other = other();
    if (other.isPresent()) {
      return other;
    }
    if ((mayBeCommon || probe.hasUnderstood())
        && probe.payload(Dialects.common(), "status") != null) {
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
