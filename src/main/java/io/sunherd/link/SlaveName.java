package io.sunherd.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A fixed name for a pseudo-terminal, whose number is different each time. */
record SlaveName(Path link, Path slave) {

  /** Makes the symbolic link, or moves an existing one, in one step. */
  static SlaveName give(Path link, Path slave) throws IOException {
    Path fresh = link.resolveSibling("." + link.getFileName());
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, slave);
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new SlaveName(link, slave);
  }

  /** Removes the link, unless it points to another pseudo-terminal by now. */
  void remove() {
    try {
      if (Files.readSymbolicLink(link).equals(slave)) {
        Files.delete(link);
      }
    } catch (NoSuchFileException | NotLinkException e) {
      // Another program has removed it, or put its own file there.
    } catch (IOException e) {
      throw new UncheckedIOException(link + " cannot be removed: " + e.getMessage() + ".", e);
    }
  }
}
