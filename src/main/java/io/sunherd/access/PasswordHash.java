package io.sunherd.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password that cannot be read back: PBKDF2-HMAC-SHA512 with its salt and its number of rounds.
 *
 * <p>The JDK's own function is used; the one of Vert.x is a wrapper of it that defaults to 10,000
 * rounds, and would tie the command line to Vert.x.
 */
final class PasswordHash {
  private static final int ROUNDS = 210_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MOST_ROUNDS = 10_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int rounds;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(int rounds, byte[] salt, byte[] hash) {
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
  }

  static PasswordHash of(char[] password) {
    return of(password, ROUNDS);
  }

  static PasswordHash of(char[] password, int rounds) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new PasswordHash(rounds, salt, derived(password, rounds, salt));
  }

  /**
   * Checked for an unknown user: it takes as long as the slowest of these, or as a new one where
   * there is none, and no password matches it.
   */
  static PasswordHash ofNobody(Stream<PasswordHash> others) {
    int rounds = others.mapToInt(hash -> hash.rounds).max().orElse(ROUNDS);
    return new PasswordHash(rounds, new byte[SALT_BYTES], new byte[HASH_BYTES]);
  }

  /** Reads what {@link #toString} writes. */
  static PasswordHash parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3 || !parts[0].matches("[1-9][0-9]{0,7}")) {
      throw new IllegalArgumentException(text);
    }
    int rounds = Integer.parseInt(parts[0]);
    byte[] salt = Base64.getDecoder().decode(parts[1]);
    byte[] hash = Base64.getDecoder().decode(parts[2]);
    if (rounds > MOST_ROUNDS || salt.length != SALT_BYTES || hash.length != HASH_BYTES) {
      throw new IllegalArgumentException(text);
    }
    return new PasswordHash(rounds, salt, hash);
  }

  boolean fits(char[] password) {
    return MessageDigest.isEqual(hash, derived(password, rounds, salt));
  }

  private static byte[] derived(char[] password, int rounds, byte[] salt) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, rounds, HASH_BYTES * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no PBKDF2WithHmacSHA512.", e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder();
    return rounds + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
  }
}
