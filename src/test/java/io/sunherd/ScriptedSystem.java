package io.sunherd;

import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.herd.Said;
import io.sunherd.link.DeviceAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scripted units roof-1, roof-2, ... of the first generations, on the grid and charging with 10 A
 * at 53 V. Over the parallel bus they tell no PV power, and volts and amperes that come to 14 kW.
 */
public final class ScriptedSystem implements AutoCloseable {
  private static final String RATINGS =
      "230.0 21.7 230.0 50.0 21.7 5000 5000 48.0 46.0 42.0 56.4 54.0 2 30 060 0 1 2 9 01 0 1 54.0 0"
          + " 1";

  private static final String ABSENT =
      "0 00000000000000 P 00 000.0 00.00 000.0 00.00 0000 0000 000 00.0 000 000 000.0 000 00965"
          + " 00965 006 00000000 0 0 000 000 00 00 000";

  private final Path directory;
  private final List<ScriptedDevice> units = new ArrayList<>();
  private final List<Integer> loads = new ArrayList<>();

  /** Nobody yet; their ports will be in that folder. */
  public ScriptedSystem(Path directory) {
    this.directory = directory;
  }

  /** One more, with that load and that sun on its first tracker; it has no second one. */
  public ScriptedDevice add(int watts, int pv1) throws IOException {
    int number = units.size() + 1;
    ScriptedDevice unit =
        new ScriptedDevice(
            directory.resolve("unit-" + number),
            "pi30",
            Map.of(
                "QPI",
                "PI30",
                "QID",
                Said.serial("roof-" + number),
                "QPIGS",
                Said.status(watts, 5_300, 10, 0, String.format("%05d", pv1)),
                "QPIRI",
                RATINGS,
                "QMOD",
                "L"));
    units.add(unit);
    loads.add(watts);
    return unit;
  }

  /** The unit of that number, from 1 on. */
  public ScriptedDevice get(int number) {
    return units.get(number - 1);
  }

  /** They are one parallel system, and tell of each other. */
  public void parallel() {
    for (ScriptedDevice unit : units) {
      unit.says("QPGS" + units.size(), ABSENT).says("QPGS" + (units.size() + 1), ABSENT);
      for (int i = 0; i < units.size(); i++) {
        String serial = Said.serial("roof-" + (i + 1));
        unit.says(
            "QPGS" + i,
            Said.neighbour(serial, loads.get(i), 530, 10, 0, 1)
                .replace(" B 00 ", " L 00 ")
                .replace(" 03 000 310.0 02", " 45 000"));
      }
    }
  }

  /** All of them, polled as fast as a configuration allows. */
  public List<Inverter> inverters() {
    Map<String, Duration> poll =
        Map.of(
            "status", Duration.ofMillis(100),
            "operation_mode", Duration.ofMillis(100),
            "status_2", Duration.ofMillis(200));
    return IntStream.rangeClosed(1, units.size())
        .mapToObj(number -> inverter(number, poll))
        .toList();
  }

  /** The one of that number, polled so. */
  public Inverter inverter(int number, Map<String, Duration> poll) {
    DeviceAddress device = DeviceAddress.parse(get(number).address());
    return new Inverter("roof-" + number, device, null, null, Inverter.AUTO, null, poll);
  }

  @Override
  public void close() {
    units.forEach(ScriptedDevice::close);
  }
}
