package io.sunherd.protocol.frame;

import io.sunherd.protocol.frame.ProtocolException.Reason;

/**
 * Recognises the bytes that arrive where wiring, level or speed of an adapter is wrong (QUIRKS
 * U13).
 */
public final class Garbage {
  /** With fewer bytes, half of them may be a checksum. */
  private static final int SHORTEST_TEXT = 8;

  private Garbage() {}

  /** Whether {@code bytes[0..length)} are nearly all 0x00 or 0xFF, or mostly not printable. */
  public static boolean is(byte[] bytes, int length) {
    int idle = 0;
    int odd = 0;
    int seen = 0;
    for (int i = 0; i < length; i++) {
      idle += bytes[i] == 0 || bytes[i] == (byte) 0xFF ? 1 : 0;
      if (!Framing.isPadding(bytes, i, i + 1)) {
        seen++;
        odd += bytes[i] < ' ' || bytes[i] > '~' ? 1 : 0;
      }
    }
    boolean isText = seen < SHORTEST_TEXT || odd * 2 <= seen;
    return length > 0 && (idle * 10 > length * 9 || !isText);
  }

  /** The error for garbage. */
  public static ProtocolException trouble() {
    return new ProtocolException(
        Reason.NOISE,
        "What came is no text: check the wiring, the level (RS-232, not TTL) and the speed (2400"
            + " baud) of the adapter.");
  }
}
