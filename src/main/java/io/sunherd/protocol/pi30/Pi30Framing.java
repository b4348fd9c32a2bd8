package io.sunherd.protocol.pi30;

import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.frame.Seal;
import java.util.regex.Pattern;

/**
 * The PI30 envelope: {@code (}, payload, two CRC bytes, CR (PI30.md 1). Requests have no start
 * mark.
 *
 * <p>A line feed ends a frame where the two bytes before it are its CRC.
 */
public final class Pi30Framing implements Framing {
  /** With a CRC, as all units but REVO have it. */
  public static final Framing CRC = new Pi30Framing(Seal.CRC);

  static final Framing CRC_OR_SUM = new Pi30Framing(Seal.CRC_OR_SUM);

  /**
   * Another protocol's name as a reply; PI30 and PI41 are excluded, since with those only the
   * checksum was lost.
   */
  private static final Pattern OTHER_KIND = Pattern.compile("\\(PI(?!30|41)\\d\\d");

  private static final char START = '(';

  private final Seal seal;

  private Pi30Framing(Seal seal) {
    this.seal = seal;
  }

  @Override
  public byte[] request(String text) {
    return Seal.put(text);
  }

  @Override
  public byte[] requestWithoutNul(String text) {
    return Seal.withoutNul(request(text));
  }

  @Override
  public byte[] reply(String payload) {
    return Seal.put(printed(payload));
  }

  @Override
  public String printed(String payload) {
    return "(" + payload;
  }

  @Override
  public int end(byte[] bytes, int length) {
    int start = Framing.start(bytes, length, START);
    for (int i = start; i < length; i++) {
      if (bytes[i] == '\r' || (bytes[i] == '\n' && seal.isOn(bytes, start, i))) {
        return i + 1;
      }
    }
    return -1;
  }

  @Override
  public Reply unwrap(byte[] frame) throws ProtocolException {
    byte[] body = Framing.withoutNoise(Framing.body(frame), START);
    String word = Seal.text(Seal.withoutNuls(body));
    if (isAnswer(word)) {
      return answer(word);
    }
    requireFamiliar(word);
    String text = seal.open(body);
    if (isAnswer(text)) {
      return answer(text);
    }
    if (text.equals("^0")) {
      throw new ProtocolException(
          Reason.OTHER_PROTOCOL,
          "The device refused with ^0: it speaks PI18 or PI17, not this protocol.");
    }
    if (text.startsWith("(")) {
      return Framing.payload(text.substring(1));
    }
    if (text.length() >= 2 && Framing.isPrintable(text) && text.indexOf(' ') < 0) {
      throw Framing.echo(text);
    }
    throw new ProtocolException(
        Reason.NOISE, "The reply does not start with \"(\" and is no answer of this protocol.");
  }

  /** Fails for devices of other kinds, which answer without a checksum (QUIRKS I4, U16). */
  private static void requireFamiliar(String word) throws ProtocolException {
    if (word.equals("#-1")) {
      throw new ProtocolException(
          Reason.OTHER_PROTOCOL,
          "The device refused with #-1: it speaks a protocol that this hub does not know.");
    }
    if (OTHER_KIND.matcher(word).matches()) {
      throw new ProtocolException(
          Reason.OTHER_PROTOCOL,
          "The device says "
              + word.substring(1)
              + " without a checksum: it is a UPS or something else, but no inverter that this hub"
              + " speaks to.");
    }
  }

  /** Both answers come with and without a CRC, and without the start mark (QUIRKS F3). */
  private static boolean isAnswer(String text) {
    return switch (text) {
      case "(NAK", "NAK", "(ACK", "ACK" -> true;
      default -> false;
    };
  }

  private static Reply answer(String text) {
    return text.endsWith("NAK") ? new Reply.Refused() : new Reply.Accepted();
  }
}
