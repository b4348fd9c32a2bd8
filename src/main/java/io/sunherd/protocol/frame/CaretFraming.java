package io.sunherd.protocol.frame;

import io.sunherd.protocol.frame.ProtocolException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The envelope of PI17 and PI18: {@code ^}, a letter, three digits of length, payload, CRC, CR
 * (PI17.md 1, PI18.md 1). {@code P} asks, {@code S} sets, {@code D} answers; {@code ^1} accepts and
 * {@code ^0} refuses.
 *
 * <p>The length is a hint, as units send wrong ones (QUIRKS F12): a frame ends at the CR behind its
 * CRC. The hint decides only where a CRC byte itself is a CR.
 */
public final class CaretFraming implements Framing {
  /** PI18: requests carry a CRC. */
  public static final Framing PI18 = new CaretFraming(true, false);

  /** PI17: requests carry none, but energy requests a check number. */
  public static final Framing PI17 = new CaretFraming(false, false);

  /**
   * The lengths that the document of PI18 prints, and that units are asked with, although they are
   * not what the rule comes to (PI18.md 1 and 2).
   */
  private static final Map<String, Integer> PRINTED = Map.of("FWS", 5);

  private static final char START = '^';

  /** What the length does not count: the caret, the letter and its own digits. */
  private static final int HEAD = 5;

  /** What the length counts besides the payload: two CRC bytes and the CR. */
  private static final int TAIL = 3;

  private static final Pattern ANSWER = Pattern.compile("\\^D\\d{3}.*", Pattern.DOTALL);
  private static final Pattern REQUEST = Pattern.compile("\\^[PS]\\d{3}.*");

  private final boolean sealsRequests;
  private final boolean isKnown;

  /**
   * @param sealsRequests whether requests carry a CRC
   * @param isKnown whether the unit is known to speak so
   */
  private CaretFraming(boolean sealsRequests, boolean isKnown) {
    this.sealsRequests = sealsRequests;
    this.isKnown = isKnown;
  }

  /**
   * Firmware that has both families may take or refuse a setting in the words of PI30 (PI18.md 1
   * and 4).
   */
  @Override
  public Framing ofKnownUnit() {
    return new CaretFraming(sealsRequests, true);
  }

  /** A text without its envelope is an inquiry; one that already has it is sent unchanged. */
  @Override
  public byte[] request(String text) {
    return sealsRequests ? Seal.put(whole(text)) : requestWithoutCrc(text);
  }

  /** The length stays as it is with one. */
  @Override
  public byte[] requestWithoutCrc(String text) {
    return (whole(text) + "\r").getBytes(StandardCharsets.ISO_8859_1);
  }

  private String whole(String text) {
    return text.startsWith("^") ? text : inquiry(text);
  }

  @Override
  public byte[] requestWithoutNul(String text) {
    return sealsRequests ? Seal.withoutNul(request(text)) : request(text);
  }

  @Override
  public byte[] requestCounted(String text) {
    return sealsRequests && PRINTED.containsKey(text)
        ? Seal.put(wrapped('P', text, TAIL))
        : request(text);
  }

  @Override
  public String setting(String text) {
    return text.startsWith("^") ? text : wrapped('S', text, sealsRequests ? TAIL : 1);
  }

  private String inquiry(String text) {
    if (sealsRequests) {
      int counted = text.length() + TAIL;
      return wrapped('P', text, PRINTED.getOrDefault(text, counted) - text.length());
    }
    if (!CheckNumber.isWanted(text)) {
      return wrapped('P', text, 1);
    }
    String checked = wrapped('P', text, CheckNumber.DIGITS + 1);
    return checked + CheckNumber.of(checked);
  }

  @Override
  public byte[] reply(String payload) {
    return Seal.put(printed(payload));
  }

  @Override
  public byte[] answer(boolean accepted) {
    return Seal.put(accepted ? "^1" : "^0");
  }

  @Override
  public String printed(String payload) {
    return wrapped('D', payload, TAIL);
  }

  private static String wrapped(char letter, String text, int more) {
    return String.format(Locale.ROOT, "^%c%03d%s", letter, text.length() + more, text);
  }

  @Override
  public int end(byte[] bytes, int length) {
    int start = Framing.start(bytes, length, START);
    int told = toldEnd(bytes, start, length);
    if (told > 0
        && told <= length
        && bytes[told - 1] == '\r'
        && Seal.CRC.isOn(bytes, start, told - 1)) {
      return told;
    }
    for (int i = start; i < length; i++) {
      boolean cr = bytes[i] == '\r';
      if ((cr || bytes[i] == '\n') && Seal.CRC.isOn(bytes, start, i)) {
        return i + 1;
      }
      boolean inCrc = told > length && i >= told - TAIL;
      if (cr && !inCrc) {
        return i + 1;
      }
    }
    return -1;
  }

  /** The end of the frame by its length field, or -1 without a valid one. */
  private static int toldEnd(byte[] bytes, int start, int length) {
    if (length - start < HEAD || bytes[start] != '^' || bytes[start + 1] != 'D') {
      return -1;
    }
    int told = 0;
    for (int i = start + 2; i < start + HEAD; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      told = told * 10 + bytes[i] - '0';
    }
    return told < TAIL ? -1 : start + HEAD + told;
  }

  @Override
  public Reply unwrap(byte[] frame) throws ProtocolException {
    byte[] body = Framing.withoutNoise(Framing.body(frame), START);
    String bare = Seal.text(Seal.withoutNuls(body));
    if (REQUEST.matcher(bare).matches() && Framing.isPrintable(bare)) {
      throw Framing.echo(bare);
    }
    if (bare.equals("(NAK")) {
      return refused();
    }
    String text = Seal.CRC.open(body);
    if (text.equals("(NAK")) {
      return refused();
    }
    if (isKnown && text.equals("(ACK")) {
      return new Reply.Accepted();
    }
    if (text.equals("^0")) {
      return new Reply.Refused();
    }
    if (text.equals("^1")) {
      return new Reply.Accepted();
    }
    if (ANSWER.matcher(text).matches()) {
      return Framing.payload(text.substring(HEAD));
    }
    if (REQUEST.matcher(text).matches() && Framing.isPrintable(text)) {
      throw Framing.echo(text);
    }
    if (text.startsWith("(")) {
      throw otherProtocol();
    }
    throw new ProtocolException(
        Reason.NOISE, "The reply does not start with \"^D\" and is no answer of this protocol.");
  }

  /** The refusal of PI30, which a unit may have that is known to speak this protocol. */
  private Reply refused() throws ProtocolException {
    if (isKnown) {
      return new Reply.Refused();
    }
    throw otherProtocol();
  }

  private static ProtocolException otherProtocol() {
    return new ProtocolException(
        Reason.OTHER_PROTOCOL,
        "The device answered with \"(\": it speaks PI30 or PI16, not this protocol.");
  }
}
