package io.sunherd.web.past;

import io.sunherd.extract.TextSink;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Passes text from a worker to a response. A few chunks may be on their way; then the worker waits
 * until the client has read one. Where the client has gone, the worker gets an exception.
 */
final class ResponseOutlet implements TextSink {
  private static final int ON_THEIR_WAY = 4;

  private final Context context;
  private final HttpServerResponse response;
  private final Semaphore room = new Semaphore(ON_THEIR_WAY);
  private volatile boolean gone;

  /** The client has gone; this need not be logged. */
  static final class Gone extends IOException {
    private static final long serialVersionUID = 1L;

    Gone() {
      super("The client went away.");
    }
  }

  /**
   * @param context the context of the response; the outlet is created on it
   * @param response chunked, with its headers
   */
  ResponseOutlet(Context context, HttpServerResponse response) {
    this.context = context;
    this.response = response;
    response.closeHandler(closed -> leave());
    response.exceptionHandler(failure -> leave());
  }

  private void leave() {
    gone = true;
    room.release(ON_THEIR_WAY);
  }

  @Override
  public void take(byte[] bytes, int length) throws IOException {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Gone(); // the hub stops
    }
    if (gone) {
      throw new Gone();
    }
    Buffer chunk = Buffer.buffer(Arrays.copyOf(bytes, length));
    context.runOnContext(now -> write(chunk));
  }

  /** Writes a chunk; it counts as written only when the socket has accepted it. */
  private void write(Buffer chunk) {
    response
        .write(chunk)
        .onComplete(
            done -> {
              gone |= done.failed();
              room.release();
            });
  }

  /** Runs something after all chunks taken so far; to be called on the response's context. */
  void afterwards(Runnable last) {
    context.runOnContext(now -> last.run());
  }
}
