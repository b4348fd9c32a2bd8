package io.sunherd.settings.audit;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A search of the audit log: the entries found in memory, and where the others are. For any thread.
 *
 * @param file the log
 * @param length the length of the file's whole lines; what follows is being written
 * @param wanted selects the entries
 * @param below entries that are not in memory have numbers below this one; 0 where none is missing
 * @param limit how many entries at most
 * @param found the entries in memory, newest first
 */
public record AuditSearch(
    Path file,
    long length,
    Predicate<AuditEntry> wanted,
    long below,
    int limit,
    List<AuditEntry> found) {

  /** Whether all wanted entries were in memory. */
  public boolean isOver() {
    return below == 0;
  }

  /** Reads the entries that are not in memory, and returns all, newest first. Blocks. */
  public List<AuditEntry> read() throws IOException {
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
      return found; // the old file was removed
    }
    return Stream.concat(found.stream(), older.descendingMap().values().stream()).toList();
  }
}
