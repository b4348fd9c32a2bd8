package io.sunherd.settings;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig;
import io.sunherd.suite.OtherJava;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A hub in a process of its own that writes one setting as soon as it can, and stays. */
public final class KilledHub {
  private KilledHub() {}

  /** Takes the device, the file of the audit log, the setting and its value. */
  public static void main(String[] args) throws Exception {
    RunningHub hub =
        new RunningHub(
            List.of(SimulatedUnits.inverter(1, args[0], null, Duration.ofSeconds(1))),
            new HubConfig.Settings(args[1], 20));
    hub.await(0, "roof-1", Condition.ONLINE);
    hub.await(0, Reading.class, reading -> reading.code().equals("QPIRI"));
    hub.verdict(Addresses.CHANGE, TappedHub.change("roof-1", args[2], Double.valueOf(args[3])));
    int end = System.in.read(); // which comes when whoever started this is gone
    System.exit(Math.max(0, end));
  }

  /** The same, not started yet. */
  static ProcessBuilder process(String device, Path audit, String setting, double value)
      throws IOException {
    return OtherJava.process(
            KilledHub.class.getName(), device, audit.toString(), setting, Double.toString(value))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }
}
