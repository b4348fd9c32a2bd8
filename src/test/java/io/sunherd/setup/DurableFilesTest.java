package io.sunherd.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.disk.WholeFile;
import io.sunherd.suite.OtherJava;
import io.sunherd.suite.ProcessTests;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is written is on the disk, as the system's own calls show. */
@Timeout(120)
@DisplayName("Files that the hub replaces")
@ProcessTests
class DurableFilesTest {
  private static final Pattern FORCED = Pattern.compile("(?:fsync|fdatasync)\\(\\d+<([^>]+)>\\)");
  private static final Pattern RENAMED =
      Pattern.compile("rename(?:at2?)?\\((?:AT_FDCWD[^,]*, )?\"([^\"]+)\", .*\"([^\"]+)\"");
  private static final Pattern MADE = Pattern.compile("mkdir(?:at)?\\((?:.*, )?\"([^\"]+)\"");

  @TempDir private Path folder;

  /** One call that matters: what it did to which path. */
  private record Deed(String what, Path path) {}

  /** Writes each file that the hub replaces, twice. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      for (String name : List.of("ann", "bob")) {
        QuickUsers.put(
            UsersFile.load(folder.resolve("etc/hub/users")),
            name,
            Role.OPERATOR,
            "correct horse".toCharArray());
        new HubFile(folder.resolve("conf/hub.yaml"), InstantSource.system())
            .save("# " + name, ZoneOffset.UTC);
        WholeFile.write(folder.resolve("extract.csv"), out -> out.write(name.length()));
      }
    }
  }

  private List<Deed> deeds() throws Exception {
    Path log = folder.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                "strace",
                "-f",
                "-y",
                "-s",
                "4096",
                "-e",
                "trace=/^(fsync|fdatasync|rename.*|mkdir.*)$",
                "-o",
                log.toString()));
    command.addAll(OtherJava.process(Writer.class.getName(), folder.toString()).command());
    Process traced = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, traced.waitFor());
    List<Deed> deeds = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Matcher forced = FORCED.matcher(line);
      Matcher renamed = RENAMED.matcher(line);
      Matcher made = MADE.matcher(line);
      if (forced.find()) {
        deeds.add(new Deed("forced", Path.of(forced.group(1))));
      } else if (renamed.find()) {
        deeds.add(new Deed("renamed", Path.of(renamed.group(1))));
        deeds.add(new Deed("replaced", Path.of(renamed.group(2))));
      } else if (made.find()) {
        deeds.add(new Deed("made", Path.of(made.group(1))));
      }
    }
    return deeds.stream().filter(deed -> deed.path().startsWith(folder)).toList();
  }

  @Test
  @DisplayName("written by root are for the owner of what was there, or of the folder")
  void owner() throws IOException {
    assumeTrue("root".equals(Files.getOwner(folder).getName()), "only root can give files away");
    Path place = Files.createDirectory(folder.resolve("etc"));
    Files.setAttribute(place, "unix:gid", 54_322);
    Files.setAttribute(place, "unix:uid", 54_321);
    Path users = place.resolve("users");
    WholeFile.writeSecret(users, "ann\n");
    assertEquals(54_321, Files.getAttribute(users, "unix:uid"));
    assertEquals(54_322, Files.getAttribute(users, "unix:gid"));
    Files.setAttribute(users, "unix:uid", 54_323);
    WholeFile.write(users, "bob\n");
    assertEquals(54_323, Files.getAttribute(users, "unix:uid"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(users)));
  }

  @Test
  @DisplayName("are forced to the disk before they take their name, and the name after")
  void forced() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "strace"))),
        "strace is not here: apt-get install strace");
    List<Deed> deeds = deeds();
    List<Path> replaced =
        Stream.of("etc/hub/users", "conf/hub.yaml", "extract.csv").map(folder::resolve).toList();
    for (Path file : replaced) {
      int times = 0;
      for (int i = 1; i < deeds.size(); i++) {
        if (deeds.get(i).equals(new Deed("replaced", file))) {
          times++;
          Deed fresh = new Deed("forced", deeds.get(i - 1).path());
          assertTrue(deeds.subList(0, i).contains(fresh), () -> fresh + " is not in " + deeds);
          assertEquals(new Deed("forced", file.getParent()), deeds.get(i + 1), deeds::toString);
        }
      }
      assertEquals(2, times, () -> file + ": " + deeds);
    }
    for (Deed deed : deeds) {
      if (deed.what().equals("made")) {
        Deed parent = new Deed("forced", deed.path().getParent());
        assertTrue(
            deeds.subList(deeds.indexOf(deed), deeds.size()).contains(parent), deed::toString);
      }
    }
    List<Path> copies =
        deeds.stream()
            .filter(deed -> deed.what().equals("forced"))
            .map(Deed::path)
            .filter(path -> path.getFileName().toString().matches("hub\\.yaml\\.\\d{8}-\\d{6}"))
            .toList();
    assertEquals(1, copies.size(), () -> "the file before: " + deeds);
  }
}
