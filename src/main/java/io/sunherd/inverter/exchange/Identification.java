package io.sunherd.inverter.exchange;

import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Nameplate;
import io.sunherd.protocol.Variants;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Dialect;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Identifies what answers on a line, with harmless inquiries only (PI30.md 3): its protocol, its
 * variant, the unit. A device without a reading that can be decoded is not recognised, whatever it
 * reports about itself.
 */
public final class Identification {
  /**
   * The inquiries for a unit's serial number, in order: the short form twice, as the identity must
   * not depend on one reply, then the long form, which some units have instead.
   */
  private static final List<String> NUMBERS =
      List.of("serial_number", "serial_number", "long_serial_number");

  /** How long a search takes at most: all ports side by side have ten seconds. */
  public static final Duration LONGEST = Duration.ofMillis(9_600);

  /** How often a model that was lost is asked for again: a variant may depend on it. */
  private static final int MODEL_TRIES = 2;

  private final Line line;
  private final Probe probe;
  private final FamilySearch families;
  private final @Nullable Identity before;

  /** How often something had come late before the model was asked for. */
  private int strays;

  /** Identification of whatever is on a line. */
  public Identification(Line line) {
    this(line, null, true);
  }

  /**
   * Identification over a line on which something was recognised before.
   *
   * @param before the unit recognised before, or null
   * @param mayBeOther whether a unit of another family may have taken its place: only then the
   *     others are tried where nothing answers as it did
   */
  public Identification(Line line, @Nullable Identity before, boolean mayBeOther) {
    this.line = line;
    this.probe = new Probe(line);
    this.families =
        new FamilySearch(line, probe, before == null ? null : before.dialect(), mayBeOther);
    this.before = before;
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
   * Identifies the unit; of one that is not wanted it asks the serial number only. Where an answer
   * was lost or late, so that nothing was found, all is asked once more.
   *
   * @param wanted the serial number of the unit that is looked for, or null for any
   */
  public Identity identify(String protocol, @Nullable String wanted)
      throws LinkException, ProtocolException, SilentException {
    Dialect named = Dialects.find(protocol).orElse(null);
    boolean isOwnEnd = line.deadline().begin(LONGEST);
    probe.begin();
    try {
      return identify(named, wanted);
    } catch (ProtocolException e) {
      return again(named, wanted, e);
    } catch (SilentException e) {
      return again(named, wanted, e);
    } finally {
      if (isOwnEnd) {
        line.deadline().lift();
      }
    }
  }

  /** Asks all once more if that is worth it; of two errors the one that tells more is thrown. */
  private <E extends Exception> Identity again(
      @Nullable Dialect named, @Nullable String wanted, E first)
      throws LinkException, ProtocolException, E {
    if (!probe.isWorthRepeating()) {
      throw first;
    }
    try {
      return identify(named, wanted);
    } catch (SilentException second) {
      first.addSuppressed(second);
    } catch (ProtocolException second) {
      boolean tellsMore =
          !(first instanceof ProtocolException before)
              || Findings.weight(second) > Findings.weight(before);
      if (tellsMore) {
        throw second;
      }
      first.addSuppressed(second);
    }
    throw first;
  }

  private Identity identify(@Nullable Dialect named, @Nullable String wanted)
      throws LinkException, ProtocolException, SilentException {
    Dialect family = named != null ? named : families.find();
    Identity found = remembered(unit(family, named == null, wanted));
    Findings own = probe.findings();
    if (found == null && named == null && !Dialects.otherFamilies().contains(family)) {
      found = disguised(wanted);
    }
    if (found == null) {
      throw own.trouble();
    }
    return found;
  }

  /** A unit that is known speaks what it spoke, where it does not tell that now. */
  private @Nullable Identity remembered(@Nullable Identity found) {
    if (found == null
        || before == null
        || !families.isGuessed()
        || Dialects.otherFamilies().contains(before.dialect())
        || !isKnown(found.number())) {
      return found;
    }
    return new Identity(before.dialect(), found.number(), found.source(), found.model());
  }

  /** Whether a number is that of the unit recognised before, and of no other one. */
  private boolean isKnown(@Nullable String number) {
    String serial = before == null ? null : before.serial();
    return serial != null && serial.equals(number);
  }

  /** Firmware that says PI30 and takes nothing of it may speak another protocol (QUIRKS I1). */
  private @Nullable Identity disguised(@Nullable String wanted)
      throws LinkException, SilentException {
    probe.forget();
    Dialect dialect = families.other().orElse(null);
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
      throws LinkException, SilentException {
    probe.forget();
    int left = isOpen && family.equals(Dialects.common()) ? 1 : 0;
    Numbered numbered = number(family, NUMBERS, left + 2);
    boolean isShort = probe.missed(NUMBERS.get(0)) && !line.fits(left + 4);
    if (wanted != null && numbered != null && !wanted.equals(numbered.number())) {
      return identity(family, numbered, null);
    }
    boolean mayWake = probe.findings().hasSilence();
    boolean varies = isOpen && family.equals(Dialects.common());
    String ratings = varies ? probe.payload(family, "settings") : null;
    if (ratings == null && !isProven(family, !varies)) {
      return null;
    }
    if (varies && ratings == null) {
      ratings = probe.payload(family, "settings");
    }
    strays = line.strays();
    String model = model(family);
    if (numbered == null && line.fits(left + 1) && (mayWake || wanted != null || wasTold())) {
      numbered = number(family, isShort ? NUMBERS.subList(1, 3) : NUMBERS.subList(0, 1), left);
    }
    boolean isNew = numbered == null || !isKnown(numbered.number());
    if (varies && isNew) {
      model = lostModel(family, model);
    }
    Dialect dialect = varies ? variant(family, ratings, model, numbered) : family;
    return identity(dialect, numbered, model);
  }

  /** A model that was lost is asked for again, and once more where something came late. */
  private @Nullable String lostModel(Dialect family, @Nullable String told) throws LinkException {
    String model = told;
    for (int i = 0; i < MODEL_TRIES && probe.missed("model") && line.fits(2); i++) {
      if (i == 0 || line.strays() > strays) {
        model = model(family);
      }
    }
    return model;
  }

  /** Whether a reading comes; the status is asked again where it was lost. */
  private boolean isProven(Dialect family, boolean alsoByRatings) throws LinkException {
    return probe.payload(family, "status") != null
        || (alsoByRatings && probe.payload(family, "settings") != null)
        || (probe.missed("status")
            && line.fits(alsoByRatings ? 1 : 5)
            && probe.payload(family, "status") != null);
  }

  private @Nullable String model(Dialect family) throws LinkException {
    return probe.ask(family, "model").flatMap(told -> Nameplate.model(told.values())).orElse(null);
  }

  private boolean wasTold() {
    return before != null && before.number() != null;
  }

  /** A serial number, and the name of the inquiry that returned it. */
  private record Numbered(String number, String source) {}

  /**
   * The serial number, asked for in these ways.
   *
   * @param left how many questions come after these, which a silence must leave the time for
   */
  private @Nullable Numbered number(Dialect dialect, List<String> sources, int left)
      throws LinkException {
    for (int i = 0; i < sources.size(); i++) {
      boolean isFirst = i == 0;
      if (!isFirst && probe.missed(sources.get(i - 1)) && !line.fits(left + sources.size() - i)) {
        return null;
      }
      String source = sources.get(i);
      String number =
          probe.ask(dialect, source).flatMap(told -> Nameplate.number(told.values())).orElse(null);
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

  /**
   * A unit that is known does not change its variant because a reply of it was lost, and none is
   * told where there was no time to ask for it.
   */
  private Dialect variant(
      Dialect family, @Nullable String ratings, @Nullable String model, @Nullable Numbered told)
      throws LinkException, SilentException {
    boolean isInPart = ratings == null || probe.missed("model");
    if (isInPart && before != null && told != null && isKnown(told.number())) {
      return before.dialect();
    }
    String number = probe.payload(family, "model_number");
    boolean isLate = probe.missed("model") && line.strays() > strays;
    Dialect variant = Variants.of(ratings, isLate ? model(family) : model, number);
    boolean mayBeRevo = ratings != null && Variants.mayBeRevo(ratings);
    if (mayBeRevo && probe.ask(Variants.revo(), "all").isPresent()) {
      return Variants.revo();
    }
    boolean isOpen =
        ratings == null
            || probe.missed("model")
            || probe.missed("model_number")
            || probe.missed("all");
    if (isOpen && variant.equals(family) && (isLate || line.deadline().isOver())) {
      throw probe.findings().tooLittle();
    }
    return variant;
  }
}
