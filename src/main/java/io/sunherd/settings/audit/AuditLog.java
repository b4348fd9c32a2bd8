package io.sunherd.settings.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of all writes. Lines are only appended, and a line is on the disk before {@link #append}
 * returns. The newest entries are kept in memory; another thread looks older ones up in the file.
 * Blocks; for one thread.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final int KEPT = 2000;

  private final Path file;
  private final Consumer<AuditEntry> listener;
  private final NavigableMap<Long, AuditEntry> newest = new TreeMap<>();
  private final NavigableMap<Long, AuditEntry> unsettled = new TreeMap<>();
  private final Map<SettingOfUnit, Long> lastWrites = new HashMap<>();
  private long lastId;
  private boolean loaded;
  private boolean isWhole = true;
  private @Nullable FileChannel channel;

  /**
   * The log in a file, which need not exist yet. Neither reads nor writes yet.
   *
   * @param listener receives each line: those of the file when it is loaded, then each new one
   */
  public AuditLog(Path file, Consumer<AuditEntry> listener) {
    this.file = file;
    this.listener = listener;
  }

  /** Reads the file, if that was not done; a log must be read before lines are appended. */
  public void load() throws IOException {
    if (!loaded) {
      newest.clear();
      unsettled.clear();
      lastWrites.clear();
      isWhole = true;
      try (AuditLines lines = AuditLines.of(file)) {
        if (Files.size(file) == 0) { // the file is created with its first line
          LOG.warn(
              "The audit log {} is empty: what was in it is lost, and its numbers and the daily"
                  + " budget begin anew.",
              file);
        }
        lines.forEach(this::take);
      } catch (NoSuchFileException e) {
        LOG.debug("There is no {} yet.", file);
      }
      loaded = true;
    }
  }

  private void take(AuditEntry entry) {
    lastId = Math.max(lastId, entry.id());
    if (entry.isSettled()) {
      unsettled.remove(entry.id());
    } else {
      unsettled.put(entry.id(), entry);
    }
    if (entry.outcome() != WriteOutcome.CHANGED_OUTSIDE
        && entry.outcome() != WriteOutcome.NOT_SENT) {
      lastWrites.merge(entry.subject(), entry.id(), Math::max);
    }
    newest.put(entry.id(), entry);
    if (newest.size() > KEPT) {
      newest.pollFirstEntry();
      isWhole = false;
    }
    listener.accept(entry);
  }

  /** The number of the next entry. */
  public long nextId() {
    return lastId + 1;
  }

  /**
   * Adds a line.
   *
   * @throws IOException where it may not be on the disk
   */
  public void append(AuditEntry entry) throws IOException {
    load();
    try {
      FileChannel to = channel();
      ByteBuffer line = ByteBuffer.wrap(AuditLines.write(entry));
      while (line.hasRemaining()) {
        to.write(line);
      }
      to.force(true);
    } catch (IOException e) {
      close();
      throw e;
    }
    take(entry);
  }

  private FileChannel channel() throws IOException {
    if (channel != null && Files.exists(file)) {
      return channel;
    }
    close();
    boolean isNew = !Files.exists(file);
    Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    FileChannel opened =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    channel = opened;
    if (isNew) {
      try (FileChannel directory = FileChannel.open(folder)) {
        directory.force(true); // or a power cut could lose the new file
      }
    } else if (AuditLines.isTorn(file)) {
      opened.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
    return opened;
  }

  /** Entries whose result is not in the log, the oldest first. */
  public List<AuditEntry> unsettled() {
    return List.copyOf(unsettled.values());
  }

  /** Whether its setting was written again before its result was in the log. */
  public boolean isWrittenAgain(AuditEntry entry) {
    return lastWrites.getOrDefault(entry.subject(), entry.id()) > entry.id();
  }

  /**
   * Searches the entries in memory, newest first; the rest is left to another thread.
   *
   * @param before only those with a lower number
   */
  public AuditSearch search(Predicate<AuditEntry> wanted, long before, int limit)
      throws IOException {
    load();
    List<AuditEntry> found =
        newest.headMap(before, false).descendingMap().values().stream()
            .filter(wanted)
            .limit(limit)
            .toList();
    boolean isAll = found.size() == limit || isWhole;
    return new AuditSearch(
        file,
        isAll || !Files.exists(file) ? 0 : Files.size(file),
        wanted,
        isAll ? 0 : Math.min(before, newest.firstKey()),
        limit,
        found);
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
