package io.sunherd.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Writes files atomically: a reader sees the whole new content or the old one, even after a power
 * cut at any moment. A symbolic link is followed, so that it stays a link to the file.
 */
public final class WholeFile {
  private WholeFile() {}

  /** Fills a file. */
  public interface Content<E extends Exception> {
    void into(OutputStream out) throws IOException, E, InterruptedException;
  }

  /** Looks at a new file before it gets its name; throws where it must not. */
  public interface Check<E extends Exception> {
    void of(Path fresh) throws IOException, E, InterruptedException;
  }

  /** Who may use a file. */
  private enum Rights {
    /** The rights of the file before; for a new one, the system's default. */
    USUAL,
    /** The rights of the file before; for a new one, its owner alone. */
    KEPT,
    /** Its owner alone. */
    OWNER
  }

  /** Writes a file that others may read; what is no plain file, as a pipe, is written directly. */
  public static <E extends Exception> void write(Path file, Content<E> content)
      throws IOException, E, InterruptedException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        content.into(out);
      }
      return;
    }
    replace(target(file), Rights.USUAL, content, fresh -> {});
  }

  /**
   * Writes a file that is for its owner alone, and gives it its name once it was looked at.
   *
   * @param check reads it again, before anybody else can
   */
  public static <E extends Exception> void writeSecret(
      Path file, Content<E> content, Check<E> check) throws IOException, E, InterruptedException {
    replace(target(file), Rights.OWNER, content, check);
  }

  /** Writes a text into a file; a new one is for its owner alone. Makes the folders it needs. */
  public static void write(Path file, String text) throws IOException {
    write(file, Rights.KEPT, text);
  }

  /** Writes a text into a file that is for its owner alone. Makes the folders it needs. */
  public static void writeSecret(Path file, String text) throws IOException {
    write(file, Rights.OWNER, text);
  }

  private static void write(Path file, Rights rights, String text) throws IOException {
    Path target = target(file);
    makeFolder(folder(target));
    try {
      replace(
          target,
          rights,
          (Content<IOException>) out -> out.write(text.getBytes(StandardCharsets.UTF_8)),
          fresh -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nothing waits here.", e);
    }
  }

  /** Makes a copy of a file under another name in its folder. */
  public static void copy(Path file, Path copy) throws IOException {
    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    force(folder(copy));
  }

  private static <E extends Exception> void replace(
      Path target, Rights rights, Content<E> content, Check<E> check)
      throws IOException, E, InterruptedException {
    Path fresh = fresh(target, rights);
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        content.into(out);
        channel.force(true); // or the name could reach the disk before the content
      }
      check.of(fresh);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      force(folder(target));
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Path fresh(Path target, Rights rights) throws IOException {
    Path folder = folder(target);
    String name = target.getFileName() + ".";
    boolean replaces = Files.exists(target);
    if (rights == Rights.USUAL && !replaces) {
      return Files.createFile(folder.resolve(name + System.nanoTime() + ".part"));
    }
    Path fresh = Files.createTempFile(folder, name, ".part");
    PosixFileAttributeView own = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    if (own != null) {
      handOver(own, Files.readAttributes(replaces ? target : folder, PosixFileAttributes.class));
      if (replaces && rights != Rights.OWNER) {
        own.setPermissions(Files.getPosixFilePermissions(target));
      }
    }
    return fresh;
  }

  /**
   * Gives a file to the owner of the one it replaces, or of its folder: written by root, it would
   * be one that the hub itself may not read.
   */
  private static void handOver(PosixFileAttributeView file, PosixFileAttributes meant)
      throws IOException {
    PosixFileAttributes made = file.readAttributes();
    if (made.owner().getName().equals("root") && !made.owner().equals(meant.owner())) {
      file.setGroup(meant.group());
      file.setOwner(meant.owner());
    }
  }

  /** Makes a folder, and its missing parents. */
  public static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      makeFolder(parent);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    if (parent != null) {
      force(parent);
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  private static Path folder(Path target) {
    @Nullable Path folder = target.getParent();
    return folder == null ? target : folder;
  }

  private static Path target(Path file) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    }
    try {
      return file.toRealPath();
    } catch (NoSuchFileException e) {
      return file.toRealPath(LinkOption.NOFOLLOW_LINKS);
    }
  }
}
