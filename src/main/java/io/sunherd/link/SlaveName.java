package io.sunherd.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A name of its own for a pseudo-terminal, whose number is another one each time. */
record SlaveName(Path link, Path slave) {

  /** Makes the symbolic link, or moves an existing one, in one step. */
  static SlaveName give(Path link, Path slave) throws IOException {
    Path fresh = link.resolveSibling("." + link.getFileName());
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, slave);
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new SlaveName(link, slave);
  }

  /** Takes the link away, unless it has moved on to another pseudo-terminal. */
  void remove() {
    try {
      if (Files.readSymbolicLink(link).equals(slave)) {
        Files.delete(link);
      }
    } catch (NoSuchFileException | NotLinkException e) {
      // Somebody else has taken it away or put a file there, which is theirs.
    } catch (IOException e) {
      throw new UncheckedIOException(link + " cannot be removed: " + e.getMessage() + ".", e);
    }
  }
}
