package io.sunherd.web.gate;

import io.sunherd.access.AccessException;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.request.Problem;
import io.sunherd.web.gate.CurrentAccounts.Known;
import io.sunherd.web.live.Newest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claim to a new hub: as long as it has neither users nor inverters there is nothing to
 * protect, and the first client may make one operator. For one event loop only.
 */
public final class Claim {
  private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

  private final Vertx vertx;
  private final CurrentAccounts accounts;
  private final Path file;
  private final Newest newest;
  private boolean taking;

  /** The claim to the hub with this users file. */
  public Claim(Vertx vertx, CurrentAccounts accounts, Path file, Newest newest) {
    this.vertx = vertx;
    this.accounts = accounts;
    this.file = file;
    this.newest = newest;
  }

  /** Whether the hub is still unclaimed. */
  public boolean isOpen(Known known) {
    return known.trouble() == null && known.users().isNew() && newest.units().isEmpty();
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
                  .onSuccess(made -> LOG.warn("{} from {} is the first user.", name, from));
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
