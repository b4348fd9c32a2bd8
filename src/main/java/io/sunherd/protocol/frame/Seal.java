package io.sunherd.protocol.frame;

import io.sunherd.protocol.frame.ProtocolException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The checksum that ends a frame: added, verified and removed.
 *
 * <p>NULs are padding of the USB bridge. Inside a frame they are dropped where the checksum is
 * right without them, since a CRC byte may be a NUL itself.
 */
public final class Seal {
  /** The CRC that all of these protocols use. */
  public static final Seal CRC = new Seal(false);

  /** REVO also answers with a one-byte checksum: the sum of all bytes, or one more. */
  public static final Seal CRC_OR_SUM = new Seal(true);

  private static final byte CR = '\r';

  private final boolean sums;

  private Seal(boolean sums) {
    this.sums = sums;
  }

  /** The bytes of a text with its CRC and CR. */
  public static byte[] put(String text) {
    byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
    int crc = Crc16.of(body, 0, body.length);
    byte[] frame = Arrays.copyOf(body, body.length + 3);
    frame[body.length] = Crc16.bumped(crc >> 8);
    frame[body.length + 1] = Crc16.bumped(crc);
    frame[body.length + 2] = CR;
    return frame;
  }

  /** A frame with 0x01 for each 0x00 in its CRC. */
  public static byte[] withoutNul(byte[] frame) {
    byte[] heard = frame.clone();
    for (int i = frame.length - 3; i < frame.length - 1; i++) {
      heard[i] = frame[i] == 0 ? 1 : frame[i];
    }
    return heard;
  }

  /** Whether {@code bytes[from..to)} end in their checksum. */
  public boolean isOn(byte[] bytes, int from, int to) {
    return length(bytes, from, to) > 0;
  }

  /**
   * The text without its checksum, which is verified.
   *
   * @param body a frame without its end mark
   * @throws ProtocolException where the checksum is wrong
   */
  public String open(byte[] body) throws ProtocolException {
    for (byte[] sound : new byte[][] {body, withoutNuls(body), withoutNulsInPayload(body)}) {
      int check = length(sound, 0, sound.length);
      if (check > 0) {
        return text(Arrays.copyOf(sound, sound.length - check));
      }
    }
    throw damaged(body);
  }

  /** How many bytes at the end are a right checksum; 0 where none is. */
  private int length(byte[] bytes, int from, int to) {
    if (to - from >= 3 && Crc16.matches(bytes, from, to - 2, bytes[to - 2], bytes[to - 1])) {
      return 2;
    }
    return sums && to - from >= 2 && isSummed(bytes, from, to) ? 1 : 0;
  }

  private static boolean isSummed(byte[] bytes, int from, int to) {
    int sum = 0;
    for (int i = from; i < to - 1; i++) {
      sum += bytes[i];
    }
    byte seen = bytes[to - 1];
    return seen == (byte) sum || seen == (byte) (sum + 1);
  }

  private static ProtocolException damaged(byte[] body) {
    return Garbage.is(body, body.length)
        ? Garbage.trouble()
        : new ProtocolException(
            Reason.BAD_CRC,
            "The checksum of the reply does not match: bytes were lost or damaged.");
  }

  /** The bytes without the NULs. */
  public static byte[] withoutNuls(byte[] bytes) {
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
    if (bytes.length < 3) {
      return bytes;
    }
    byte[] payload = withoutNuls(Arrays.copyOf(bytes, bytes.length - 2));
    byte[] kept = Arrays.copyOf(payload, payload.length + 2);
    kept[payload.length] = bytes[bytes.length - 2];
    kept[payload.length + 1] = bytes[bytes.length - 1];
    return kept;
  }

  /** Bytes as text, one character a byte. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
