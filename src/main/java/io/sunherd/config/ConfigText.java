package io.sunherd.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes of a configuration as text. Bytes that are not UTF-8 are an error, not guessed at. */
public final class ConfigText {
  private ConfigText() {}

  /**
   * Reads bytes as UTF-8.
   *
   * @param name what the text is called in sentences, usually the file's path
   * @throws ConfigException with the line that is not UTF-8
   */
  public static String of(String name, byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new ConfigException(List.of(wrong(name, bytes, in.position())));
    }
    return out.flip().toString();
  }

  private static String wrong(String name, byte[] bytes, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return new Place(name, line)
        + ": this line is not UTF-8 (there is a byte "
        + String.format("%02x", bytes[at])
        + "): save the file as UTF-8.";
  }
}
