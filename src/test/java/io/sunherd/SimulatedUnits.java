package io.sunherd;

import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.inverter.exchange.Identification;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.exchange.Timing;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Links;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Request;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.line.LinePace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Simulated units on pseudo-terminals or TCP, and what they say when asked without a hub. */
public final class SimulatedUnits {
  /** A sunny moment at which time stands still: a unit says the same whenever it is asked. */
  public static final Clock NOON =
      Clock.fixed(Instant.parse("2026-06-21T11:00:00Z"), ZoneOffset.ofHours(1));

  private SimulatedUnits() {}

  /** Units of one parallel system on pseudo-terminals called unit-1, unit-2, ... */
  public static Simulation onTerminals(int count, Path directory, Clock clock) throws IOException {
    return Simulation.start(
        new Simulation.Options(
            count, count > 1, "max-8000", 7, LinePace.NONE, directory, null, clock));
  }

  /** Units of this kind, each alone, on pseudo-terminals of the same names. */
  public static Simulation onTerminals(int count, Path directory, String profile)
      throws IOException {
    return Simulation.start(
        new Simulation.Options(count, false, profile, 7, LinePace.NONE, directory, null, NOON));
  }

  /** The same units, at the same time, on TCP ports. */
  public static Simulation onTcp(int count, Clock clock) throws IOException {
    return Simulation.start(
        new Simulation.Options(count, count > 1, "max-8000", 7, LinePace.NONE, null, 0, clock));
  }

  /** An inverter called roof-N, asked for its status and mode so often. */
  public static Inverter inverter(int number, String device, String serial, Duration every) {
    return new Inverter(
        "roof-" + number,
        DeviceAddress.parse(device),
        null,
        null,
        Inverter.AUTO,
        serial,
        Map.of("status", every, "operation_mode", every));
  }

  /** Every unit as an inverter of that number, asked as fast as a configuration allows. */
  public static List<Inverter> inverters(Simulation units) {
    return inverters(units, Duration.ofMillis(100));
  }

  /** The same, asked so often. */
  public static List<Inverter> inverters(Simulation units, Duration every) {
    List<Inverter> inverters = new ArrayList<>();
    for (String address : units.addresses()) {
      inverters.add(inverter(inverters.size() + 1, address, null, every));
    }
    return inverters;
  }

  /** What every unit says to every inquiry now, as text: by serial number, by code. */
  public static Map<String, Map<String, String>> say(Simulation units) throws Exception {
    Map<String, Map<String, String>> said = new HashMap<>();
    for (int i = 0; i < units.addresses().size(); i++) {
      said.put(units.serials().get(i), ask(DeviceAddress.parse(units.addresses().get(i))));
    }
    return said;
  }

  private static Map<String, String> ask(DeviceAddress device) throws Exception {
    Links links =
        new Links(
            simulated -> {
              throw new AssertionError(simulated + " must not be opened here.");
            });
    Map<String, String> said = new HashMap<>();
    try (Line line = new Line(links.open(device), Timing.of(device.kind()), System::nanoTime)) {
      Dialect dialect = new Identification(line).identify(Inverter.AUTO).dialect();
      List<String> codes =
          new ArrayList<>(dialect.inquiries().stream().map(Inquiry::code).toList());
      IntStream.range(0, 10).forEach(number -> codes.add("QPGS" + number));
      for (String code : codes) {
        Request request = dialect.request(code).orElse(null);
        if (request != null && answer(line, dialect, request.text()) instanceof Reply.Text text) {
          said.put(request.text(), dialect.framing().printed(text.payload()));
        }
      }
    }
    return said;
  }

  /** It does answer: where this machine was too busy for it to be in time, it is asked again. */
  private static Reply answer(Line line, Dialect dialect, String request) throws Exception {
    for (int left = 5; ; left--) {
      try {
        return line.exchange(dialect.framing(), request);
      } catch (SilentException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }
}
