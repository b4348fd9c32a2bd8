package io.sunherd.web.gate;

import io.sunherd.access.PasswordCache;
import io.sunherd.access.SetupCode;
import io.sunherd.access.Throttle;
import io.sunherd.access.User;
import io.sunherd.request.Problem;
import io.sunherd.web.gate.CurrentAccounts.Known;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies passwords, tokens and the code for the set-up. The slow hash has one thread of its own
 * and a short queue, so that no one can keep the machine busy with it. Known and unknown names get
 * the same answer in the same time. Every failure is a {@link Problem}.
 */
public final class Logins {
  private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
  private static final int MOST_WAITING = 16;

  /** The user name that attempts with tokens and codes count for. */
  private static final String NOBODY = "";

  private final WorkerExecutor hashing;
  private final Throttle throttle;
  private final PasswordCache passwords;
  private final Map<String, Future<User>> underWay = new HashMap<>();
  private @Nullable Known judgedBy;

  /** Logins with a thread and queue of their own. */
  public Logins(Vertx vertx, LongSupplier nanos) {
    hashing = vertx.createSharedWorkerExecutor("passwords", 1);
    throttle = new Throttle(nanos);
    passwords = new PasswordCache(nanos);
  }

  /**
   * The user of a name and password.
   *
   * @param from the network address of the client
   */
  Future<User> password(Known known, String name, String password, String from) {
    if (!known.equals(judgedBy)) {
      passwords.clear();
      underWay.clear();
      judgedBy = known;
    }
    String label = passwords.label(name, password, from);
    User user = passwords.user(label);
    if (user != null && !throttle.isBesieged(name, from)) {
      return Future.succeededFuture(user);
    }
    Future<User> same = underWay.get(label);
    if (same != null) {
      return same;
    }
    long wait = throttle.waitSeconds(name, from);
    if (wait > 0) {
      throttle.turnAway(name, from);
      return Future.failedFuture(tooMany(wait));
    }
    if (underWay.size() >= MOST_WAITING) {
      return Future.failedFuture(
          new Problem(503, "Too many are logging in; try again shortly.").with("Retry-After", "2"));
    }
    throttle.attempt(name, from);
    Future<User> judged =
        hashing
            .executeBlocking(() -> known.users().verify(name, password.toCharArray()), false)
            .compose(found -> judged(found, name, from));
    underWay.put(label, judged);
    return judged
        .onSuccess(right -> remember(known, label, right))
        .onComplete(over -> underWay.remove(label, judged));
  }

  private void remember(Known known, String label, User user) {
    if (known.equals(judgedBy)) {
      passwords.add(label, user);
    }
  }

  /** The user of a bearer token. A right one is never delayed, since it cannot be guessed. */
  Future<User> token(Known known, String token, String from) {
    User user = known.users().verifyToken(token).orElse(null);
    if (user != null) {
      return Future.succeededFuture(user);
    }
    long wait = throttle.waitSeconds(NOBODY, from);
    if (wait > 0) {
      return Future.failedFuture(tooMany(wait));
    }
    throttle.attempt(NOBODY, from);
    LOG.warn("A login from {} failed: there is no such token.", from);
    return Future.failedFuture(new Problem(401, "There is no such token, or not any more."));
  }

  /**
   * Succeeds where somebody knows the code for the set-up of the hub; wrong ones are slowed as
   * passwords are.
   */
  Future<Void> code(String right, String typed, String from) {
    long wait = throttle.waitSeconds(NOBODY, from);
    if (wait > 0) {
      return Future.failedFuture(tooMany(wait));
    }
    throttle.attempt(NOBODY, from);
    if (SetupCode.isSame(right, typed)) {
      throttle.succeeded(NOBODY, from);
      return Future.succeededFuture();
    }
    LOG.warn("A set-up from {} failed: its code is wrong.", from);
    return Future.failedFuture(Refusals.wrongCode());
  }

  private Future<User> judged(Optional<User> found, String name, String from) {
    if (found.isPresent()) {
      throttle.succeeded(name, from);
      return Future.succeededFuture(found.get());
    }
    String shown = Problem.quote(name).replaceAll("[^ -~]", "?");
    LOG.warn("A login from {} as \"{}\" failed.", from, shown);
    return Future.failedFuture(new Problem(401, "The user name or the password is wrong."));
  }

  private static Problem tooMany(long seconds) {
    return new Problem(
            429, "Too many failed logins from your address; wait " + seconds + " s and try again.")
        .with("Retry-After", Long.toString(seconds));
  }
}
