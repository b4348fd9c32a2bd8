package io.sunherd.protocol.frame;

/**
 * CRC-16/XMODEM (polynomial 0x1021, start 0) with the byte bump of the Voltronic protocols.
 *
 * <p>On the wire a CRC byte that would equal a frame mark ({@code (}, CR or LF) is sent one higher;
 * 0x00 is sent as it is.
 */
public final class Crc16 {
  private static final int[] TABLE = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      }
      TABLE[i] = crc & 0xFFFF;
    }
  }

  private Crc16() {}

  /** The plain CRC of {@code bytes[from..to)}, 0 to 0xFFFF. */
  public static int of(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc = ((crc << 8) & 0xFFFF) ^ TABLE[(crc >> 8) ^ (bytes[i] & 0xFF)];
    }
    return crc;
  }

  /** One CRC byte as it is sent. */
  public static byte bumped(int plain) {
    int b = plain & 0xFF;
    return (byte) (b == 0x28 || b == 0x0D || b == 0x0A ? b + 1 : b);
  }

  /**
   * Whether two received bytes are the CRC of {@code bytes[from..to)}: plain or bumped, byte by
   * byte. A bumped 0x00 passes too, as some clones send it.
   */
  public static boolean matches(byte[] bytes, int from, int to, byte high, byte low) {
    int crc = of(bytes, from, to);
    return same(crc >> 8, high) && same(crc, low);
  }

  private static boolean same(int plain, byte received) {
    byte exact = (byte) plain;
    return received == exact || received == bumped(plain) || (exact == 0 && received == 1);
  }
}
