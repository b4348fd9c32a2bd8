package io.sunherd.mqtt;

import io.sunherd.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of the prefixes under which the hub has announced itself, one a line. Blocks. */
final class PrefixFile {
  private static final Logger LOG = LoggerFactory.getLogger(PrefixFile.class);

  private final Path file;

  PrefixFile(Path folder) {
    this.file = folder.resolve("mqtt-discovery");
  }

  /** What is in it; nothing where it cannot be read. */
  Set<String> read() {
    try {
      return Files.exists(file)
          ? new LinkedHashSet<>(
              Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList())
          : Set.of();
    } catch (IOException e) {
      LOG.warn(
          "Under which prefixes devices were told cannot be read from {}: {}", file, e.toString());
      return Set.of();
    }
  }

  /** Replaces what is in it. */
  void write(Collection<String> prefixes) {
    try {
      if (!read().equals(Set.copyOf(prefixes))) {
        WholeFile.write(file, String.join("\n", prefixes) + "\n");
      }
    } catch (IOException e) {
      LOG.warn(
          "Under which prefixes devices are told cannot be kept in {}: {}", file, e.toString());
    }
  }
}
