package io.sunherd.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the process that uses a device, with or without a lock. Looks in {@code /proc}; processes
 * of other users, which it may not inspect, are found by their locks only.
 */
final class Holders {
  private static final Path PROC = Path.of("/proc");
  private static final long SELF = ProcessHandle.current().pid();

  private Holders() {}

  /** One process: its number and the name of its program. */
  record Holder(long pid, String program) {

    boolean isSelf() {
      return pid == SELF;
    }

    @Override
    public String toString() {
      return "process " + pid + (program.isEmpty() ? "" : " (" + program + ")");
    }
  }

  /**
   * Who holds the device: another process by lock or by use, or this one by lock.
   *
   * @throws IOException when the device vanishes meanwhile
   */
  static @Nullable Holder of(Path device) throws IOException {
    Path real = device.toRealPath();
    long pid = locker(real);
    if (pid < 0) {
      pid = user(real);
    }
    return pid < 0 ? null : new Holder(pid, program(pid));
  }

  /** Lines of /proc/locks read {@code 1: FLOCK ADVISORY WRITE PID MAJOR:MINOR:INODE 0 EOF}. */
  private static long locker(Path real) throws IOException {
    long device = (Long) Files.getAttribute(real, "unix:dev");
    String file =
        String.format(
            "%02x:%02x:%s",
            (device >> 8) & 0xFFF,
            (device & 0xFF) | ((device >> 12) & 0xFFF00),
            Files.getAttribute(real, "unix:ino"));
    for (String line : Files.readAllLines(PROC.resolve("locks"))) {
      List<String> words = List.of(line.trim().split("\\s+"));
      int at = words.indexOf(file);
      // A lock that a process is still waiting for has an arrow before its kind.
      if (at > 0 && !words.contains("->")) {
        return Long.parseLong(words.get(at - 1));
      }
    }
    return -1;
  }

  private static long user(Path real) throws IOException {
    String terminal = real.startsWith("/dev/pts") ? real.getFileName().toString() : "";
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (pid != SELF && uses(process, real, terminal)) {
          return pid;
        }
      }
    }
    return -1;
  }

  /**
   * Whether a process has the device open. One that holds the master side of the same
   * pseudo-terminal is the other end of the line and no rival, though it keeps the slave open too.
   */
  private static boolean uses(Path process, Path real, String terminal) {
    boolean uses = false;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path number : open) {
        Path file = target(number);
        uses |= file.equals(real);
        if (!terminal.isEmpty()
            && file.endsWith("ptmx")
            && isMaster(process.resolve("fdinfo").resolve(number.getFileName()), terminal)) {
          return false;
        }
      }
    } catch (IOException e) {
      // It has ended, or belongs to another user.
      return false;
    }
    return uses;
  }

  private static Path target(Path number) {
    try {
      return Files.readSymbolicLink(number);
    } catch (IOException e) {
      // Closed since the folder was read.
      return number;
    }
  }

  private static boolean isMaster(Path info, String terminal) throws IOException {
    for (String line : Files.readAllLines(info)) {
      if (line.startsWith("tty-index:")) {
        return line.substring("tty-index:".length()).trim().equals(terminal);
      }
    }
    return false;
  }

  private static String program(long pid) {
    try {
      return Files.readString(PROC.resolve(pid + "/comm")).trim();
    } catch (IOException e) {
      return "";
    }
  }
}
