package io.sunherd.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of the nightly backups. Their names tell when they were made, in UTC; nothing else in
 * it is touched. Blocking.
 *
 * @param keep how many are kept
 */
record BackupFolder(Path folder, int keep) {
  private static final String BEGIN = "sunherd-";
  private static final String END = ".zip";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
  private static final Pattern NAME = Pattern.compile("sunherd-\\d{8}T\\d{6}Z\\.zip");
  private static final Pattern UNFINISHED = Pattern.compile(NAME + "\\..*\\.part(-journal)?");

  /** What was made by a clock that was more wrong than this does not count. */
  private static final Duration WRONG_CLOCK = Duration.ofDays(1);

  /** Writes a backup. */
  interface Writing {
    void to(Path file) throws IOException, BackupException, InterruptedException;
  }

  /** Whether none was made since then. */
  boolean isMissing(Instant since, Instant now) throws IOException {
    return all(NAME).stream()
        .map(BackupFolder::made)
        .noneMatch(made -> !made.isBefore(since) && made.isBefore(now.plus(WRONG_CLOCK)));
  }

  /** Makes one, and removes those that are too many. */
  Path make(Instant now, Writing writing)
      throws IOException, BackupException, InterruptedException {
    Path parent = folder.toAbsolutePath().getParent();
    if (Files.notExists(folder) && parent != null && Files.isDirectory(parent)) {
      Files.createDirectory(folder);
    }
    for (Path broken : all(UNFINISHED)) {
      Files.deleteIfExists(broken);
    }
    Path file = folder.resolve(BEGIN + STAMP.format(now.atOffset(ZoneOffset.UTC)) + END);
    writing.to(file);
    List<Path> old = all(NAME).stream().filter(Predicate.not(file::equals)).toList();
    for (Path one : old.subList(0, Math.max(0, old.size() - keep + 1))) {
      Files.deleteIfExists(one);
    }
    return file;
  }

  private static Instant made(Path file) {
    String name = file.getFileName().toString();
    String stamp = name.substring(BEGIN.length(), name.length() - END.length());
    return LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC);
  }

  /** The files of such a name, the oldest first. */
  private List<Path> all(Pattern name) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }
}
