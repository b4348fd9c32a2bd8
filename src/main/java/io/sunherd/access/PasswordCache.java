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
 * A cache of passwords that were verified a moment ago: a script that sends its password with each
 * request does not pay for the slow hash each time, nor for the failures of others. An entry counts
 * only for the address it was verified from, and expires when unused. Holds a keyed hash of each;
 * the key never leaves this process. To be used on one thread.
 */
public final class PasswordCache {
  static final int MOST = 64;
  static final long MINUTES = 5;
  private static final String HMAC = "HmacSHA256";

  private final LongSupplier nanos;

  /** By label; the least recently used first. */
  private final Map<String, Proof> proofs = new LinkedHashMap<>();

  /** Made when the first password is labelled. */
  private @Nullable SecretKeySpec key;

  private record Proof(User user, long at) {}

  /**
   * @param nanos the monotonic clock
   */
  public PasswordCache(LongSupplier nanos) {
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

  /** The key under which a name with a password from an address is cached. */
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

  /** The user whose password with this label was verified a moment ago, or null. */
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
