package io.sunherd.mqtt;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Whether another hub is online on this base, by what is told at hub/info and hub/state. Pure
 * logic.
 */
final class OtherHub {
  private final String own;
  private @Nullable String told;
  private boolean isOnline;
  private boolean isEchoed;

  /** Whether anything was heard of another hub since the connection began. */
  private boolean isHeard;

  /** What this hub is to do about a message. */
  enum Answer {
    NONE,
    /** The other one may not know this hub, or may have forgotten it. */
    INTRODUCE,
    /** Another hub has left; this one publishes that it is there. */
    ASSERT
  }

  /**
   * @param own the id of this hub
   */
  OtherHub(String own) {
    this.own = own;
  }

  /** A connection begins: what the broker has kept comes anew. */
  void begin() {
    isEchoed = false;
    isHeard = false;
  }

  /**
   * All that the broker had kept has come: another hub of which it keeps nothing, as it has lost
   * that, is there only if it says so itself.
   */
  void caughtUp() {
    if (!isHeard) {
      told = null;
      isOnline = false;
    }
  }

  /** Something came at hub/info. */
  Answer info(Buffer payload, boolean isRetained) {
    String hub = Payloads.hub(payload);
    if (own.equals(hub)) {
      isEchoed = true;
      return Answer.NONE;
    }
    isHeard = true;
    boolean isNews = hub != null && !hub.equals(told);
    told = hub;
    if (!isRetained) {
      isOnline = true;
    }
    return isNews && !isRetained ? Answer.INTRODUCE : Answer.NONE;
  }

  /**
   * Something came at hub/state. A hub that comes back does not know a hub of which the broker
   * keeps nothing, and its own info is then no news.
   */
  Answer state(Buffer payload, boolean isRetained) {
    boolean says = payload.equals(Payloads.ONLINE);
    if (isRetained) {
      isOnline = says;
      return Answer.NONE;
    }
    if (says) {
      return hub() == null ? Answer.NONE : Answer.INTRODUCE;
    }
    told = null;
    isOnline = false;
    return Answer.ASSERT;
  }

  /** The id of another hub that is online; null where there is none. */
  @Nullable String hub() {
    return isOnline ? told : null;
  }

  /** Whether what this hub has published came back: the broker lets it write and read. */
  boolean isEchoed() {
    return isEchoed;
  }
}
