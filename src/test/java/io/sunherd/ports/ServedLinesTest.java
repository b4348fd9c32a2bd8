package io.sunherd.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Units whose serial lines are served over TCP, by the simulator and by programs people use. */
@Timeout(60)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class ServedLinesTest {
  @TempDir private Path directory;

  private static Inverter at(String device) {
    return SimulatedUnits.inverter(1, device, null, Duration.ofMillis(100));
  }

  private static void require(String program) {
    assumeTrue(
        Stream.of("/usr/bin/", "/usr/sbin/", "/usr/local/bin/")
            .anyMatch(folder -> Files.isExecutable(Path.of(folder + program))),
        program + " is not here: apt-get install " + program);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The unit that is served there answers, goes on after an interruption, and is the right one. */
  private static void keepsTalking(Simulation units, String device) throws Exception {
    try (RunningHub hub = new RunningHub(List.of(at(device)))) {
      assertEquals(units.serials().get(0), hub.await(0, "roof-1", Condition.ONLINE).serial());
      String said = hub.awaitStatus(0, "roof-1", 1).get(0).raw();
      int before = hub.now();
      assertFalse(units.control("silence 1 on").startsWith("error"));
      hub.await(before, "roof-1", Condition.DEGRADED);
      int cleared = hub.now();
      assertFalse(units.control("clear 1").startsWith("error"));
      assertEquals(said, hub.awaitStatus(cleared, "roof-1", 3).get(2).raw());
    }
  }

  @Test
  void bySimulator() throws Exception {
    try (Simulation units = SimulatedUnits.onTcp(1, SimulatedUnits.NOON)) {
      keepsTalking(units, units.addresses().get(0));
    }
  }

  @Test
  void anUnpluggedOneComesBack() throws Exception {
    try (Simulation units = SimulatedUnits.onTcp(2, SimulatedUnits.NOON);
        RunningHub hub = new RunningHub(SimulatedUnits.inverters(units))) {
      hub.awaitStatus(0, "roof-1", 1);
      int pulled = hub.now();
      units.control("unplug 1");
      hub.await(pulled, "roof-1", Condition.OFFLINE);
      hub.awaitStatus(hub.now(), "roof-2", 5);
      int plugged = hub.now();
      units.control("plug 1");
      assertEquals(units.serials().get(0), hub.await(plugged, "roof-1", Condition.ONLINE).serial());
      hub.awaitStatus(plugged, "roof-1", 1);
    }
  }

  @Test
  void bySocat() throws Exception {
    require("socat");
    int port = freePort();
    try (Simulation units = SimulatedUnits.onTerminals(1, directory, SimulatedUnits.NOON)) {
      behind(
          units,
          port,
          "socat",
          "TCP-LISTEN:" + port + ",bind=127.0.0.1,reuseaddr,fork",
          "FILE:" + directory.resolve("unit-1") + ",raw,echo=0");
    }
  }

  @Test
  void bySer2net() throws Exception {
    require("ser2net");
    int port = freePort();
    Path configuration = directory.resolve("ser2net.yaml");
    Files.writeString(
        configuration,
        """
        connection: &unit
          accepter: tcp,127.0.0.1,%d
          connector: serialdev,%s,2400n81,local
        """
            .formatted(port, directory.resolve("unit-1")));
    try (Simulation units = SimulatedUnits.onTerminals(1, directory, SimulatedUnits.NOON)) {
      behind(units, port, "ser2net", "-d", "-u", "-c", configuration.toString());
    }
  }

  /** The hub starts before or after the program, as it may: it finds the port once it is there. */
  private static void behind(Simulation units, int port, String... program) throws Exception {
    Process process =
        new ProcessBuilder(program)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      keepsTalking(units, "tcp:127.0.0.1:" + port);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }
}
