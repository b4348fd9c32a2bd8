package io.sunherd.cli;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.hub.Hub;
import io.sunherd.web.WebVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the file by which commands on this machine find the running hub, and writes it again where
 * a change of the configuration moves the hub. Where the file cannot be written the hub serves all
 * the same.
 */
final class HubPlace {
  private static final Logger LOG = LoggerFactory.getLogger(HubPlace.class);

  private final Hub hub;
  private @Nullable RunFile left;
  private @Nullable Path folder;
  private @Nullable WebVerticle known;
  private boolean isOver;

  private HubPlace(Hub hub) {
    this.hub = hub;
  }

  /** Writes the file now, and again whenever the configuration has changed. */
  static HubPlace keep(Vertx vertx, Hub hub) {
    HubPlace place = new HubPlace(hub);
    place.leave();
    vertx
        .eventBus()
        .<Configured>consumer(
            Addresses.CONFIGURED,
            message ->
                vertx.executeBlocking(
                    () -> {
                      place.leave();
                      return null;
                    }));
    return place;
  }

  private synchronized void leave() {
    WebVerticle served = hub.site();
    if (isOver || served == null || served == known) {
      return; // a certificate that was renewed is served only by another start of the site
    }
    try {
      RunFile now = RunFile.of(served.site(), served.port());
      folder = now.leave();
      left = now;
      known = served;
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | UnsupportedOperationException e) {
      LOG.info("Lines typed on this machine will not find this hub: {}.", e.getMessage());
    }
  }

  /** Removes the file. */
  synchronized void remove() {
    isOver = true;
    try {
      if (left != null && folder != null) {
        left.remove(folder);
      }
    } catch (IOException e) {
      LOG.debug("The hub's address stays behind: {}.", e.getMessage());
    }
  }
}
