package io.sunherd.inverter.exchange;

import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.Reply;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a line and its unit: whether the line echoes requests (QUIRKS X1), and in which
 * form the unit accepts a request whose CRC has a 0x00 (QUIRKS X4). Only readings decide the first.
 */
public final class LineHabits {
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

  /** So many replies of NAK to the other form prove that the unit receives it. */
  private static final int PROOF = 2;

  private Echo echo = Echo.UNKNOWN;
  private Zeros zeros = Zeros.UNKNOWN;
  private int refusals;

  /** Whether the last request returned is in the other form. */
  private boolean isOther;

  /**
   * What still counts when the same device is opened again. Its wiring may have been corrected, but
   * a unit that is switched off must not look like a wiring loop.
   */
  public LineHabits reopened() {
    LineHabits kept = new LineHabits();
    kept.echo = echo == Echo.ALWAYS ? Echo.ALWAYS : Echo.UNKNOWN;
    kept.zeros = zeros;
    kept.refusals = refusals;
    return kept;
  }

  /** Another unit is on the line: forgets what was known of the one before. */
  public void forgetUnit() {
    zeros = Zeros.UNKNOWN;
    refusals = 0;
  }

  /** Whether the line echoes each request before its reply. */
  boolean echoes() {
    return echo == Echo.ALWAYS;
  }

  /** Whether readings came without an echo, so that an echo alone is a refusal. */
  boolean refusesByEcho() {
    return echo == Echo.NEVER;
  }

  /** A reading came, with an echo of the request before it or without. */
  void read(boolean echoed) {
    echo = echoed ? Echo.ALWAYS : Echo.NEVER;
  }

  /** A request in the form that the unit is known to accept. */
  byte[] request(Framing framing, String text) {
    isOther = false;
    return zeros == Zeros.AS_ONES ? framing.requestWithoutNul(text) : framing.request(text);
  }

  /**
   * The other form, to try where the first stayed unanswered; null where there is none. The known
   * form may be wrong: a late reply to one form may have been taken for the reply to the other.
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

  /** A request was answered. One NAK to the other form may be chance. */
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
