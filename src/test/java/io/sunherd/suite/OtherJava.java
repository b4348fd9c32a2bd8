package io.sunherd.suite;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A process of its own with the classes of the program and its tests; all that tests start are made
 * here.
 *
 * <p>Where the build names the packaged program in the property {@code sunherd.jar}, its classes
 * come from an archive that is made once for it: a hub starts in half the time.
 */
public final class OtherJava {
  private static final String JAR = System.getProperty("sunherd.jar", "");

  private OtherJava() {}

  /** A process, not started yet, for a class with a main method and its arguments. */
  public static ProcessBuilder process(String main, String... words) throws IOException {
    return process(List.of(), main, words);
  }

  /** The same with further options of Java. */
  public static ProcessBuilder process(List<String> options, String main, String... words)
      throws IOException {
    List<String> command = new ArrayList<>(java());
    if (JAR.isEmpty()) {
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    } else {
      Path jar = Path.of(JAR);
      Path tests = Path.of("target", "test-classes").toAbsolutePath();
      command.add("-XX:SharedArchiveFile=" + archive(jar));
      command.addAll(List.of("-cp", jar + File.pathSeparator + tests));
    }
    command.addAll(options);
    command.add(main);
    command.addAll(Arrays.asList(words));
    return new ProcessBuilder(command);
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto");
  }

  /** The archive of that jar, made by whoever needs it first. */
  private static synchronized Path archive(Path jar) throws IOException {
    Path archive = jar.resolveSibling("hub.jsa");
    Path key = jar.resolveSibling("hub.jsa.lock");
    try (FileChannel channel =
            FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || !isNewer(archive, jar)) {
        make(archive, jar);
      }
    }
    return archive;
  }

  private static boolean isNewer(Path archive, Path jar) throws IOException {
    return Files.exists(archive)
        && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  /** Runs a hub until it serves; what it had of classes by then is kept. */
  private static void make(Path archive, Path jar) throws IOException {
    Path folder = Files.createDirectories(jar.resolveSibling("hub.jsa.made"));
    Path fresh = folder.resolve("hub.jsa");
    Path config =
        Files.writeString(
            folder.resolve("hub.yaml"),
            "http: {port: 0}\ninverters: [{id: unit-1, device: 'sim:parallel-1'}]\n");
    List<String> command = new ArrayList<>(java());
    command.addAll(
        List.of("-XX:ArchiveClassesAtExit=" + fresh, "-Xlog:disable", "-Xlog:all=error"));
    command.addAll(
        List.of("-cp", jar.toString(), "io.sunherd.Main", "serve", "-c", config.toString()));
    Process hub =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    StringBuilder told = new StringBuilder();
    try (BufferedReader lines = hub.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.append(line).append('\n');
        if (line.contains("unit-1: online")) {
          hub.toHandle().destroy();
        }
      }
    } finally {
      hub.destroy();
    }
    if (!Files.exists(fresh)) {
      throw new IllegalStateException("No archive was made of " + jar + ":\n" + told);
    }
    Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
  }
}
