package io.sunherd.cli;

import io.sunherd.inverter.Identification;
import io.sunherd.inverter.Identity;
import io.sunherd.inverter.Line;
import io.sunherd.inverter.SilentException;
import io.sunherd.inverter.Timing;
import io.sunherd.link.Candidates;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Links;
import io.sunherd.link.Opener;
import io.sunherd.protocol.ProtocolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sunherd scan}: asks every port what it is, with harmless questions. */
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
    for (DeviceAddress address : addresses) {
      Map<String, @Nullable Object> found = look(opener, address);
      spec.commandLine().getOut().println(json ? Json.line(found) : text(found));
      spec.commandLine().getOut().flush();
    }
    return Exit.DONE;
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

  private static Map<String, @Nullable Object> look(Opener opener, DeviceAddress address) {
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    found.put("device", address.toString());
    try (Line line = new Line(opener.open(address), Timing.of(address.kind()), System::nanoTime)) {
      Identity identity = new Identification(line, false).identify("auto");
      found.put("protocol", identity.dialect().id());
      found.put("model", identity.model());
      found.put("serial", identity.serial());
    } catch (LinkException | ProtocolException | SilentException e) {
      found.put("error", e.getMessage());
    }
    return found;
  }

  private static String text(Map<String, @Nullable Object> found) {
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
