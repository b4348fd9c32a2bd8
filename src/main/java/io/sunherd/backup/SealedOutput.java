package io.sunherd.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Writes the checksum of all that goes before in place of the last bytes, so that each byte of a
 * file is covered by it.
 */
final class SealedOutput extends FilterOutputStream {
  /** The length of a checksum in hexadecimal. */
  static final int LENGTH = 64;

  private final MessageDigest digest = sha256();
  private byte[] held = new byte[0];

  SealedOutput(OutputStream out) {
    super(out);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    byte[] all = Arrays.copyOf(held, held.length + length);
    System.arraycopy(bytes, offset, all, held.length, length);
    int ready = Math.max(0, all.length - LENGTH);
    out.write(all, 0, ready);
    digest.update(all, 0, ready);
    held = Arrays.copyOfRange(all, ready, all.length);
  }

  /** Writes the checksum where the last bytes belong. */
  void seal() throws IOException {
    out.write(
        HexFormat.of()
            .formatHex(digest.digest())
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    out.flush();
  }
}
