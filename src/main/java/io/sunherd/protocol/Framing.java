package io.sunherd.protocol;

/** How a protocol wraps requests, and finds and checks replies. */
public interface Framing {

  /** No reply of these protocols is longer; longest seen is 143 bytes (PI30.md 1). */
  int MAX_FRAME = 512;

  /** The bytes of a request. */
  byte[] request(String text);

  /**
   * Looks for the end of the first frame.
   *
   * @return the index just after its end mark, or -1 while {@code bytes[0..length)} holds none
   */
  int end(byte[] bytes, int length);

  /**
   * Checks one frame and takes its marks off.
   *
   * @param frame the bytes up to and with the end mark
   * @throws ProtocolException where it is damaged, an echo, or of another protocol
   */
  Reply unwrap(byte[] frame) throws ProtocolException;

  /** The payload as a person reads it: from the start mark up to the checksum. */
  String printed(String payload);

  /** A reply's frame, as a device sends it. */
  byte[] reply(String payload);

  /** Whether these bytes may trail a frame without meaning anything: padding and line ends. */
  static boolean isPadding(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0 && bytes[i] != '\r' && bytes[i] != '\n') {
        return false;
      }
    }
    return true;
  }
}
