package io.sunherd.protocol.pi16;

import io.sunherd.protocol.frame.CheckNumber;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.frame.Seal;
import io.sunherd.protocol.pi30.Pi30Framing;
import java.nio.charset.StandardCharsets;

/**
 * The PI16 envelope: replies as in PI30, requests without a CRC (PI16.md 1).
 *
 * <p>The document calls the CRC of a reply optional, but every captured reply has it, and without
 * it a damaged reply would pass for a reading: it is required here.
 */
final class Pi16Framing implements Framing {
  static final Framing BARE = new Pi16Framing();

  private Pi16Framing() {}

  @Override
  public byte[] request(String text) {
    return (text + (CheckNumber.isWanted(text) ? CheckNumber.of(text) : "") + "\r")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public byte[] reply(String payload) {
    return Pi30Framing.CRC.reply(payload);
  }

  @Override
  public String printed(String payload) {
    return Pi30Framing.CRC.printed(payload);
  }

  @Override
  public int end(byte[] bytes, int length) {
    return Pi30Framing.CRC.end(bytes, length);
  }

  @Override
  public Reply unwrap(byte[] frame) throws ProtocolException {
    String text = Seal.text(Framing.body(frame));
    if (text.startsWith("Q") && Framing.isPrintable(text)) {
      throw Framing.echo(text);
    }
    return Pi30Framing.CRC.unwrap(frame);
  }
}
