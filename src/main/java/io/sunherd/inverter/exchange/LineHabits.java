package io.sunherd.inverter.exchange;

import io.sunherd.inverter.unit.Bounded;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a line and of the unit on it: whether what is sent comes back (QUIRKS X1), how
 * the unit takes a request whose CRC has a 0x00 (QUIRKS X4), and which inquiries it wants without a
 * CRC (QUIRKS F13) or with a length that is counted. Only readings teach the first and the last.
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

  /** The number of NAKs to the other form after which it is proved that the unit receives it. */
  private static final int PROOF = 2;

  /** The most inquiries whose forms are kept. */
  private static final int FORMS = 256;

  private Echo echo = Echo.UNKNOWN;
  private Zeros zeros = Zeros.UNKNOWN;
  private int refusals;

  /** By its text, in which form an inquiry is answered. */
  private final Map<String, Form> forms = Bounded.map(FORMS);

  /** The forms of an inquiry. */
  enum Form {
    /** As documented, with its CRC. */
    SEALED,
    /** Without its CRC. */
    BARE,
    /** With the length that it has, where the document prints another one. */
    COUNTED,
    /** The unit answers the inquiry in none of these forms. */
    NEITHER;

    /** The forms to be tried where the documented one brings nothing. */
    static final List<Form> OTHERS = List.of(BARE, COUNTED);
  }

  /** Whether the form that was given out last is the other one. */
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
    kept.forms.putAll(forms);
    return kept;
  }

  /** Another unit is on the line: forgets what was known of the one before. */
  public void forgetUnit() {
    zeros = Zeros.UNKNOWN;
    refusals = 0;
    forms.clear();
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

  /** An inquiry without its CRC. */
  byte[] bare(Framing framing, String text) {
    isOther = false;
    return framing.requestWithoutCrc(text);
  }

  /** An inquiry in another form; null where that is the same as the first one. */
  byte @Nullable [] other(Form form, Framing framing, String text) {
    byte[] other =
        form == Form.COUNTED ? framing.requestCounted(text) : framing.requestWithoutCrc(text);
    if (Arrays.equals(other, framing.request(text))) {
      return null;
    }
    isOther = false;
    return other;
  }

  /** An inquiry in the other form that the unit is known to want; null where it wants the first. */
  byte @Nullable [] known(Framing framing, String text) {
    Form form = forms.get(text);
    return form != null && Form.OTHERS.contains(form) ? other(form, framing, text) : null;
  }

  /** Whether it is known how the unit takes an inquiry, or there is one way only. */
  boolean isSettled(Framing framing, String text) {
    return forms.containsKey(text)
        || Form.OTHERS.stream().allMatch(form -> other(form, framing, text) == null);
  }

  /** Whether the unit has answered what has no CRC, and nothing that has one. */
  boolean isBareOnly() {
    return forms.containsValue(Form.BARE)
        && !forms.containsValue(Form.SEALED)
        && !forms.containsValue(Form.COUNTED);
  }

  /** Whether the unit has answered what has no CRC. */
  boolean hearsBare() {
    return forms.containsValue(Form.BARE);
  }

  /** An inquiry brought a reading, sent so. */
  void answered(String text, Form form) {
    forms.put(text, form);
  }

  /** An inquiry brought no reading in any other form either. */
  void neither(String text) {
    forms.put(text, Form.NEITHER);
  }

  /** What was known of an inquiry has turned out to be wrong. */
  void unsettle(String text) {
    forms.remove(text);
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
