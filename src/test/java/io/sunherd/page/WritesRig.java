package io.sunherd.page;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.settings.Tap;
import io.sunherd.sim.Herd;
import io.sunherd.sim.fault.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A hub with units whose lines are tapped, and ann, who may change their settings. */
final class WritesRig implements AutoCloseable {
  static final String PASSWORD = "correct horse";

  private final Herd herd = new Herd(1, SimulatedUnits.NOON);
  private final List<Tap> taps = new ArrayList<>();
  private final RunningHub hub;

  WritesRig(Path folder) throws Exception {
    this(folder, "max-8000", "king-5000");
  }

  /** Units of these profiles, each of which has told how it is set. */
  WritesRig(Path folder, String... profiles) throws Exception {
    Path users = folder.resolve("users");
    QuickUsers.put(UsersFile.load(users), "ann", Role.OPERATOR, PASSWORD.toCharArray());
    List<Inverter> inverters = new ArrayList<>();
    for (String profile : profiles) {
      int number = taps.size() + 1;
      Tap tap =
          new Tap(
              folder.resolve("unit-" + number), herd.open(DeviceAddress.parse("sim:" + profile)));
      taps.add(tap);
      inverters.add(SimulatedUnits.inverter(number, tap.address(), null, Duration.ofMillis(500)));
    }
    hub = new RunningHub(inverters, new HubConfig.Access(users.toString(), HubConfig.Read.ANYONE));
    for (Inverter inverter : inverters) {
      hub.await(
          0,
          Reading.class,
          reading -> reading.inverter().equals(inverter.id()) && reading.code().endsWith("PIRI"));
    }
  }

  RunningHub hub() {
    return hub;
  }

  /** The tap of roof-NUMBER. */
  Tap tap(int number) {
    return taps.get(number - 1);
  }

  Faults faults(String profile) throws LinkException {
    return herd.faults(profile);
  }

  String serial(String profile) throws LinkException {
    return herd.serial(profile);
  }

  @Override
  public void close() {
    hub.close();
    taps.forEach(Tap::close);
  }
}
