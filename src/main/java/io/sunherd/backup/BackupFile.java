package io.sunherd.backup;

import io.sunherd.backup.Manifest.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A backup: a zip file whose comment ends with the checksum of all bytes before it. Nothing is
 * believed before that checksum is right. Blocking.
 */
public final class BackupFile implements AutoCloseable {
  /** What the comment of each backup begins with. */
  private static final String NAME = "sunherd-backup ";

  private static final String VERSION = "1";
  private static final String SUM = " sha256 ";

  /** The comment before the checksum. */
  static final String MARK = NAME + VERSION + SUM;

  private static final int CHUNK = 1 << 16;
  private static final long MOST_LIST = 1 << 20;

  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  private BackupFile(Path file, ZipFile zip, Manifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /** Whether a file says of itself that it is a backup. */
  static boolean isOne(Path file) {
    try {
      return Files.isRegularFile(file) && tail(file).startsWith(NAME);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Opens a backup that is as it was made.
   *
   * @throws BackupException where it is none, or a broken one
   */
  public static BackupFile open(Path file) throws BackupException {
    try {
      requireSeal(file);
      ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
      try {
        return new BackupFile(file, zip, manifest(file, zip));
      } catch (IOException | BackupException e) {
        zip.close();
        throw e;
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw broken(file, e);
    } catch (IOException e) {
      throw new BackupException(file + " cannot be read: " + Reasons.of(e) + ".", e);
    }
  }

  private static BackupException broken(Path file, Throwable cause) {
    return new BackupException(
        file + " is broken: nothing of it was taken. Take another backup.", cause);
  }

  private static String tail(Path file) throws IOException {
    int length = MARK.length() + SealedOutput.LENGTH;
    try (RandomAccessFile read = new RandomAccessFile(file.toFile(), "r")) {
      if (read.length() < length) {
        return "";
      }
      byte[] tail = new byte[length];
      read.seek(read.length() - length);
      read.readFully(tail);
      return new String(tail, StandardCharsets.ISO_8859_1);
    }
  }

  private static void requireSeal(Path file) throws IOException, BackupException {
    if (!Files.isRegularFile(file)) {
      throw new BackupException("There is no file " + file + ".");
    }
    String tail = tail(file);
    if (!tail.startsWith(NAME)) {
      throw new BackupException(
          file + " is no backup of Sunherd, or its end is missing: nothing of it was taken.");
    }
    if (!tail.startsWith(MARK)) {
      throw new BackupException(
          file + " was made by another version of Sunherd: use a newer Sunherd to take it back.");
    }
    MessageDigest digest = SealedOutput.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      long left = Files.size(file) - SealedOutput.LENGTH;
      while (left > 0) {
        int read = in.read(chunk, 0, (int) Math.min(CHUNK, left));
        if (read < 0) {
          throw new IOException("it became shorter");
        }
        digest.update(chunk, 0, read);
        left -= read;
      }
    }
    if (!tail.endsWith(SealedOutput.hex(digest))) {
      throw new BackupException(
          file + " is broken: its checksum is wrong, and nothing of it was taken.");
    }
  }

  private static Manifest manifest(Path file, ZipFile zip) throws IOException, BackupException {
    ZipEntry list = zip.getEntry(Manifest.NAME);
    if (list == null) {
      throw broken(file, new IOException("no list"));
    }
    Manifest manifest;
    try (InputStream in = zip.getInputStream(list)) {
      byte[] json = in.readNBytes((int) MOST_LIST + 1);
      if (json.length > MOST_LIST) {
        throw broken(file, new IOException("its list is too long"));
      }
      manifest = Manifest.of(new String(json, StandardCharsets.UTF_8));
    }
    Set<String> named =
        Stream.concat(manifest.parts().stream().map(Part::name), Stream.of(Manifest.NAME))
            .collect(Collectors.toSet());
    Set<String> there = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
    if (!named.equals(there) || zip.size() != named.size()) {
      throw broken(file, new IOException("its list is not of its files"));
    }
    return manifest;
  }

  /** What is in it. */
  public Manifest manifest() {
    return manifest;
  }

  /**
   * Reads all of it.
   *
   * @throws BackupException where a part is not as its list tells
   */
  void verify(Progress progress) throws IOException, BackupException {
    for (Part part : manifest.parts()) {
      copy(part, OutputStream.nullOutputStream(), progress);
    }
  }

  /** The bytes of a part that is no longer than so. */
  byte[] bytes(String name, int most) throws IOException, BackupException {
    for (Part part : manifest.parts()) {
      if (part.name().equals(name) && part.size() <= most) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        copy(part, out, Progress.NONE);
        return out.toByteArray();
      }
    }
    throw broken(file, new IOException(name + " is missing or too long"));
  }

  /** Copies a part; never more than its list tells. */
  void copy(Part part, OutputStream to, Progress progress) throws IOException, BackupException {
    MessageDigest digest = SealedOutput.sha256();
    long done = 0;
    try (InputStream in = zip.getInputStream(zip.getEntry(part.name()))) {
      byte[] chunk = new byte[CHUNK];
      for (int read; (read = in.read(chunk)) >= 0; ) {
        done += read;
        if (done > part.size()) {
          throw broken(file, new IOException(part.name() + " is longer than its list tells"));
        }
        to.write(chunk, 0, read);
        digest.update(chunk, 0, read);
        progress.at(part.name(), done, part.size());
      }
    } catch (ZipException e) {
      throw broken(file, e);
    }
    if (done != part.size() || !SealedOutput.hex(digest).equals(part.sha256())) {
      throw broken(file, new IOException(part.name() + " is not as its list tells"));
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
