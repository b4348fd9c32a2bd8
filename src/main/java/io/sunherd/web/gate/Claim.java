package io.sunherd.web.gate;

import io.sunherd.access.AccessException;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.request.Problem;
import io.sunherd.web.gate.CurrentAccounts.Known;
import io.sunherd.web.http.Sent;
import io.sunherd.web.live.Newest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claim to a new hub: as long as it has neither users nor inverters there is nothing to
 * protect, and the first client may make one operator; one at another machine with the code only.
 * For one event loop only.
 */
public final class Claim {
  private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

  private final Vertx vertx;
  private final CurrentAccounts accounts;
  private final Path file;
  private final ClaimCode code;
  private final Newest newest;
  private boolean taking;

  /**
   * The claim to the hub with this users file.
   *
   * @param code the file that keeps the code
   */
  public Claim(Vertx vertx, CurrentAccounts accounts, Path file, Path code, Newest newest) {
    this.vertx = vertx;
    this.accounts = accounts;
    this.file = file;
    this.code = new ClaimCode(vertx, code);
    this.newest = newest;
  }

  /**
   * Tells the log the code of a hub that is unclaimed at its start, and removes it where it is not.
   * Never fails.
   *
   * @param page the address of the page
   */
  public Future<Void> begin(String page) {
    return accounts
        .now()
        .compose(
            known -> {
              if (known.trouble() != null) {
                return Future.succeededFuture();
              }
              if (!isOpen(known)) {
                code.forget();
                return Future.succeededFuture();
              }
              return code.now()
                  .onSuccess(
                      made ->
                          LOG.warn(
                              "This hub belongs to nobody yet. Set it up at {} with the code {};"
                                  + " a browser on this machine needs no code.",
                              page,
                              made));
            })
        .otherwiseEmpty()
        .mapEmpty();
  }

  /** Removes the code, for the hub has inverters. */
  public void over() {
    code.forget();
  }

  /** Whether the hub is still unclaimed. */
  public boolean isOpen(Known known) {
    return known.trouble() == null && known.users().isNew() && newest.units().isEmpty();
  }

  /** Whether the hub is unclaimed, and this client needs the code to set it up. */
  boolean needsCode(Known known, Sent sent) {
    return isOpen(known) && !sent.isLocal();
  }

  /**
   * Fails with a {@link Problem} where the hub is unclaimed and the client is at another machine,
   * which has to set it up first.
   */
  public Future<Void> onlyHere(Sent sent) {
    return accounts
        .now()
        .compose(
            known ->
                needsCode(known, sent)
                    ? Future.failedFuture(Refusals.setUpFirst())
                    : Future.succeededFuture());
  }

  /**
   * Fails with a {@link Problem} where a client at another machine does not know the code.
   *
   * @param typed the code as the client has it; null where it has none
   */
  Future<Void> judge(Logins logins, @Nullable String typed, Sent sent) {
    if (sent.isLocal()) {
      return Future.succeededFuture();
    }
    return code.now()
        .compose(
            right ->
                typed == null || typed.isBlank()
                    ? Future.failedFuture(Refusals.noCode())
                    : logins.code(right, typed, sent.from()));
  }

  /** Fails with a {@link Problem} where the hub is claimed. */
  Future<Void> check() {
    return accounts
        .now()
        .map(
            known -> {
              require(known);
              return null;
            });
  }

  private void require(Known known) {
    if (known.trouble() != null) {
      throw Refusals.noAccounts();
    }
    if (taking || !isOpen(known)) {
      throw new Problem(
          409,
          "This hub has somebody who looks after it already: log in, or make users with"
              + " sunherd passwd.");
    }
  }

  /** Makes the first user, an operator; fails with a {@link Problem} where that is not possible. */
  Future<Known> by(String name, String password, String from) {
    return accounts
        .refreshed()
        .compose(
            known -> {
              require(known);
              taking = true;
              return vertx
                  .executeBlocking(() -> made(name, password), false)
                  .onComplete(over -> taking = false)
                  .onSuccess(
                      made -> {
                        code.forget();
                        LOG.warn("{} from {} is the first user.", name, from);
                      });
            })
        .compose(made -> accounts.refreshed());
  }

  private Void made(String name, String password) {
    try {
      UsersFile.load(file).putUser(name, Role.OPERATOR, password.toCharArray());
      return null;
    } catch (AccessException e) {
      boolean isFile = e.getCause() != null;
      throw new Problem(isFile ? 503 : 400, String.valueOf(e.getMessage()));
    }
  }
}
