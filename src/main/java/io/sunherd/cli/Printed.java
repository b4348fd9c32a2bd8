package io.sunherd.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Prints UTF-8 bytes, in whatever pieces they come. */
final class Printed extends OutputStream {
  private static final int AT_ONCE = 8 * 1024;

  private final PrintWriter out;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(AT_ONCE);
  private final CharBuffer chars = CharBuffer.allocate(AT_ONCE);

  Printed(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int count = Math.min(bytes.remaining(), length - done);
      bytes.put(from, offset + done, count).flip();
      decoder.decode(bytes, chars, false);
      bytes.compact(); // keeps the first bytes of an incomplete character
      out.append(chars.flip());
      chars.clear();
      done += count;
    }
    if (out.checkError()) {
      throw new IOException("standard output is closed");
    }
  }
}
