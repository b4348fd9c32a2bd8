package io.sunherd.inverter.exchange;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What came of the questions to a unit of which no reading came: which sentence names what is
 * wrong. Silence, garbage and refusal are different things (QUIRKS U14).
 */
public final class Findings {
  private final String device;
  private boolean refused;
  private @Nullable ProtocolException foreign;
  private @Nullable ProtocolException garbled;
  private @Nullable SilentException silent;

  /** Nothing yet, of the unit on that device. */
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

  /** Whether anything stayed unanswered. */
  boolean hasSilence() {
    return silent != null;
  }

  /** That a unit refuses everything, now: it may take the same again later (QUIRKS S4). */
  public static String refusing(String device) {
    return device
        + " answers, but refuses for now whatever it is asked: if that stays so, switch the"
        + " inverter off and on.";
  }

  /** The most telling of all that came. */
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
    return new ProtocolException(
        Reason.WRONG_SHAPE, device + " speaks a protocol that has no live values.");
  }
}
