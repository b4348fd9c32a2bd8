package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native code is unpacked where nobody else can reach it, or not at all. */
@PureTests
class NativeFolderTest {
  @TempDir private Path root;

  @Test
  void madeForThisUserAloneAndTakenAgain() throws IOException {
    Path folder = NativeFolder.owned(root.resolve("sunherd"));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    assertEquals(folder, NativeFolder.owned(folder));
  }

  @Test
  void openToOthers() throws IOException {
    Path folder = NativeFolder.owned(root.resolve("sunherd"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    refused(folder);
  }

  @Test
  void linkSetByOthers() throws IOException {
    Path elsewhere = NativeFolder.owned(root.resolve("elsewhere"));
    refused(Files.createSymbolicLink(root.resolve("sunherd"), elsewhere));
  }

  @Test
  void parentMissing() {
    var e =
        assertThrows(
            IllegalStateException.class, () -> NativeFolder.owned(root.resolve("no/sunherd")));
    assertEquals(
        root.resolve("no/sunherd")
            + " cannot be made, and the drivers need it: make its parent writable.",
        e.getMessage());
  }

  private static void refused(Path folder) {
    var e = assertThrows(IllegalStateException.class, () -> NativeFolder.owned(folder));
    assertEquals(
        folder
            + " is not a folder of this user alone, and drivers must not be run from it: remove"
            + " it.",
        e.getMessage());
  }
}
