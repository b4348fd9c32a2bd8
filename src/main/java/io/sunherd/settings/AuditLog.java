package io.sunherd.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The file of all writes. It is only ever added to, and what was added is on the disk before {@link
 * #append} returns. The newest entries are kept in memory; older ones are looked up in the file.
 * Blocks; for one thread.
 */
final class AuditLog implements AutoCloseable {
  private static final int KEPT = 2000;

  private final Path file;
  private final Consumer<AuditEntry> listener;
  private final NavigableMap<Long, AuditEntry> newest = new TreeMap<>();
  private final NavigableMap<Long, AuditEntry> unsettled = new TreeMap<>();
  private final Set<Long> writtenAgain = new HashSet<>();
  private long lastId;
  private boolean loaded;
  private boolean isWhole = true;
  private @Nullable FileChannel channel;

  /**
   * The log in a file, which need not be there yet. Reads and writes nothing so far.
   *
   * @param listener told of each line: those of the file when it is loaded, then each new one
   */
  AuditLog(Path file, Consumer<AuditEntry> listener) {
    this.file = file;
    this.listener = listener;
  }

  /** Reads the file, if that was not done; a log that was not read must not be added to. */
  void load() throws IOException {
    if (!loaded) {
      newest.clear();
      unsettled.clear();
      writtenAgain.clear();
      isWhole = true;
      scan(this::take);
      loaded = true;
    }
  }

  private void scan(Consumer<AuditEntry> reader) throws IOException {
    try (AuditLines lines = AuditLines.of(file)) {
      lines.forEach(reader);
    } catch (NoSuchFileException e) {
      isWhole = true; // nothing was written yet, or an old file was put away
    }
  }

  private void take(AuditEntry entry) {
    lastId = Math.max(lastId, entry.id());
    if (entry.isSettled()) {
      unsettled.remove(entry.id());
      writtenAgain.remove(entry.id());
    } else {
      unsettled.put(entry.id(), entry);
    }
    unsettled.headMap(entry.id()).values().stream()
        .filter(entry::isWriteTo)
        .forEach(open -> writtenAgain.add(open.id()));
    newest.put(entry.id(), entry);
    if (newest.size() > KEPT) {
      newest.pollFirstEntry();
      isWhole = false;
    }
    listener.accept(entry);
  }

  /** The number of the next entry. */
  long nextId() {
    return lastId + 1;
  }

  /**
   * Adds a line.
   *
   * @throws IOException where it is not on the disk for sure
   */
  void append(AuditEntry entry) throws IOException {
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
        directory.force(true); // or the file could be forgotten with its first lines
      }
    } else if (AuditLines.isTorn(file)) {
      opened.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
    return opened;
  }

  /** Entries of which the log does not tell what became of them, the oldest first. */
  List<AuditEntry> unsettled() {
    return List.copyOf(unsettled.values());
  }

  /** Whether its setting was written once more before the log told what became of it. */
  boolean isWrittenAgain(AuditEntry entry) {
    return writtenAgain.contains(entry.id());
  }

  /** The entry of that number. */
  Optional<AuditEntry> find(long id) throws IOException {
    return newest(entry -> entry.id() == id, id + 1, 1).stream().findFirst();
  }

  /**
   * Entries, newest first.
   *
   * @param before only those with a lower number
   */
  List<AuditEntry> newest(Predicate<AuditEntry> wanted, long before, int limit) throws IOException {
    load();
    List<AuditEntry> found =
        newest.headMap(before, false).descendingMap().values().stream()
            .filter(wanted)
            .limit(limit)
            .toList();
    return found.size() == limit || isWhole ? found : older(wanted, before, limit);
  }

  private List<AuditEntry> older(Predicate<AuditEntry> wanted, long before, int limit)
      throws IOException {
    NavigableMap<Long, AuditEntry> found = new TreeMap<>();
    scan(
        entry -> {
          if (entry.id() < before && wanted.test(entry)) {
            found.put(entry.id(), entry);
            if (found.size() > limit) {
              found.pollFirstEntry();
            }
          }
        });
    return new ArrayList<>(found.descendingMap().values());
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
