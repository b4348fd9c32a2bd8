package io.sunherd.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("The group of the devices")
class DeviceGroupTest {
  private static final Pattern GIVEN = Pattern.compile("GROUP=\"(\\w+)\"");

  /** Everything that tells people, or a machine, which group may open a device. */
  private static final List<Path> TELLING =
      Stream.of("README.md", "src/docs", "src/main", "webroot", "conf", "docker", ".github")
          .map(Path::of)
          .toList();

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @Test
  @DisplayName("is the one to which the rules give them, wherever it is told")
  void isOne() throws IOException {
    Set<String> groups =
        GIVEN
            .matcher(text(Path.of("conf/udev/99-sunherd.rules")))
            .results()
            .map(group -> group.group(1))
            .collect(Collectors.toSet());
    assertEquals(1, groups.size(), groups::toString);
    String group = groups.iterator().next();
    for (Path file :
        List.of(
            Path.of("README.md"),
            Path.of("conf/systemd/sunherd.service"),
            Path.of("docker/deb/postinst"),
            Path.of("docker/compose.yaml"),
            Path.of("docker/Dockerfile"),
            Path.of("src/main/java/io/sunherd/link/Access.java"))) {
      assertTrue(text(file).contains(group), file + " does not name " + group);
    }
    try (Stream<Path> languages = Files.list(Path.of("webroot/lang"))) {
      for (Path file : languages.toList()) {
        assertEquals(
            3, text(file).split(group, -1).length, file + ": its users, and in a container");
      }
    }
  }

  @Test
  @DisplayName("is never told to be another")
  void isNoOther() throws IOException {
    for (Path place : TELLING) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertTrue(!text(file).contains("plugdev"), file + " names plugdev");
        }
      }
    }
  }
}
