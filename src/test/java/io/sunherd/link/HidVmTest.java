package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.VmTests;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The USB path in the virtual machine of src/test/hid-vm; what is tried there is {@link
 * HidVmCheck}. The machine sees no more of this one than the folder that Maven builds in.
 */
@VmTests
class HidVmTest {
  private static final String CHECK =
      "java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp classes:test-classes:lib/* "
          + HidVmCheck.class.getName();

  /** The first time the machine is built, from Debian packages. */
  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void checkPassesInTheMachine() throws Exception {
    Path built = Path.of("target").toAbsolutePath();
    assertTrue(
        Files.isDirectory(built.resolve("lib")),
        "The libraries for the machine are not there: run mvn -DskipTests package first.");
    Process machine =
        new ProcessBuilder("src/test/hid-vm/run.sh", built.toString(), CHECK)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader told = machine.inputReader(StandardCharsets.UTF_8)) {
      told.lines().forEach(System.out::println);
      assertEquals(0, machine.waitFor());
    } finally {
      machine.destroy();
    }
  }
}
