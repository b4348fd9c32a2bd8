package io.sunherd.settings;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A search of the audit log: what of it was found in memory, and where the rest is. For any thread.
 *
 * @param file the log
 * @param length how much of the file is whole lines; what comes behind is being written
 * @param wanted which entries are searched for
 * @param below what is not in memory has numbers below this one; 0 where all that is wanted is
 * @param limit how many are wanted
 * @param found those that are in memory, newest first
 */
record AuditSearch(
    Path file,
    long length,
    Predicate<AuditEntry> wanted,
    long below,
    int limit,
    List<AuditEntry> found) {

  /** Whether all that is wanted was in memory. */
  boolean isOver() {
    return below == 0;
  }

  /** Reads what is not in memory, and gives all of it, newest first. Blocks. */
  List<AuditEntry> read() throws IOException {
    if (isOver()) {
      return found;
    }
    int missing = limit - found.size();
    NavigableMap<Long, AuditEntry> older = new TreeMap<>();
    try (AuditLines lines = AuditLines.of(file, length)) {
      lines.forEach(
          entry -> {
            if (entry.id() < below && wanted.test(entry)) {
              older.put(entry.id(), entry);
              if (older.size() > missing) {
                older.pollFirstEntry();
              }
            }
          });
    } catch (NoSuchFileException e) {
      return found; // the old file was put away
    }
    return Stream.concat(found.stream(), older.descendingMap().values().stream()).toList();
  }
}
