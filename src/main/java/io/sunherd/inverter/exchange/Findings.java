package io.sunherd.inverter.exchange;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Collects how the inquiries to a unit failed, and picks the error that names what is wrong.
 * Silence, garbage and refusal are different faults (QUIRKS U14).
 */
public final class Findings {
  private final String device;
  private boolean refused;
  private @Nullable ProtocolException foreign;
  private @Nullable ProtocolException garbled;
  private @Nullable SilentException silent;
  private boolean isShort;

  /** No failures yet of the unit on that device. */
  Findings(String device) {
    this.device = device;
  }

  void refused() {
    refused = true;
  }

  void garbled(ProtocolException e) {
    if (e.reason() == Reason.OTHER_PROTOCOL) {
      foreign = e;
    } else {
      garbled = e;
    }
  }

  void silent(SilentException e) {
    silent = e;
  }

  /** There was no time left for an inquiry. */
  void outOfTime() {
    isShort = true;
  }

  /** The error for what has answered something, but too little in the time that there is. */
  SilentException tooLittle() {
    return new SilentException(
        device
            + " answered too little in the time there is to tell what it is: check the cable, and"
            + " ask it again.");
  }

  /** Whether any inquiry was refused. */
  boolean hasRefusal() {
    return refused;
  }

  /** Whether any inquiry stayed unanswered. */
  boolean hasSilence() {
    return silent != null;
  }

  /**
   * The sentence for a unit that refuses everything at present: it may answer the same inquiries
   * again later (QUIRKS S4).
   */
  public static String refusing(String device) {
    return device
        + " answers, but refuses for now whatever it is asked: if that stays so, switch the"
        + " inverter off and on.";
  }

  /** How much a failure tells: the higher, the more. */
  static int weight(ProtocolException e) {
    return switch (e.reason()) {
      case OTHER_PROTOCOL -> 2;
      case REFUSED -> 1;
      default -> 0;
    };
  }

  /** The most specific of the failures. */
  ProtocolException trouble() throws SilentException {
    if (foreign != null) {
      return foreign;
    }
    if (refused) {
      return new ProtocolException(Reason.REFUSED, refusing(device));
    }
    if (garbled != null) {
      return garbled;
    }
    if (silent != null) {
      throw silent;
    }
    if (isShort) {
      throw tooLittle();
    }
    return new ProtocolException(
        Reason.WRONG_SHAPE, device + " speaks a protocol that has no live values.");
  }
}
