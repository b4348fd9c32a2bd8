package io.sunherd.protocol;

import io.sunherd.protocol.ProtocolException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The PI30 envelope: {@code (}, payload, two CRC bytes, CR (PI30.md 1). Requests have no start
 * mark.
 *
 * <p>A line feed ends a frame where the two bytes before it are its CRC. NULs are padding of the
 * USB bridge: they are dropped before and after a frame, and inside one wherever the CRC is right
 * without them, for a CRC byte may be a NUL itself.
 */
final class Pi30Framing implements Framing {
  static final Framing CRC = new Pi30Framing(false);

  /** REVO also answers with a one-byte checksum: the sum of all bytes, or one more. */
  static final Framing CRC_OR_SUM = new Pi30Framing(true);

  private static final byte CR = '\r';
  private static final byte LF = '\n';
  private static final byte START = '(';

  private final boolean sums;

  private Pi30Framing(boolean sums) {
    this.sums = sums;
  }

  @Override
  public byte[] request(String text) {
    return sealed(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public byte[] reply(String payload) {
    return sealed(("(" + payload).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] sealed(byte[] body) {
    int crc = Crc16.of(body, 0, body.length);
    byte[] frame = Arrays.copyOf(body, body.length + 3);
    frame[body.length] = Crc16.bumped(crc >> 8);
    frame[body.length + 1] = Crc16.bumped(crc);
    frame[body.length + 2] = CR;
    return frame;
  }

  @Override
  public String printed(String payload) {
    return "(" + payload;
  }

  @Override
  public int end(byte[] bytes, int length) {
    int start = start(bytes, length);
    for (int i = start; i < length; i++) {
      if (bytes[i] == CR || (bytes[i] == LF && isSealed(bytes, start, i))) {
        return i + 1;
      }
    }
    return -1;
  }

  private static int start(byte[] bytes, int length) {
    int start = 0;
    while (start < length && Framing.isPadding(bytes, start, start + 1)) {
      start++;
    }
    return start;
  }

  private boolean isSealed(byte[] bytes, int start, int end) {
    return end - start >= 3
        && (Crc16.matches(bytes, start, end - 2, bytes[end - 2], bytes[end - 1])
            || (sums && isSummed(bytes, start, end)));
  }

  private static boolean isSummed(byte[] bytes, int start, int end) {
    int sum = 0;
    for (int i = start; i < end - 1; i++) {
      sum += bytes[i];
    }
    byte seen = bytes[end - 1];
    return seen == (byte) sum || seen == (byte) (sum + 1);
  }

  @Override
  public Reply unwrap(byte[] frame) throws ProtocolException {
    int start = start(frame, frame.length);
    int end = frame.length;
    if (end == start || (frame[end - 1] != CR && frame[end - 1] != LF)) {
      throw new ProtocolException(
          Reason.INCOMPLETE, "The reply has no end mark (CR): it was cut, or is still coming.");
    }
    byte[] body = Arrays.copyOfRange(frame, start, end - 1);
    String word = text(withoutNuls(body));
    if (word.equals("(NAK") || word.equals("NAK")) {
      return new Reply.Refused();
    }
    if (word.equals("(ACK") || word.equals("ACK")) {
      return new Reply.Accepted();
    }
    return checked(body);
  }

  private Reply checked(byte[] body) throws ProtocolException {
    int check = checkLength(body);
    byte[] sound = body;
    if (check == 0) {
      sound = withoutNuls(body);
      check = checkLength(sound);
    }
    if (check == 0 && body.length > 2) {
      sound = withoutNulsInPayload(body);
      check = checkLength(sound);
    }
    if (check == 0) {
      throw damaged(body);
    }
    String text = text(Arrays.copyOf(sound, sound.length - check));
    if (text.equals("^0")) {
      throw new ProtocolException(
          Reason.OTHER_PROTOCOL,
          "The device refused with ^0: it speaks PI18 or PI17, not this protocol.");
    }
    if (!text.startsWith("(") && isRequest(text)) {
      throw new ProtocolException(
          Reason.ECHO, "The request " + text + " came back as it was sent: the wiring is looped.");
    }
    return switch (text) {
      case "(NAK", "NAK" -> new Reply.Refused();
      case "(ACK", "ACK" -> new Reply.Accepted();
      default -> payload(text);
    };
  }

  private static Reply payload(String text) throws ProtocolException {
    if (text.length() < 2 || text.charAt(0) != START) {
      throw new ProtocolException(
          Reason.NOISE, "The reply does not start with \"(\" and is no answer of this protocol.");
    }
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        throw new ProtocolException(
            Reason.NOISE, "The reply holds bytes that are no text, though its checksum is right.");
      }
    }
    return new Reply.Text(text.substring(1));
  }

  /** How many bytes at the end are a right checksum; 0 where none is. */
  private int checkLength(byte[] body) {
    int n = body.length;
    if (n >= 3 && Crc16.matches(body, 0, n - 2, body[n - 2], body[n - 1])) {
      return 2;
    }
    return sums && n >= 2 && isSummed(body, 0, n) ? 1 : 0;
  }

  private static boolean isRequest(String text) {
    return text.length() >= 2 && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private static ProtocolException damaged(byte[] body) {
    int odd = 0;
    for (byte b : body) {
      odd += b == 0 || b == (byte) 0xFF ? 1 : 0;
    }
    if (body.length > 0 && odd * 10 > body.length * 9) {
      return new ProtocolException(
          Reason.NOISE, "Only 0x00 or 0xFF came: check the wiring and the level of the adapter.");
    }
    return new ProtocolException(
        Reason.BAD_CRC, "The checksum of the reply does not match: bytes were lost or damaged.");
  }

  private static byte[] withoutNuls(byte[] bytes) {
    byte[] kept = new byte[bytes.length];
    int n = 0;
    for (byte b : bytes) {
      if (b != 0) {
        kept[n++] = b;
      }
    }
    return Arrays.copyOf(kept, n);
  }

  private static byte[] withoutNulsInPayload(byte[] bytes) {
    byte[] payload = withoutNuls(Arrays.copyOf(bytes, bytes.length - 2));
    byte[] kept = Arrays.copyOf(payload, payload.length + 2);
    kept[payload.length] = bytes[bytes.length - 2];
    kept[payload.length + 1] = bytes[bytes.length - 1];
    return kept;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
