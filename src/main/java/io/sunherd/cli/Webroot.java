package io.sunherd.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the pages are: in the working folder, beside the jar, or one folder above it. */
final class Webroot {
  private static final Path NAME = Path.of("webroot");

  private Webroot() {}

  /** The first of these folders that exists; the one in the working folder where none does. */
  static Path find() {
    Path program = program();
    return Stream.of(
            NAME.toAbsolutePath(),
            program == null ? NAME : program.resolveSibling(NAME),
            program == null ? NAME : program.resolveSibling("..").resolve(NAME).normalize())
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(NAME);
  }

  private static @Nullable Path program() {
    CodeSource source = Webroot.class.getProtectionDomain().getCodeSource();
    try {
      URI location = source == null ? null : source.getLocation().toURI();
      return location == null ? null : Path.of(location).toRealPath();
    } catch (URISyntaxException | IOException e) {
      return null;
    }
  }
}
