package io.sunherd.inverter.exchange;

import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.Reply;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a line and of the unit on it: whether what is sent comes back (QUIRKS X1), and
 * how the unit takes a request whose CRC has a 0x00 (QUIRKS X4). Only readings teach the first.
 */
public final class Habits {
  private enum Echo {
    UNKNOWN,
    ALWAYS,
    NEVER
  }

  private enum Zeros {
    UNKNOWN,
    AS_DOCUMENTED,
    AS_ONES
  }

  /** So many refusals of the other form tell that it is heard. */
  private static final int PROOF = 2;

  private Echo echo = Echo.UNKNOWN;
  private Zeros zeros = Zeros.UNKNOWN;
  private int refusals;

  /** Whether the form that was given out last is the other one. */
  private boolean isOther;

  /**
   * What is still believed when the same device is opened again: its wiring may have been put
   * right, but a unit that is off must not look like a loop.
   */
  public Habits reopened() {
    Habits kept = new Habits();
    kept.echo = echo == Echo.ALWAYS ? Echo.ALWAYS : Echo.UNKNOWN;
    kept.zeros = zeros;
    kept.refusals = refusals;
    return kept;
  }

  /** Another unit has taken the place. */
  public void forgetUnit() {
    zeros = Zeros.UNKNOWN;
    refusals = 0;
  }

  /** Whether what is sent comes back in front of each reply. */
  boolean echoes() {
    return echo == Echo.ALWAYS;
  }

  /** Whether readings came without what was sent in front, so that an echo alone is a refusal. */
  boolean refusesByEcho() {
    return echo == Echo.NEVER;
  }

  /** A reading came, with the request in front of it or without. */
  void read(boolean echoed) {
    echo = echoed ? Echo.ALWAYS : Echo.NEVER;
  }

  /** A request in the form that the unit is known to take. */
  byte[] request(Framing framing, String text) {
    isOther = false;
    return zeros == Zeros.AS_ONES ? framing.requestWithoutNul(text) : framing.request(text);
  }

  /**
   * The form to try where that one stayed unanswered; null where there is no other. What is known
   * of the unit may be wrong, for a reply that came late was taken for that to the other form.
   */
  byte @Nullable [] other(Framing framing, String text) {
    byte[] plain = framing.request(text);
    byte[] ones = framing.requestWithoutNul(text);
    if (zeros == Zeros.AS_DOCUMENTED || Arrays.equals(plain, ones)) {
      return null;
    }
    isOther = true;
    return zeros == Zeros.AS_ONES ? plain : ones;
  }

  /** A request was answered. That the other form is refused may be chance once. */
  void heard(byte[] request, Reply reply) {
    if (hasNul(request)) {
      zeros = Zeros.AS_DOCUMENTED;
    } else if (isOther) {
      refusals += reply instanceof Reply.Refused ? 1 : PROOF;
      zeros = refusals >= PROOF ? Zeros.AS_ONES : zeros;
    }
  }

  private static boolean hasNul(byte[] request) {
    for (byte b : request) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }
}
