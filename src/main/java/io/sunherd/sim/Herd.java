package io.sunherd.sim;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.LinkException.Reason;
import io.sunherd.link.Opener;
import io.sunherd.sim.fault.Faults;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.sunherd.sim.line.LinePace;
import io.sunherd.sim.line.Port;
import io.sunherd.sim.line.SimLink;
import io.sunherd.sim.plant.Plant;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The simulated inverters of this process, opened as {@code sim:PROFILE}. A name always means the
 * same unit, so that its state stays when it is opened again. Any thread may open and ask.
 */
public final class Herd implements Opener {
  private static final String PARALLEL = "parallel-";
  private static final int MOST_PARALLEL = 9;
  private static final int USUAL_PARALLEL = 3;

  private final long seed;
  private final Clock clock;
  private final LinePace pace;
  private final Plant parallel;
  private final Map<String, Port> ports = new HashMap<>();

  /**
   * A herd with lines of unlimited speed.
   *
   * @param seed what weather, load and serial numbers derive from
   * @param clock the time and zone of the place
   */
  public Herd(long seed, Clock clock) {
    this(seed, clock, USUAL_PARALLEL, LinePace.NONE);
  }

  /**
   * A herd.
   *
   * @param parallel how many units of the parallel system are on; opening a higher one switches on
   *     all up to it
   * @param pace how fast the lines are
   */
  public Herd(long seed, Clock clock, int parallel, LinePace pace) {
    this.seed = seed;
    this.clock = clock;
    this.pace = pace;
    this.parallel = new Plant(Profiles.MAX, seed, 1, MOST_PARALLEL, parallel, clock);
  }

  /** The allowed values of PROFILE. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(Names.ALL);
    for (int number = 1; number <= MOST_PARALLEL; number++) {
      names.add(PARALLEL + number);
    }
    return names;
  }

  @Override
  public Link open(DeviceAddress device) throws LinkException {
    return new SimLink(device, port(device.path()));
  }

  /** The faults of the unit of this profile name. */
  public Faults faults(String profile) throws LinkException {
    return port(profile).faults();
  }

  /** Unplugs a unit: an open link finds it gone, and it cannot be opened. */
  public void unplug(String profile) throws LinkException {
    port(profile).plug(false);
  }

  /** Plugs a unit in again. */
  public void plug(String profile) throws LinkException {
    port(profile).plug(true);
  }

  /** The serial number of the unit of this profile name. */
  public String serial(String profile) throws LinkException {
    return port(profile).unit().serial();
  }

  /** The texts of the last requests that the unit of this profile name has received. */
  public List<String> heard(String profile) throws LinkException {
    return port(profile).heard();
  }

  private synchronized Port port(String name) throws LinkException {
    Port known = ports.get(name);
    if (known == null) {
      SimulatedUnit unit =
          unit(name)
              .orElseThrow(
                  () ->
                      new LinkException(
                          Reason.MISSING,
                          "There is no simulated inverter sim:"
                              + name
                              + "; take one of "
                              + Names.listed()
                              + ", parallel-1 to parallel-9."));
      known = new Port("sim:" + name, unit, pace, System::nanoTime);
      ports.put(name, known);
    }
    return known;
  }

  private Optional<SimulatedUnit> unit(String name) {
    if (name.matches(PARALLEL + "[1-9]")) {
      int number = name.charAt(PARALLEL.length()) - '0';
      parallel.join(number);
      return Optional.of(new SimulatedUnit(parallel, number - 1));
    }
    return Profiles.find(name)
        .map(profile -> new SimulatedUnit(new Plant(profile, seed, 20, 1, 1, clock), 0));
  }
}
