package io.sunherd.bench;

import io.sunherd.sim.Simulation;
import io.sunherd.sim.line.LinePace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a one-shot line costs beyond the time of its bytes on the line: each by the package's
 * launcher, to a simulated PI30 unit at 2400 baud. Arguments: a folder with sunherd.jar, lib and
 * what docker/archive.sh leaves there; how often. Linux only, from the project's folder.
 */
public final class LineStartBench {
  private static final int BAUD = 2_400;
  private static final double BYTE_SECONDS = 10.0 / BAUD;

  /** Request and CRC and CR; behind what is printed of a reply come CRC and CR, too. */
  private static final int STATUS_BYTES = "QPIGS".length() + 3 + 3;

  private static final int MODE_BYTES = "QMOD".length() + 3 + 3;

  private static final double MOST_WALL_SECONDS = 0.55;
  private static final double MOST_CPU_SECONDS = 0.5;
  private static final double MOST_MB = 60;

  /** As the shell's times prints those of its children. */
  private static final Pattern MINUTES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private final Path launcher;
  private final Path device;
  private final int times;

  private LineStartBench(Path launcher, Path device, int times) {
    this.launcher = launcher;
    this.device = device;
    this.times = times;
  }

  /** What one run took. */
  private record Cost(String out, double wall, double cpu, double megabytes) {}

  public static void main(String[] args) throws Exception {
    Path work = Files.createTempDirectory("line");
    LinePace pace = new LinePace(BAUD, Duration.ZERO);
    try (Simulation units =
        Simulation.start(
            new Simulation.Options(
                1, false, "max-8000", 1, pace, work, null, Clock.systemDefaultZone()))) {
      if (units.addresses().isEmpty()) {
        throw new IllegalStateException("There is no unit.");
      }
      LineStartBench bench =
          new LineStartBench(
              launcher(Path.of(args[0]).toAbsolutePath(), work),
              work.resolve("unit-1"),
              Integer.parseInt(args[1]));
      int status = bench.run("--status").out().strip().length() + STATUS_BYTES;
      int mode = bench.run("--op-mode").out().strip().length() + MODE_BYTES;
      bench.measure("--status --json", status);
      bench.measure("--status", status);
      bench.measure("--cmd QPIGS --protocol pi30", status);
      bench.measure("--op-mode --json", mode);
    }
    System.exit(0);
  }

  /** The launcher of the package, for that folder. */
  private static Path launcher(Path folder, Path work) throws IOException {
    String text =
        Files.readString(Path.of("docker/deb/sunherd"))
            .replace("/usr/share/sunherd", folder.toString())
            .replace("/var/cache/sunherd", folder.toString());
    return Files.writeString(work.resolve("sunherd"), text);
  }

  private void measure(String deed, int bytes) throws Exception {
    List<Cost> costs = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      costs.add(run(deed));
    }
    double line = bytes * BYTE_SECONDS;
    double wall = median(costs.stream().mapToDouble(Cost::wall).toArray());
    System.out.printf("%-28s %.3f s, of them %.3f s on the line%n", deed, wall, line);
    print("beyond the line, s", wall - line, MOST_WALL_SECONDS);
    print("CPU, s", median(costs.stream().mapToDouble(Cost::cpu).toArray()), MOST_CPU_SECONDS);
    print("resident, MB", median(costs.stream().mapToDouble(Cost::megabytes).toArray()), MOST_MB);
  }

  private static void print(String what, double value, double limit) {
    System.out.printf(
        "  %-20s %7.3f  limit %6.2f  ratio %.2f%s%n",
        what, value, limit, value / limit, value > limit ? "  MISSED" : "");
  }

  private static double median(double... values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private Cost run(String deed) throws Exception {
    String words = " --serial -d " + device + " " + deed;
    Process shell =
        new ProcessBuilder("sh", "-c", "sh " + launcher + words + "; times >&2").start();
    long begun = System.nanoTime();
    long peak = 0;
    while (!shell.waitFor(2, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(shell));
    }
    double wall = (System.nanoTime() - begun) / 1e9;
    String err = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> lines = err.strip().lines().toList();
    Matcher children = MINUTES.matcher(lines.get(lines.size() - 1));
    if (lines.size() != 2 || !children.matches()) {
      throw new IllegalStateException(err);
    }
    double cpu = Double.parseDouble(children.group(2)) + Double.parseDouble(children.group(4));
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Cost(out, wall, cpu, peak / 1024.0);
  }

  /** The most that the line itself has had in memory, in kB. */
  private static long peak(Process shell) {
    return shell
        .descendants()
        .mapToLong(
            one -> {
              try {
                Matcher told =
                    PEAK.matcher(Files.readString(Path.of("/proc/" + one.pid() + "/status")));
                return told.find() ? Long.parseLong(told.group(1)) : 0;
              } catch (IOException e) {
                return 0; // it has just ended
              }
            })
        .max()
        .orElse(0);
  }
}
