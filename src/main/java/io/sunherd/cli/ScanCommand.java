package io.sunherd.cli;

import io.sunherd.inverter.Identification;
import io.sunherd.inverter.Identity;
import io.sunherd.inverter.Line;
import io.sunherd.inverter.Muster;
import io.sunherd.inverter.RollCall;
import io.sunherd.inverter.SilentException;
import io.sunherd.inverter.Timing;
import io.sunherd.link.Candidates;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Links;
import io.sunherd.link.Opener;
import io.sunherd.protocol.ProtocolException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sunherd scan}: asks every port what it is, with harmless questions. One cable is enough to
 * find all units of a parallel system; those without a cable of their own are told last.
 */
@Command(name = "scan", description = "Looks for inverters on all ports, or on those given.")
final class ScanCommand implements Callable<Integer> {
  static final Opener NO_SIMULATION =
      device -> {
        throw new LinkException(
            LinkException.Reason.MISSING, device + " is simulated: there is nothing to find.");
      };

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Parameters(
      paramLabel = "DEVICE",
      description = "Devices as a configuration names them, e.g. serial:/dev/ttyUSB0.")
  private List<String> devices = List.of();

  @Override
  public Integer call() {
    List<DeviceAddress> addresses = addresses();
    if (addresses.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("No serial port and no USB bridge (0665:5161) was found on this machine.");
    }
    Opener opener = new Links(NO_SIMULATION);
    Set<String> cabled = new HashSet<>();
    Map<String, Map<String, @Nullable Object>> others = new LinkedHashMap<>();
    for (DeviceAddress address : addresses) {
      Map<String, @Nullable Object> found = look(opener, address, others);
      cabled.add(String.valueOf(found.get("serial")));
      print(found);
    }
    others.keySet().removeAll(cabled);
    others.values().forEach(this::print);
    return Exit.DONE;
  }

  private void print(Map<String, @Nullable Object> found) {
    spec.commandLine().getOut().println(json ? Json.line(found) : text(found));
    spec.commandLine().getOut().flush();
  }

  private List<DeviceAddress> addresses() {
    try {
      return devices.isEmpty()
          ? new Candidates().all()
          : devices.stream().map(DeviceAddress::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /** What is on a device; the units beside it are put with the others, each once. */
  private static Map<String, @Nullable Object> look(
      Opener opener, DeviceAddress address, Map<String, Map<String, @Nullable Object>> others) {
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    found.put("device", address.toString());
    try (Line line = new Line(opener.open(address), Timing.of(address.kind()), System::nanoTime)) {
      Identity identity = new Identification(line, false).identify("auto");
      found.put("protocol", identity.dialect().id());
      found.put("model", identity.model());
      found.put("serial", identity.serial());
      Muster.others(line, identity)
          .forEach((serial, unit) -> others.putIfAbsent(serial, other(address, serial, unit)));
    } catch (LinkException | ProtocolException | SilentException e) {
      found.put("error", e.getMessage());
    }
    return found;
  }

  private static Map<String, @Nullable Object> other(
      DeviceAddress via, String serial, RollCall.Present unit) {
    Map<String, @Nullable Object> other = new LinkedHashMap<>();
    other.put("via", via.toString());
    other.put("unit", unit.number());
    other.put("serial", serial);
    other.put("mode", unit.data().get("work_mode"));
    return other;
  }

  private static String text(Map<String, @Nullable Object> found) {
    if (found.containsKey("via")) {
      return "via "
          + found.get("via")
          + "  unit "
          + found.get("unit")
          + "  serial number "
          + found.get("serial")
          + "  mode "
          + found.get("mode");
    }
    return found.containsKey("error")
        ? found.get("device") + "  -  " + found.get("error")
        : found.get("device")
            + "  "
            + found.get("protocol")
            + "  model "
            + found.get("model")
            + "  serial number "
            + found.get("serial");
  }
}
