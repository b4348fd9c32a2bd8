package io.sunherd.cli;

import io.sunherd.herd.Glance;
import io.sunherd.inverter.Scan;
import io.sunherd.inverter.Scan.Found;
import io.sunherd.inverter.Sight;
import io.sunherd.line.Exit;
import io.sunherd.line.JsonText;
import io.sunherd.link.Candidates;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Links;
import io.sunherd.protocol.field.Quantity;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sunherd scan}: identifies what answers on every port, with harmless inquiries. Units of a
 * parallel system without a cable of their own are printed last.
 */
@Command(name = "scan", description = "Looks for inverters on all ports, or on those given.")
final class ScanCommand implements Callable<Integer> {
  /** What people call these. */
  private static final Map<Quantity, String> SHORT =
      Map.of(
          Quantity.AC_WATT, "output",
          Quantity.PV_WATTS, "sun",
          Quantity.BATT_VOLT, "battery");

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Parameters(
      paramLabel = "DEVICE",
      description = "Devices as a configuration names them, e.g. serial:/dev/ttyUSB0.")
  private List<String> devices = List.of();

  @Override
  public Integer call() throws InterruptedException {
    List<DeviceAddress> addresses = addresses();
    if (addresses.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("No serial port and no USB bridge (0665:5161) was found on this machine.");
    }
    ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
    Iterator<DeviceAddress> waited = addresses.iterator();
    showNext(progress, waited);
    new Scan(new Links(Links.NO_SIMULATION), System::nanoTime)
        .look(
            addresses,
            found -> {
              progress.clear();
              print(found);
              showNext(progress, waited);
            });
    return Exit.DONE;
  }

  /** All are asked at a time, and told in their order. */
  private static void showNext(ProgressLine progress, Iterator<DeviceAddress> waited) {
    if (waited.hasNext()) {
      progress.show("Looking at " + waited.next() + " ...");
    }
  }

  private void print(Found found) {
    spec.commandLine().getOut().println(json ? JsonText.of(told(found)) : text(found));
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

  private static Map<String, @Nullable Object> told(Found found) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put(found.unit() == null ? "device" : "via", found.device().toString());
    if (found.error() != null) {
      told.put("error", found.error());
    } else if (found.unit() == null) {
      told.put("protocol", found.protocol());
      told.put("model", found.model());
      told.put("serial", found.serial());
      told.put("system", found.system());
      told.put("number", found.number());
      told.put("notes", found.notes());
      told.put("live", live(found));
    } else {
      told.put("unit", found.unit());
      told.put("serial", found.serial());
      told.put("system", found.system());
      told.put("mode", found.mode());
      told.put("live", live(found));
    }
    return told;
  }

  /** What the unit does; null where it told nothing of that. */
  private static @Nullable Map<String, @Nullable Object> live(Found found) {
    Sight sight = found.sight();
    return sight == null || sight.readings().isEmpty()
        ? null
        : Glance.of(sight.dialect(), sight.readings(), sight.refused());
  }

  private static String doing(Found found) {
    Map<String, @Nullable Object> live = live(found);
    if (live == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (Quantity quantity : Glance.QUANTITIES) {
      Object value = live.get(quantity.key());
      text.append("  ").append(SHORT.get(quantity)).append(' ');
      text.append(value == null ? "-" : value + " " + quantity.unit());
    }
    return found.unit() == null && live.get("mode") != null
        ? text.append("  mode ").append(live.get("mode")).toString()
        : text.toString();
  }

  private static String text(Found found) {
    if (found.error() != null) {
      return found.device() + "  -  " + found.error();
    }
    String who =
        (found.serial() == null ? "no serial number" : "serial number " + found.serial())
            + (found.system() == null ? "" : "  parallel system " + found.system());
    return found.unit() == null
        ? found.device()
            + "  "
            + found.protocol()
            + "  model "
            + Objects.toString(found.model(), "not told")
            + "  "
            + who
            + found.notes().stream().map(note -> "  " + note).collect(Collectors.joining())
            + doing(found)
        : "via "
            + found.device()
            + "  unit "
            + found.unit()
            + "  "
            + who
            + "  mode "
            + found.mode()
            + doing(found);
  }
}
