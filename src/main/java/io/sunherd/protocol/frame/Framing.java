package io.sunherd.protocol.frame;

import io.sunherd.protocol.frame.ProtocolException.Reason;
import java.util.Arrays;

/** How a protocol wraps requests, and finds and checks replies. */
public interface Framing {

  /** No reply of these protocols is longer; longest seen is 143 bytes (PI30.md 1). */
  int MAX_FRAME = 512;

  /** What stands behind the text of a frame. */
  int CRC_AND_CR = 3;

  /** The bytes of a request. */
  byte[] request(String text);

  /** A setting's text in the form of a request: some protocols mark it as no inquiry. */
  default String setting(String text) {
    return text;
  }

  /**
   * The bytes of a request with 0x01 for each 0x00 of its CRC: some units do not receive a 0x00
   * (QUIRKS X4). The same as {@link #request} where there is none.
   */
  default byte[] requestWithoutNul(String text) {
    return request(text);
  }

  /**
   * The bytes of a request without its checksum: some units want that of some inquiries (QUIRKS
   * F13). The same as {@link #request} where there is none.
   */
  default byte[] requestWithoutCrc(String text) {
    return request(text);
  }

  /**
   * The bytes of a request with the length that it has, where a document prints another one. The
   * same as {@link #request} where it does not.
   */
  default byte[] requestCounted(String text) {
    return request(text);
  }

  /**
   * The framing of a unit that is known to speak so: an answer in the words of another family is an
   * answer of this unit then.
   */
  default Framing ofKnownUnit() {
    return this;
  }

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

  /** The frame with which a device accepts or refuses a request. */
  default byte[] answer(boolean accepted) {
    return reply(accepted ? "ACK" : "NAK");
  }

  /** Yes or no as a device says it, without its checksum. */
  default String word(boolean accepted) {
    byte[] frame = answer(accepted);
    return Seal.text(Arrays.copyOf(frame, frame.length - CRC_AND_CR));
  }

  /** Whether these bytes may trail a frame without meaning anything: padding and line ends. */
  static boolean isPadding(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0 && bytes[i] != '\r' && bytes[i] != '\n') {
        return false;
      }
    }
    return true;
  }

  /** Where a frame begins: after padding and line ends left by the one before. */
  static int start(byte[] bytes, int length) {
    int start = 0;
    while (start < length && isPadding(bytes, start, start + 1)) {
      start++;
    }
    return start;
  }

  /**
   * Where a frame begins that has a start mark: noise in front of it does not belong to it (QUIRKS
   * S1). Without the mark, after the padding.
   */
  static int start(byte[] bytes, int length, char mark) {
    int start = start(bytes, length);
    for (int i = start; i < length && bytes[i] != '\r'; i++) {
      if (bytes[i] == mark) {
        return i;
      }
    }
    return start;
  }

  /**
   * The part of a body that begins with the mark and has the right CRC, where noise came in front
   * of it; else the whole.
   */
  static byte[] withoutNoise(byte[] body, char mark) {
    for (int i = 0; i < body.length; i++) {
      if (body[i] == mark && (i == 0 || Seal.CRC.isOn(body, i, body.length))) {
        return Arrays.copyOfRange(body, i, body.length);
      }
    }
    return body;
  }

  /**
   * A frame without padding in front and without its end mark.
   *
   * @throws ProtocolException {@link Reason#INCOMPLETE} where it has no end mark
   */
  static byte[] body(byte[] frame) throws ProtocolException {
    int start = start(frame, frame.length);
    int end = frame.length;
    if (end == start || (frame[end - 1] != '\r' && frame[end - 1] != '\n')) {
      throw new ProtocolException(
          Reason.INCOMPLETE, "The reply has no end mark (CR): it was cut, or is still coming.");
    }
    return Arrays.copyOfRange(frame, start, end - 1);
  }

  /** Whether a text holds nothing but printable ASCII. */
  static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** The error for a request that came in place of a reply. */
  static ProtocolException echo(String request) {
    return new ProtocolException(
        Reason.ECHO,
        "The request "
            + request
            + " came in place of a reply: what is sent comes back, as where sending and receiving"
            + " are joined.");
  }

  /** The reply of a payload, if the payload is valid. */
  static Reply payload(String payload) throws ProtocolException {
    if (payload.isEmpty() || !isPrintable(payload)) {
      throw new ProtocolException(
          Reason.NOISE,
          "The reply holds nothing, or bytes that are no text, though its checksum is right.");
    }
    return new Reply.Text(payload);
  }
}
