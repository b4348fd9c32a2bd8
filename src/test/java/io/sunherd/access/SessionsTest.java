package io.sunherd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sunherd.suite.PureTests;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@PureTests
class SessionsTest {
  private static final User ANN = new User("ann", Role.OPERATOR);

  private final AtomicLong nanos = new AtomicLong();
  private final Sessions sessions = new Sessions(nanos::get);

  @Test
  void theOneUnusedForLongestGoesWhenThereAreTooMany() {
    String first = sessions.open(ANN, "");
    String second = sessions.open(ANN, "");
    for (int i = 2; i < Sessions.MOST; i++) {
      sessions.open(ANN, "");
    }
    assertNotNull(sessions.use(first));
    sessions.open(ANN, "");
    assertNull(sessions.use(second));
    assertNotNull(sessions.use(first));
  }

  @Test
  void twoSessionsShareNothingButTheUser() {
    String one = sessions.open(ANN, "");
    String other = sessions.open(ANN, "");
    assertNotEquals(one, other);
    assertNotEquals(sessions.use(one).csrf(), sessions.use(other).csrf());
    sessions.close(one);
    sessions.close("never there");
    assertNull(sessions.use(one));
    assertEquals(ANN, sessions.use(other).user());
    assertFalse(sessions.use(other).toString().contains(sessions.use(other).csrf()));
  }

  @Test
  void provenPasswordsAreForgottenSoonAndAreFew() {
    PasswordCache passwords = new PasswordCache(nanos::get);
    String label = passwords.label("ann", "secret", "10.0.0.1");
    assertEquals(label, passwords.label("ann", "secret", "::ffff:10.0.0.1"));
    assertNotEquals(label, new PasswordCache(nanos::get).label("ann", "secret", "10.0.0.1"));
    assertNotEquals(label, passwords.label("an", "nsecret", "10.0.0.1"));
    assertNotEquals(label, passwords.label("ann", "secret", "10.0.0.2"));
    passwords.add(label, ANN);
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(PasswordCache.MINUTES));
    assertEquals(ANN, passwords.user(label), "and counts from now on");
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(PasswordCache.MINUTES));
    assertEquals(ANN, passwords.user(label));
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(PasswordCache.MINUTES) + 1);
    assertNull(passwords.user(label));
    passwords.add(label, ANN);
    for (int i = 0; i < PasswordCache.MOST; i++) {
      assertEquals(ANN, passwords.user(label), "it is used");
      passwords.add("label " + i, ANN);
    }
    assertNull(passwords.user("label 0"));
    for (int i = 0; i < PasswordCache.MOST; i++) {
      passwords.add("label " + i, ANN);
    }
    assertNull(passwords.user(label));
    passwords.clear();
    assertNull(passwords.user("label 5"));
  }
}
