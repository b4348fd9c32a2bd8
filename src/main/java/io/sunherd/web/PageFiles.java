package io.sunherd.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sunherd.web.http.Respond;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code /files.json}: each file of the page with its SHA-256, and one version for all of them,
 * which is its entity tag, too. By it a browser that keeps the page keeps files of one version
 * only, and a page that was left open knows that its files are not those of now.
 */
final class PageFiles implements Handler<RoutingContext> {
  private static final String PATH = "/files.json";

  private final Vertx vertx;
  private final Path webroot;

  /** What was read is not read again before it changes. Used by one worker at a time. */
  private final Map<Path, Known> known = new HashMap<>();

  private record Known(FileTime changed, long size, String digest) {}

  PageFiles(Vertx vertx, Path webroot) {
    this.vertx = vertx;
    this.webroot = webroot.toAbsolutePath().normalize();
  }

  @Override
  public void handle(RoutingContext context) {
    if (!context.normalizedPath().equals(PATH)) {
      context.next();
      return;
    }
    vertx
        .executeBlocking(this::list)
        .onSuccess(files -> tell(context, files))
        .onFailure(context::fail);
  }

  private static void tell(RoutingContext context, SortedMap<String, String> files) {
    String version = version(files);
    context.response().putHeader(HttpHeaders.ETAG, '"' + version + '"');
    Respond.json(context, 200, Map.of("version", version, "files", files));
  }

  private SortedMap<String, String> list() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    Files.walkFileTree(
        webroot,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
            return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about)
              throws IOException {
            if (about.isRegularFile() && !isHidden(file)) {
              files.put(webroot.relativize(file).toString(), digest(file, about));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private boolean isHidden(Path path) {
    return !path.equals(webroot) && path.getFileName().toString().startsWith(".");
  }

  private String digest(Path file, BasicFileAttributes about) throws IOException {
    Known before = known.get(file);
    if (before != null
        && before.size == about.size()
        && before.changed.equals(about.lastModifiedTime())) {
      return before.digest;
    }
    String digest = sha256(Files.readAllBytes(file));
    known.put(file, new Known(about.lastModifiedTime(), about.size(), digest));
    return digest;
  }

  private static String version(SortedMap<String, String> files) {
    return sha256(files.toString().getBytes(UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }
}
