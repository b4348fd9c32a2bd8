package io.sunherd.web.http;

import io.sunherd.request.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;

/** A long body that goes to the disk as it comes, no faster than the disk takes it. */
public final class Upload {
  private static final String BROKEN_OFF = "The request broke off before the end of its body.";

  private final HttpServerRequest request;
  private final AsyncFile file;
  private final long most;
  private final Promise<Void> whole = Promise.promise();
  private long got;

  private Upload(HttpServerRequest request, AsyncFile file, long most) {
    this.request = request;
    this.file = file;
    this.most = most;
  }

  /**
   * Writes the body of a request that waits into a file.
   *
   * @param most the longest body, bytes
   * @return succeeds once all of it is in the file, which is closed in any case
   */
  public static Future<Void> into(HttpServerRequest request, AsyncFile file, long most) {
    Upload upload = new Upload(request, file, most);
    upload.begin();
    return upload.whole.future().eventually(file::close);
  }

  /**
   * Refuses a body that is too long, or that there is none of, before it is read; invites a client
   * that waits for that.
   */
  public static void invite(HttpServerRequest request, long most) {
    if (!Bodies.isSent(request)) {
      throw new Problem(400, "Send the file as the body of the request.");
    }
    if (Bodies.length(request) > most) {
      throw tooLong(most);
    }
    Bodies.invite(request);
  }

  private static Problem tooLong(long most) {
    return new Problem(413, "A body of more than " + (most >> 20) + " MB is too long.");
  }

  private void begin() {
    if (request.isEnded()) { // it was closed while it waited
      whole.fail(new Problem(400, BROKEN_OFF));
      return;
    }
    request
        .exceptionHandler(failure -> whole.tryFail(new Problem(400, BROKEN_OFF)))
        .handler(this::take)
        .endHandler(end -> whole.tryComplete())
        .resume();
  }

  private void take(Buffer chunk) {
    if (whole.future().isComplete()) {
      return; // the rest is discarded
    }
    got += chunk.length();
    if (got > most) {
      whole.tryFail(tooLong(most));
      return;
    }
    file.write(chunk).onFailure(whole::tryFail);
    if (file.writeQueueFull()) {
      request.pause();
      file.drainHandler(room -> request.resume());
    }
  }
}
