package io.sunherd.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file that is there as a whole, or as it was before. */
final class WholeFile {
  private WholeFile() {}

  /** Fills a file. */
  interface Content<E extends Exception> {
    void into(OutputStream out) throws IOException, E, InterruptedException;
  }

  /** Puts a content into a file; what is no plain file, as a pipe, gets it directly. */
  static <E extends Exception> void write(Path file, Content<E> content)
      throws IOException, E, InterruptedException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        content.into(out);
      }
      return;
    }
    Path target = Files.isSymbolicLink(file) ? real(file) : file;
    Path part = target.resolveSibling(target.getFileName() + "." + System.nanoTime() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
        content.into(out);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Path real(Path link) throws IOException {
    try {
      return link.toRealPath();
    } catch (NoSuchFileException e) {
      return link.toRealPath(LinkOption.NOFOLLOW_LINKS);
    }
  }
}
