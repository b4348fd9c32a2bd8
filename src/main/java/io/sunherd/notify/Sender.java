package io.sunherd.notify;

import io.vertx.core.Future;

/** Takes a message to one target, once. */
interface Sender {
  /** Sends it; fails with a {@link SendFailure}. */
  Future<Void> send(Letter letter, Wording wording);
}
