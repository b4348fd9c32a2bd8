package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Where lines find this machine's hub. */
@Isolated
@Timeout(30)
@PureTests
class RunFileTest {
  private static final String FOLDER = "sunherd.run";
  private static final long OWN = ProcessHandle.current().pid();

  @TempDir private Path folder;
  private final RunFile own = new RunFile(OWN, URI.create("http://127.0.0.1:8889"), null);

  @BeforeEach
  void name() {
    System.setProperty(FOLDER, folder.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(FOLDER);
  }

  @Test
  void isFoundAsLongAsItsHubRuns() throws Exception {
    assertEquals(folder, own.leave());
    assertEquals(Optional.of(own), RunFile.of(OWN));
    new RunFile(OWN, URI.create("http://127.0.0.1:1"), null).remove(folder);
    assertEquals(Optional.of(own), RunFile.of(OWN), "another's stays");
    own.remove(folder);
    assertEquals(Optional.empty(), RunFile.of(OWN));
  }

  @Test
  void thatOfAProcessThatHasEndedIsNotBelieved() throws Exception {
    long none = Integer.MAX_VALUE; // above what a system gives
    Path left = new RunFile(none, URI.create("http://127.0.0.1:1"), null).leave();
    assertEquals(folder, left);
    assertEquals(Optional.empty(), RunFile.of(none));
  }

  @Test
  void whatIsNoPlainFileIsNeitherReadNorTakenAway() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("hub.json"), Path.of("/dev/zero"));
    own.remove(folder);
    assertTrue(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    assertEquals(Optional.empty(), RunFile.of(OWN));
    assertEquals(folder, own.leave());
    assertFalse(Files.isSymbolicLink(link));
  }
}
