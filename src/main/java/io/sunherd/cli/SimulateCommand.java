package io.sunherd.cli;

import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.line.LinePace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sunherd simulate}: plays inverters for any program, and takes orders while it does. */
@Command(
    name = "simulate",
    description =
        "Plays inverters on pseudo-terminals or TCP ports. Orders on standard input switch faults on"
            + " and off: silence 2 on, cut 1 40, forget 1 on, zeros 1 10, stuck 2 on,"
            + " unplug 2, plug 2 as spare; help tells all.")
final class SimulateCommand implements Callable<Integer> {
  private static final int MOST_PORTS = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--units",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many, 1 to 9.")
  private int units;

  @Option(names = "--parallel", description = "They form one parallel system.")
  private boolean parallel;

  @Option(
      names = "--profile",
      defaultValue = "max-8000",
      paramLabel = "NAME",
      description = "What kind (default: ${DEFAULT-VALUE}).")
  private String profile;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same number plays the same day.")
  private long seed;

  @Option(
      names = "--baud",
      defaultValue = "0",
      paramLabel = "RATE",
      description = "Pace bytes as a line of this rate does; 0 for as fast as they go.")
  private int baud;

  @Option(
      names = "--turnaround",
      defaultValue = "0",
      paramLabel = "MS",
      description = "Milliseconds from the end of a request to the start of its reply.")
  private long turnaround;

  @ArgGroup(multiplicity = "1")
  private Outlet outlet;

  /** Where the units are served: one of the two. */
  static final class Outlet {
    @Option(
        names = "--pty",
        paramLabel = "DIR",
        description = "Pseudo-terminals, under DIR/unit-1, DIR/unit-2, ...")
    @Nullable Path directory;

    @Option(
        names = "--tcp",
        paramLabel = "PORT",
        description = "TCP ports from this one on; 0 for any free ones.")
    @Nullable Integer port;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Simulation simulation = start();
    Runtime.getRuntime().addShutdownHook(new Thread(simulation::close, "stop"));
    List<String> addresses = simulation.addresses();
    for (int i = 0; i < addresses.size(); i++) {
      out.println(addresses.get(i) + "  serial number " + simulation.serials().get(i));
    }
    out.flush();
    obey(simulation, out);
    new CountDownLatch(1).await();
    return Exit.DONE;
  }

  private Simulation start() {
    if (baud < 0 || turnaround < 0) {
      throw new ParameterException(spec.commandLine(), "--baud and --turnaround are 0 or more.");
    }
    checkPort();
    try {
      return Simulation.start(
          new Simulation.Options(
              units,
              parallel,
              profile,
              seed,
              new LinePace(baud, Duration.ofMillis(turnaround)),
              outlet.directory,
              outlet.port,
              Clock.system(ZoneId.systemDefault())));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    } catch (FileSystemException e) {
      throw new CommandFailure(
          Exit.UNEXPECTED,
          "--pty "
              + outlet.directory
              + " cannot be made: "
              + reason(e)
              + ". Name a folder that this user may write to.");
    } catch (IOException e) {
      throw new CommandFailure(Exit.UNEXPECTED, "The units cannot be served: " + e.getMessage());
    }
  }

  private void checkPort() {
    Integer port = outlet.port;
    if (port == null) {
      return;
    }
    if (port < 0 || port > MOST_PORTS) {
      throw new ParameterException(
          spec.commandLine(),
          "--tcp " + port + " is no TCP port: write one from 1 to 65535, or 0 for any free ones.");
    }
    int last = MOST_PORTS - units + 1;
    if (port > last) {
      throw new ParameterException(
          spec.commandLine(),
          "--tcp "
              + port
              + " leaves no ports for "
              + units
              + " units: write one from 1 to "
              + last
              + ", or 0 for any free ones.");
    }
  }

  /** Why a file or folder cannot be made, as part of a sentence. */
  static String reason(FileSystemException e) {
    if (e instanceof FileAlreadyExistsException) {
      return "it is no folder";
    }
    if (e instanceof NoSuchFileException) {
      return "there can be none in that place";
    }
    if (e instanceof AccessDeniedException) {
      return "this user may not";
    }
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }

  /** Takes orders until standard input ends; the simulation goes on after that. */
  private static void obey(Simulation simulation, PrintWriter out) {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      String line;
      while ((line = orders.readLine()) != null) {
        if (!line.isBlank()) {
          out.println(
              line.strip().equals("help") ? Simulation.orders() : simulation.control(line.strip()));
          out.flush();
        }
      }
    } catch (IOException e) {
      out.println("error: no more orders can be read: " + e.getMessage());
      out.flush();
    }
  }
}
