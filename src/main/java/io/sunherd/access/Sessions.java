package io.sunherd.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The browsers that are logged in, in memory only. The one unused for longest goes when there are
 * too many. To be used on one thread.
 */
public final class Sessions {
  static final int MOST = 256;
  static final long IDLE_HOURS = 12;

  /** By the hash of the id, so that the time of a look-up reveals nothing; longest unused first. */
  private final Map<String, Used> sessions = new LinkedHashMap<>();

  private final LongSupplier nanos;

  private record Used(Session session, long last) {}

  /**
   * @param nanos the monotonic clock
   */
  public Sessions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Opens a session.
   *
   * @return its id, always a new one, which only the browser may know
   */
  public String open(User user, String account) {
    String id = Token.fresh();
    sessions.put(
        Token.hash(id), new Used(new Session(user, account, Token.fresh()), nanos.getAsLong()));
    if (sessions.size() > MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    return id;
  }

  /** The session of this id, which counts as used now; null if it has ended. */
  public @Nullable Session use(String id) {
    String hash = Token.hash(id);
    Used used = sessions.remove(hash);
    long now = nanos.getAsLong();
    if (used == null || now - used.last > TimeUnit.HOURS.toNanos(IDLE_HOURS)) {
      return null;
    }
    sessions.put(hash, new Used(used.session, now));
    return used.session;
  }

  /** Ends a session, if there is one of this id. */
  public void close(String id) {
    sessions.remove(Token.hash(id));
  }
}
