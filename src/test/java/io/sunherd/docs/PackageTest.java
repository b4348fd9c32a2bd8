package io.sunherd.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sunherd.cli.Sunherd;
import io.sunherd.suite.ProcessTests;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docker/deb.sh makes of the packaged program, without being installed. */
@DisplayName("The Debian package")
@ProcessTests
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackageTest {
  @TempDir static Path folder;
  private Path root;
  private String control;

  /** What a command prints; it must do well. */
  private String run(String... command) throws Exception {
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    assertEquals(
        0, process.exitValue(), () -> String.join(" ", command) + ": " + output + text(errors));
    return output;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @BeforeAll
  void build() throws Exception {
    for (String tool : List.of("dpkg-deb", "shellcheck", "gzip")) {
      assumeTrue(
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(place -> Files.isExecutable(Path.of(place, tool))),
          tool + " is not here, so the package is not tried: apt-get install dpkg shellcheck gzip");
    }
    String line = run("sh", "docker/deb.sh", folder.toString(), "-Znone");
    Path file = Path.of(line.strip());
    root = folder.resolve("root");
    run("dpkg-deb", "-x", file.toString(), root.toString());
    control = run("dpkg-deb", "-f", file.toString());
    run("dpkg-deb", "-e", file.toString(), folder.resolve("scripts").toString());
  }

  private List<String> files(String below) throws IOException {
    try (Stream<Path> all = Files.walk(root.resolve(below))) {
      return all.filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  @DisplayName("has the program, its page, the service, the rules, completion and a manual page")
  void contents() throws IOException {
    List<String> all = files("usr");
    for (String needed :
        List.of(
            "usr/bin/sunherd",
            "usr/share/sunherd/sunherd.jar",
            "usr/share/sunherd/webroot/index.html",
            "usr/share/sunherd/java.options",
            "usr/share/sunherd/archive.sh",
            "usr/share/sunherd/hub.yaml",
            "usr/lib/systemd/system/sunherd.service",
            "usr/lib/udev/rules.d/99-sunherd.rules",
            "usr/share/bash-completion/completions/sunherd",
            "usr/share/man/man1/sunherd.1.gz",
            "usr/share/doc/sunherd/copyright",
            "usr/share/doc/sunherd/changelog.gz")) {
      assertTrue(all.contains(needed), needed);
    }
    assertTrue(Files.isExecutable(root.resolve("usr/bin/sunherd")));
    assertTrue(control.contains("Architecture: all"), control);
    assertTrue(
        control.contains(
            "Depends: default-jre-headless (>= 2:1.17) | java17-runtime-headless, adduser"),
        control);
    assertEquals(
        "/usr/lib/jvm",
        Files.readAllLines(folder.resolve("scripts/triggers")).stream()
            .filter(line -> line.startsWith("interest-noawait "))
            .map(line -> line.substring("interest-noawait ".length()))
            .collect(Collectors.joining()));
  }

  @Test
  @DisplayName("has the native code of Linux on amd64, arm64, armhf and armv6, and of nothing else")
  void natives() throws Exception {
    TreeSet<String> natives = new TreeSet<>();
    try (Stream<Path> jars = Files.list(root.resolve("usr/share/sunherd/lib"))) {
      for (Path jar : jars.toList()) {
        run("jar", "tf", jar.toString())
            .lines()
            .filter(name -> name.matches(".*\\.(so|dll|dylib|jnilib|a)"))
            .map(name -> name.replaceFirst("/[^/]*$", ""))
            .forEach(natives::add);
      }
    }
    assertEquals(
        new TreeSet<>(
            Set.of(
                "com/sun/jna/linux-x86-64",
                "com/sun/jna/linux-aarch64",
                "com/sun/jna/linux-arm",
                "linux-x86-64",
                "linux-aarch64",
                "linux-arm",
                "Linux/x86_64",
                "Linux/armv8_64",
                "Linux/armv8_32",
                "Linux/armv7hf",
                "Linux/armv6hf",
                "org/sqlite/native/Linux/x86_64",
                "org/sqlite/native/Linux/aarch64",
                "org/sqlite/native/Linux/arm",
                "org/sqlite/native/Linux/armv6",
                "org/sqlite/native/Linux/armv7")),
        natives);
  }

  @Test
  @DisplayName("runs from where it is, and every command is in its manual page and completion")
  void runs() throws Exception {
    String jar = root.resolve("usr/share/sunherd/sunherd.jar").toString();
    assertEquals(
        "5042465435332e30124d0d\n", run("java", "-jar", jar, "decode", "--request", "PBFT53.0"));
    String manual = run("gzip", "-dc", root.resolve("usr/share/man/man1/sunherd.1.gz").toString());
    Path completion = root.resolve("usr/share/bash-completion/completions/sunherd");
    for (String name : Sunherd.commandLine().getSubcommands().keySet()) {
      assertTrue(manual.contains("\n.B " + name.replace("-", "\\-") + "\n"), name);
      assertEquals(
          name + "\n",
          run(
              "bash",
              "-c",
              ". "
                  + completion
                  + "; COMP_WORDS=(sunherd "
                  + name.substring(0, name.length() - 1)
                  + "); COMP_CWORD=1; _complete_sunherd; printf '%s\\n' \"${COMPREPLY[@]}\""
                  + " | grep -x "
                  + name),
          name);
    }
  }

  @Test
  @DisplayName("gives a new hub all addresses and absolute places, the rest as in the project")
  void configuration() throws IOException {
    List<String> usual = Files.readAllLines(Path.of("conf", "hub.yaml"));
    List<String> packaged = Files.readAllLines(root.resolve("usr/share/sunherd/hub.yaml"));
    assertEquals(usual.size(), packaged.size());
    List<String> changed =
        packaged.stream().filter(line -> !usual.contains(line)).map(String::strip).toList();
    assertEquals(4, changed.size(), changed::toString);
    assertTrue(changed.get(0).startsWith("host: 0.0.0.0 "), changed::toString);
    assertTrue(changed.get(1).startsWith("users: /etc/sunherd/users "), changed::toString);
    assertTrue(
        changed.get(2).startsWith("url: jdbc:sqlite:/var/lib/sunherd/data/history.db "),
        changed::toString);
    assertTrue(
        changed.get(3).startsWith("audit: /var/lib/sunherd/data/audit.jsonl "), changed::toString);
  }

  @Test
  @DisplayName("has scripts without a mistake that a shell or ShellCheck sees")
  void scripts() throws Exception {
    for (String script :
        List.of(
            "docker/deb.sh",
            "docker/deb/sunherd",
            "docker/deb/postinst",
            "docker/deb/prerm",
            "docker/deb/postrm",
            "docker/archive.sh",
            "docker/natives.sh",
            "docker/release.sh",
            "docker/addon.sh",
            "docker/addon/run.sh")) {
      run("sh", "-n", script);
      run("shellcheck", script);
    }
  }
}
