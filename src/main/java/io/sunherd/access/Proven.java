package io.sunherd.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Passwords that were right a moment ago, so that a script which sends its own with each request
 * does not pay for the slow hash each time, nor for the failures of others. Each counts only where
 * it was proven from, and as long as it is used. Holds a keyed hash of them, whose key never leaves
 * this process. To be used on one thread.
 */
public final class Proven {
  static final int MOST = 64;
  static final long MINUTES = 5;
  private static final String HMAC = "HmacSHA256";

  private final LongSupplier nanos;

  /** In the order of their last use. */
  private final Map<String, Proof> proofs = new LinkedHashMap<>();

  /** Made for the first password. */
  private @Nullable SecretKeySpec key;

  private record Proof(User user, long at) {}

  /**
   * @param nanos the monotonic clock
   */
  public Proven(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private SecretKeySpec key() {
    SecretKeySpec made = key;
    if (made == null) {
      byte[] bits = new byte[32];
      new SecureRandom().nextBytes(bits);
      made = new SecretKeySpec(bits, HMAC);
      key = made;
    }
    return made;
  }

  /** What a name with a password is held by, where they come from. */
  public String label(String name, String password, String address) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key());
      mac.update(name.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      mac.update(Network.of(address).getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + HMAC + ".", e);
    }
  }

  /** Who proved to be somebody with this a moment ago, or null. */
  public @Nullable User user(String label) {
    Proof proof = proofs.get(label);
    if (proof == null || nanos.getAsLong() - proof.at > TimeUnit.MINUTES.toNanos(MINUTES)) {
      return null;
    }
    add(label, proof.user);
    return proof.user;
  }

  /** Remembers that a password was right. */
  public void add(String label, User user) {
    proofs.remove(label);
    proofs.put(label, new Proof(user, nanos.getAsLong()));
    if (proofs.size() > MOST) {
      proofs.remove(proofs.keySet().iterator().next());
    }
  }

  /** Forgets all of them, because the accounts have changed. */
  public void clear() {
    proofs.clear();
  }
}
