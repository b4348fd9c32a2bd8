package io.sunherd.web.settings;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.setup.TakeBack;
import io.sunherd.disk.WholeFile;
import io.sunherd.request.Problem;
import io.sunherd.request.Wishes;
import io.sunherd.web.http.Respond;
import io.sunherd.web.http.Upload;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * POST /api/v1/restore: takes a backup back. Its bytes go to the disk as they come, into the folder
 * of the users file. For one event loop only.
 */
public final class RestoreHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreHandler.class);

  /** Years of history; a larger one is for the command line. */
  private static final long MOST_BYTES = 2L << 30;

  private final Vertx vertx;
  private final Wishes wishes;
  private final Path folder;
  private boolean isBusy;

  /**
   * @param users path of the users file
   */
  public RestoreHandler(Vertx vertx, Wishes wishes, Path users) {
    this.vertx = vertx;
    this.wishes = wishes;
    this.folder = users.toAbsolutePath().resolveSibling("");
  }

  /** Takes the body of a request as a backup. */
  public void restore(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (isBusy) {
      throw new Problem(409, "A backup is being taken back already.");
    }
    Upload.invite(request, MOST_BYTES);
    Actor actor = ConfigHandler.finder(context);
    isBusy = true;
    vertx
        .executeBlocking(this::fresh, false)
        .compose(file -> restored(request, actor, file))
        .recover(RestoreHandler::unwritten)
        .onComplete(over -> isBusy = false)
        .onSuccess(told -> Respond.json(context, told.status(), told.body()))
        .onFailure(context::fail);
  }

  private Path fresh() throws IOException {
    WholeFile.makeFolder(folder);
    return Files.createTempFile(folder, ".restore.", ".part");
  }

  private Future<Verdict> restored(HttpServerRequest request, Actor actor, Path file) {
    return vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setWrite(true))
        .compose(to -> Upload.into(request, to, MOST_BYTES))
        .compose(got -> wishes.ask(new TakeBack(actor.name(), actor.from(), file.toString())))
        .onComplete(
            over ->
                vertx
                    .fileSystem()
                    .delete(file.toString())
                    .onFailure(e -> LOG.warn("{} cannot be deleted: {}", file, e.toString())));
  }

  private static Future<Verdict> unwritten(Throwable failure) {
    return Future.failedFuture(
        failure instanceof Problem
            ? failure
            : new Problem(503, "The backup cannot be kept meanwhile: " + failure.getMessage()));
  }
}
