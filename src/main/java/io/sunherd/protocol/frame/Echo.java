package io.sunherd.protocol.frame;

/**
 * The request itself, where a line returns it before the reply (QUIRKS X1). Bytes are an echo only
 * where they equal the request byte for byte; padding of the USB bridge may stand between.
 */
public final class Echo {
  /** These bytes are no echo. */
  public static final int NONE = 0;

  /** These bytes may be the beginning of an echo. */
  public static final int COMING = -1;

  private Echo() {}

  /**
   * Looks for the echo at the start of {@code bytes[0..length)}.
   *
   * @param request the bytes that were sent
   * @return the index just after it, or {@link #COMING}, or {@link #NONE}
   */
  public static int end(byte[] request, byte[] bytes, int length) {
    int i = Framing.start(bytes, length);
    int matched = 0;
    while (i < length && matched < request.length) {
      if (bytes[i] == request[matched]) {
        matched++;
      } else if (bytes[i] != 0) {
        return NONE;
      }
      i++;
    }
    return matched == request.length ? i : COMING;
  }
}
