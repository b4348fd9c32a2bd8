package io.sunherd.sim;

import io.sunherd.sim.fault.FaultOrder;
import io.sunherd.sim.fault.Faults;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.sunherd.sim.line.LinePace;
import io.sunherd.sim.line.Port;
import io.sunherd.sim.line.PtyServer;
import io.sunherd.sim.line.TcpServer;
import io.sunherd.sim.line.UnitEndpoint;
import io.sunherd.sim.plant.Plant;
import io.sunherd.sim.plant.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Simulated inverters served to other programs: {@code sunherd simulate}. Any thread may call it.
 */
public final class Simulation implements AutoCloseable {
  private static final int MOST_UNITS = 9;

  private final List<Port> ports = new ArrayList<>();
  private final List<UnitEndpoint> outlets = new ArrayList<>();

  /**
   * What to simulate and where to serve it.
   *
   * @param units how many units, 1 to 9
   * @param parallel whether they form one parallel system
   * @param profile the kind of inverter, by name
   * @param seed the seed of weather, load and serial numbers
   * @param pace how fast the lines are
   * @param ptyDirectory where the pseudo-terminals get the names unit-1, unit-2, ...; or null
   * @param tcpPort the first of the TCP ports, 0 for any free ones; or null
   * @param clock the time and zone of the place
   */
  public record Options(
      int units,
      boolean parallel,
      String profile,
      long seed,
      LinePace pace,
      @Nullable Path ptyDirectory,
      @Nullable Integer tcpPort,
      Clock clock) {

    /** The allowed values of {@code profile}. */
    public static String profiles() {
      return Names.listed();
    }
  }

  private Simulation() {}

  /**
   * Starts serving.
   *
   * @throws IllegalArgumentException with one sentence, where the options make no sense
   * @throws IOException where a pseudo-terminal or TCP port cannot be had
   */
  public static Simulation start(Options options) throws IOException {
    Simulation simulation = new Simulation();
    List<SimulatedUnit> units = units(options);
    try {
      for (int i = 0; i < units.size(); i++) {
        simulation.serve("unit-" + (i + 1), units.get(i), i, options);
      }
    } catch (IOException e) {
      simulation.close();
      throw e;
    }
    return simulation;
  }

  private static List<SimulatedUnit> units(Options options) {
    Profile profile =
        Profiles.find(options.profile())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no profile "
                            + options.profile()
                            + "; take one of "
                            + Names.listed()
                            + "."));
    if (options.units() < 1 || options.units() > MOST_UNITS) {
      throw new IllegalArgumentException(
          "1 to 9 units can be simulated, not " + options.units() + ".");
    }
    if (options.parallel() && !profile.canBeParalleled()) {
      throw new IllegalArgumentException(profile.name() + " cannot be paralleled.");
    }
    if ((options.ptyDirectory() == null) == (options.tcpPort() == null)) {
      throw new IllegalArgumentException(
          "Say either a directory for pseudo-terminals or a TCP port.");
    }
    List<SimulatedUnit> units = new ArrayList<>();
    int count = options.units();
    Plant shared = new Plant(profile, options.seed(), 1, count, count, options.clock());
    for (int i = 0; i < count; i++) {
      units.add(
          options.parallel()
              ? new SimulatedUnit(shared, i)
              : new SimulatedUnit(
                  new Plant(profile, options.seed(), i + 1, 1, 1, options.clock()), 0));
    }
    return units;
  }

  private void serve(String name, SimulatedUnit unit, int index, Options options)
      throws IOException {
    Port port = new Port(name, unit, options.pace(), System::nanoTime);
    Path directory = options.ptyDirectory();
    Integer first = options.tcpPort();
    int number = first == null || first == 0 ? 0 : first + index;
    outlets.add(
        directory == null ? new TcpServer(port, number) : new PtyServer(port, directory, name));
    ports.add(port);
  }

  /** The device addresses of the units, in order: {@code serial:PATH} or {@code tcp:HOST:PORT}. */
  public List<String> addresses() {
    return outlets.stream().map(UnitEndpoint::address).toList();
  }

  /** The orders that {@link #control} takes, for help texts. */
  public static String orders() {
    return "FAULT UNIT [on|off|AMOUNT], where FAULT is one of "
        + Faults.Kind.words()
        + "; clear UNIT; unplug UNIT; plug UNIT [as NAME]";
  }

  /** The units themselves, in order, whatever is wrong with their lines. */
  public List<SimulatedUnit> units() {
    return ports.stream().map(Port::unit).toList();
  }

  /** The serial numbers of the units, in order. */
  public List<String> serials() {
    return units().stream().map(SimulatedUnit::serial).toList();
  }

  /**
   * The texts of the last requests that a unit has received, oldest first, answered or not.
   *
   * @param unit its number, from 1
   */
  public List<String> heard(int unit) {
    return ports.get(unit - 1).heard();
  }

  /**
   * Carries out an order: {@code silence 2 on}, {@code cut 1 40}, {@code clear 1}, {@code unplug
   * 2}, {@code plug 2 as NAME}.
   *
   * @return one line that says what was done, or what is wrong, starting with {@code error: }
   */
  public String control(String line) {
    try {
      FaultOrder order = FaultOrder.parse(line);
      if (order.unit() > ports.size()) {
        return "error: There is no unit " + order.unit() + "; there are " + ports.size() + ".";
      }
      return "unit " + order.unit() + ": " + carryOut(order);
    } catch (IllegalArgumentException | IOException e) {
      return "error: " + e.getMessage();
    }
  }

  private String carryOut(FaultOrder order) throws IOException {
    Faults faults = ports.get(order.unit() - 1).faults();
    UnitEndpoint outlet = outlets.get(order.unit() - 1);
    return switch (order.what()) {
      case UNPLUG -> {
        outlet.unplug();
        yield "unplugged";
      }
      case PLUG -> {
        outlet.plug(order.name());
        yield "plugged in as " + outlet.address();
      }
      case CLEAR -> {
        faults.clear();
        yield "no faults";
      }
      case FAULT -> {
        faults.set(order.fault(), order.amount());
        yield order.fault().name().toLowerCase(Locale.ROOT)
            + (order.amount() == 0 ? " off" : " " + order.amount());
      }
    };
  }

  /** Ends serving; every device vanishes. */
  @Override
  public void close() {
    outlets.forEach(UnitEndpoint::close);
  }
}
