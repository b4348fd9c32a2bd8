package io.sunherd.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.ProcessTests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * docker/release.sh in a repository of its own, where Maven, the making of the package and Docker
 * are played: what they are told is left beside what they should make.
 */
@DisplayName("A release")
@ProcessTests
@Timeout(120)
class ReleaseTest {
  private static final String MAVEN =
      "mkdir -p target; echo {} >target/bom.json; echo \"$(umask) $* $SOURCE_DATE_EPOCH\" >target/told";

  @TempDir private Path folder;
  private Path project;
  private Path tools;

  @BeforeEach
  void repository() throws Exception {
    project = Files.createDirectories(folder.resolve("project"));
    tools = Files.createDirectory(folder.resolve("tools"));
    Files.createDirectories(project.resolve("docker"));
    Files.createDirectories(project.resolve("src/docs"));
    Files.copy(Path.of("docker/release.sh"), project.resolve("docker/release.sh"));
    Files.copy(Path.of("pom.xml"), project.resolve("pom.xml"));
    Files.writeString(project.resolve(".gitignore"), "target/\n");
    script(project.resolve("docker/deb.sh"), "cp target/told \"$1/sunherd_x_all.deb\"");
    script(tools.resolve("mvn"), MAVEN);
    script(tools.resolve("docker"), "exit 1");
    changelog("Unreleased");
    git("init", "-q");
    commit();
  }

  private static void script(Path file, String text) throws Exception {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private void changelog(String newest) throws Exception {
    Files.writeString(
        project.resolve("src/docs/changelog.md"), "# Changes\n\n## " + newest + "\n\n- All.\n");
  }

  private void commit() throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", "All of it");
  }

  private void git(String... words) throws Exception {
    List<String> line =
        Stream.concat(
                Stream.of("git", "-c", "user.name=ann", "-c", "user.email=ann@example.org"),
                Stream.of(words))
            .toList();
    assertEquals("0 ", run(line).substring(0, 2));
  }

  /** The exit code of a command, and what it says. */
  private String run(List<String> line) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(project.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PATH", tools + ":" + environment.get("PATH"));
    environment.put("GIT_COMMITTER_DATE", "2026-05-01T12:00:00Z");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return process.exitValue() + " " + said;
  }

  private String release() throws Exception {
    return run(List.of("sh", "-c", "umask 077 && docker/release.sh"));
  }

  private Path made(String name) {
    return project.resolve("target/release").resolve(name);
  }

  @Test
  @DisplayName("has the version of the tag, the date of the commit, and the sums of all that it is")
  void ofATag() throws Exception {
    changelog("1.2.3 (2026-12-01)");
    commit();
    git("tag", "v1.2.3");
    String said = release();
    assertTrue(said.startsWith("0 There is no Docker engine here"), said);
    String told = Files.readString(made("sunherd_x_all.deb"));
    assertTrue(told.startsWith("0022 "), told); // whoever makes it, others may read it
    assertTrue(told.contains("-Drevision=1.2.3 "), told);
    assertTrue(told.contains("-Dproject.build.outputTimestamp=2026-05-01T12:00:00Z "), told);
    assertTrue(told.endsWith(" 1777636800\n"), told);
    List<String> sums = Files.readAllLines(made("SHA256SUMS"));
    assertEquals(2, sums.size(), said);
    assertTrue(sums.get(0).endsWith("  sunherd-1.2.3.cdx.json"), said);
    assertTrue(sums.get(1).endsWith("  sunherd_x_all.deb"), said);
  }

  @Test
  @DisplayName("is refused for a tag that is no version, or that the changelog does not begin with")
  void refused() throws Exception {
    git("tag", "v1.2");
    String said = release();
    assertTrue(said.startsWith("1 The tag v1.2 is no version"), said);
    git("tag", "-d", "v1.2");
    git("tag", "v1.2.3");
    said = release();
    assertTrue(said.startsWith("1 src/docs/changelog.md begins with Unreleased: "), said);
    assertFalse(Files.exists(made("SHA256SUMS")));
  }

  @Test
  @DisplayName("without a tag is none, and has what is committed only; an engine makes the image")
  void ofNoTag() throws Exception {
    script(
        tools.resolve("docker"),
        "[ \"$1 $2\" = 'image inspect' ] && echo arm64; [ \"$1\" != save ] || echo image");
    Files.writeString(project.resolve("docker/deb.sh"), "exit 1\n");
    String said = release();
    String pom = Files.readString(Path.of("pom.xml"));
    String version = pom.replaceFirst("(?s).*<revision>(.*)</revision>.*", "$1");
    assertTrue(said.startsWith("0 This commit has no tag, so this is no release, but " + version));
    assertTrue(said.contains("There are changes that are not committed: they are not in it."));
    assertTrue(Files.exists(made("sunherd-" + version + "-image-arm64.tar.gz")), said);
  }

  @Test
  @DisplayName("is built by a Maven that takes the collector of whoever builds, too (MAVEN_OPTS)")
  void ownCollector() throws Exception {
    List<String> options = Files.readAllLines(Path.of(".mvn/jvm.config"));
    String said =
        run(
            Stream.of(List.of("java"), options, List.of("-XX:+UseParallelGC", "-version"))
                .flatMap(List::stream)
                .toList());
    assertTrue(said.startsWith("0 "), said);
  }

  @Test
  @DisplayName("is one of the changelog, which begins with what the pom is to become")
  void changelogs() throws Exception {
    List<String> heads =
        Files.readAllLines(Path.of("src/docs/changelog.md")).stream()
            .filter(line -> line.startsWith("## "))
            .toList();
    assertTrue(
        heads.get(0).matches("## (Unreleased|\\d+\\.\\d+\\.\\d+ \\(\\d{4}-\\d\\d-\\d\\d\\))"),
        heads.get(0));
    assertTrue(
        heads.stream().skip(1).allMatch(head -> head.matches("## \\d+\\.\\d+\\.\\d+ \\(.*\\)")),
        heads::toString);
    String pom = Files.readString(Path.of("pom.xml"));
    String version = pom.replaceFirst("(?s).*<revision>(.*)</revision>.*", "$1");
    assertTrue(version.matches("\\d+\\.\\d+\\.\\d+-SNAPSHOT"), version);
    assertTrue(
        Files.readString(Path.of("docker/Dockerfile")).contains("ARG VERSION=" + version + "\n"));
    assertTrue(
        Files.readString(Path.of("docker/addon/config.yaml"))
            .contains("version: \"" + version + "\""));
  }
}
