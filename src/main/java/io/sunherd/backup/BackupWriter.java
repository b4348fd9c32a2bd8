package io.sunherd.backup;

import io.sunherd.backup.Contents.Item;
import io.sunherd.backup.Manifest.Part;
import io.sunherd.config.HubConfig;
import io.sunherd.config.NamedFiles;
import io.sunherd.disk.HubId;
import io.sunherd.disk.WholeFile;
import io.sunherd.history.store.SqliteCopy;
import io.sunherd.history.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes a backup: as a whole, or not at all. Blocking. */
public final class BackupWriter {
  /** The ending of files that are not finished. */
  static final String PART = ".part";

  private static final int CHUNK = 1 << 16;

  private final Path target;
  private final Progress progress;

  /**
   * @param target the file to write; a backup that is there is replaced at the end
   */
  public BackupWriter(Path target, Progress progress) {
    this.target = target.toAbsolutePath();
    this.progress = progress;
  }

  /**
   * Writes the hub of a configuration into the file, and checks it.
   *
   * @param file the configuration
   * @param config as the hub goes by it
   * @return what is in it
   */
  public Manifest write(Path file, HubConfig config, Instant now)
      throws BackupException, InterruptedException {
    require();
    Contents contents = Contents.of(file, config);
    try {
      Path history =
          Files.createTempFile(target.resolveSibling(""), target.getFileName() + ".history.", PART);
      try {
        return write(contents, history, hub(config), now);
      } finally {
        Files.deleteIfExists(Path.of(history + "-journal"));
        Files.deleteIfExists(history);
      }
    } catch (IOException e) {
      throw new BackupException(target + " cannot be written: " + Reasons.of(e) + ".", e);
    } catch (StoreException e) {
      throw new BackupException("No backup was made. " + e.getMessage(), e);
    }
  }

  private Manifest write(Contents contents, Path history, String hub, Instant now)
      throws IOException, BackupException, StoreException, InterruptedException {
    List<Item> items = new ArrayList<>();
    for (Item item : contents.items()) {
      boolean isHistory = NamedFiles.HISTORY.equals(item.key());
      if (isHistory) {
        progress.at(item.name(), 0, 0);
        SqliteCopy.copy(item.from(), history);
      }
      items.add(isHistory ? new Item(item.name(), item.key(), history) : item);
    }
    List<Part> parts = new ArrayList<>();
    WholeFile.<BackupException>writeSecret(
        target,
        out -> pack(items, parts, new Manifest(now, hub, List.of(), contents.leftOut()), out),
        fresh -> check(fresh));
    return new Manifest(now, hub, parts, contents.leftOut());
  }

  /** Reads again what was written, as a restore would. */
  private void check(Path fresh) throws IOException, BackupException {
    try (BackupFile written = BackupFile.open(fresh)) {
      written.verify(progress);
    }
  }

  private void require() throws BackupException {
    if (!Files.isDirectory(target.resolveSibling(""))) {
      throw new BackupException("There is no folder " + target.resolveSibling("") + ": make it.");
    }
    if (Files.exists(target) && !BackupFile.isOne(target)) {
      throw new BackupException(target + " is there, and is no backup: name another file.");
    }
  }

  private static String hub(HubConfig config) throws IOException {
    return HubId.find(config.settings().data()).orElse("");
  }

  private void pack(List<Item> items, List<Part> parts, Manifest frame, OutputStream out)
      throws IOException {
    SealedOutput sealed = new SealedOutput(out);
    ZipOutputStream zip = new ZipOutputStream(sealed, StandardCharsets.UTF_8);
    zip.setLevel(Deflater.BEST_SPEED);
    zip.setComment(BackupFile.MARK + "0".repeat(SealedOutput.LENGTH));
    for (Item item : items) {
      zip.putNextEntry(new ZipEntry(item.name()));
      parts.add(copy(item, zip));
      zip.closeEntry();
    }
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(
        new Manifest(frame.made(), frame.hub(), parts, frame.leftOut())
            .json()
            .getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.finish();
    sealed.seal();
  }

  private Part copy(Item item, OutputStream to) throws IOException {
    MessageDigest digest = SealedOutput.sha256();
    boolean isLog = NamedFiles.AUDIT.equals(item.key());
    long size = isLog ? wholeLines(item.from()) : Files.size(item.from());
    long done = 0;
    if (size > 0) {
      try (InputStream from = Files.newInputStream(item.from())) {
        byte[] chunk = new byte[CHUNK];
        while (done < size) {
          int read = from.read(chunk, 0, (int) Math.min(CHUNK, size - done));
          if (read < 0) {
            throw new IOException(item.from() + " became shorter");
          }
          to.write(chunk, 0, read);
          digest.update(chunk, 0, read);
          done += read;
          progress.at(item.name(), done, size);
        }
      }
    }
    return new Part(item.name(), item.key(), done, SealedOutput.hex(digest));
  }

  /** The length of a log without a line that is being written; 0 where there is none. */
  private static long wholeLines(Path log) throws IOException {
    if (!Files.exists(log)) {
      return 0;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      for (long at = file.length(); at > 0; at--) {
        file.seek(at - 1);
        if (file.read() == '\n') {
          return at;
        }
      }
      return 0;
    }
  }
}
