package io.sunherd.web;

import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Path;

/** Serves the files of the page, to be asked for again each time. */
final class StaticPages {
  private StaticPages() {}

  /** Serves the files of a folder. */
  static StaticHandler of(Path webroot) {
    return StaticHandler.create(
            FileSystemAccess.ROOT, webroot.toAbsolutePath().normalize().toString())
        .setDirectoryListing(false)
        .setIncludeHidden(false)
        .setMaxAgeSeconds(0);
  }
}
