package io.sunherd.setup;

import io.sunherd.config.ConfigText;
import io.sunherd.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The configuration file: read and replaced as a whole. Blocking. */
public final class HubFile {
  /** Far more than nine inverters need; a larger file is no configuration. */
  private static final long MOST_BYTES = 1 << 20;

  private static final int MOST_BACKUPS = 10;
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final @Nullable Path path;
  private final InstantSource clock;

  /**
   * @param path null where there is no file: it counts as empty, and stays so
   * @param clock dates the backup copies
   */
  public HubFile(@Nullable Path path, InstantSource clock) {
    this.path = path;
    this.clock = clock;
  }

  /** The version of a text; different for each text. */
  static String version(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /**
   * The text, or null where there is no file.
   *
   * @throws io.sunherd.config.ConfigException where it is not UTF-8
   */
  public @Nullable String read() throws IOException {
    if (path == null) {
      return null;
    }
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new FileSystemException(path.toString(), null, "it is too large");
      }
      return ConfigText.of(path.toString(), Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Why it cannot be replaced, one sentence; null where it can. */
  @Nullable String unwritable() {
    try {
      Path target = target();
      Path folder = folder(target);
      while (Files.notExists(folder) && folder.getParent() != null) {
        folder = folder.getParent(); // missing folders below it are made when needed
      }
      boolean can = Files.isDirectory(folder) && Files.isWritable(folder);
      return can && (!Files.exists(target) || Files.isWritable(target))
          ? null
          : path + " cannot be written by the hub: change it by hand, or allow it.";
    } catch (IOException e) {
      return path + " cannot be written by the hub: " + reason(e) + ".";
    }
  }

  /**
   * Replaces the text.
   *
   * @param zone whose local time is in the name of the copy
   * @return the name of the backup copy; null where there was no file
   */
  public @Nullable String save(String text, ZoneId zone) throws IOException {
    Path target = target();
    String backup = Files.exists(target) ? keep(target, zone) : null;
    WholeFile.write(target, text);
    return backup;
  }

  /** Puts back the text before; null deletes the file. */
  void restore(@Nullable String text) throws IOException {
    Path target = target();
    if (text == null) {
      Files.deleteIfExists(target);
    } else {
      WholeFile.write(target, text);
    }
  }

  /** The file to write: a symbolic link is followed, so that it stays a link to the file. */
  private Path target() throws IOException {
    if (path == null) {
      throw new FileSystemException(null, null, "there is no file");
    }
    return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
  }

  private static Path folder(Path target) {
    Path folder = target.getParent();
    return folder == null ? target : folder;
  }

  private String keep(Path target, ZoneId zone) throws IOException {
    String name = target.getFileName() + ".";
    String stamp = STAMP.format(clock.instant().atZone(zone));
    Path copy = target.resolveSibling(name + stamp);
    for (int i = 2; Files.exists(copy); i++) {
      copy = target.resolveSibling(name + stamp + "-" + i);
    }
    WholeFile.copy(target, copy);
    try (Stream<Path> files = Files.list(folder(target))) {
      List<Path> copies =
          files
              .filter(file -> file.getFileName().toString().startsWith(name))
              .filter(file -> file.getFileName().toString().matches(".*\\.\\d{8}-\\d{6}(-\\d+)?"))
              .sorted(Comparator.comparing(Path::toString).reversed())
              .toList();
      for (Path old : copies.subList(Math.min(MOST_BACKUPS, copies.size()), copies.size())) {
        Files.deleteIfExists(old);
      }
    }
    return copy.getFileName().toString();
  }

  /** The error in words. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "this user may not";
    }
    return e instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  @Override
  public String toString() {
    return String.valueOf(path);
  }
}
