package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ScriptedDevice;
import io.sunherd.SimulatedUnits;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sunherd's own commands. */
@Timeout(60)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class ToolLinesTest {
  private static final String MODE_B = "2842e7c90d";

  @TempDir private Path directory;

  @Test
  void decodesFrames() {
    Run run = Run.of("decode --protocol pi30 --cmd QMOD " + MODE_B);
    assertEquals(0, run.exit(), run.err());
    assertEquals("BT", new JsonObject(run.out()).getString("mode"));
    assertEquals(run.out(), Run.of("decode --cmd operation_mode " + MODE_B).out());
  }

  @Test
  void oneFrameThatDoesNotDecodeIsToldBesideTheOthers() {
    Run run = Run.of("decode --cmd QMOD " + MODE_B + " 2842e7c80d nothex " + MODE_B);
    assertEquals(4, run.exit());
    var lines = run.out().lines().map(JsonObject::new).toList();
    assertEquals(4, lines.size());
    assertEquals("BT", lines.get(0).getString("mode"));
    assertTrue(lines.get(1).containsKey("error"));
    assertTrue(lines.get(2).containsKey("error"));
    assertEquals("BT", lines.get(3).getString("mode"));
  }

  @Test
  void encodesRequests() {
    assertEquals("5150494753b7a90d", Run.of("decode --request QPIGS").out().strip());
    assertEquals(2, Run.of("decode").exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--status", "--op-mode", "--cmd QPI", "--daemon"})
  void aDeviceThatCanBeNoneIsWrongUsage(String what) {
    for (String device : List.of("--tcp -d pi:99999", "--tcp -d :23", "--serial -d /dev/\0")) {
      Run run = Run.of(device + " " + what);
      assertEquals(2, run.exit(), run.err());
      assertTrue(run.err().contains(" is no device: "), run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void aWrongDeviceIsToldWithItsLine() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("hub.yaml"),
            "inverters:\n  - id: a\n    device: \"usb:/dev/hid\\nraw0\"\n  - id: b\n    device: sim:x\n");
    Run run = Run.of("check -c " + file);
    assertEquals(2, run.exit());
    List<String> lines = run.err().lines().toList();
    assertTrue(
        lines
            .get(0)
            .startsWith(file + ":3: inverters[0].device: \"usb:/dev/hid?raw0\" is no device"),
        run.err());
    assertTrue(
        lines.get(1).startsWith(file + ":5: inverters[1].device: \"x\" is no inverter that can be"),
        run.err());
  }

  @Test
  void everyCommandTellsWhatItTakes() throws Exception {
    Process serve = Run.process("serve", "--help").redirectErrorStream(true).start();
    String told = new String(serve.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, serve.waitFor(), told);
    assertTrue(told.startsWith("Usage: sunherd serve"), told);
    Run export = Run.of("settings export --help");
    assertEquals(0, export.exit(), export.err());
    assertTrue(export.out().startsWith("Usage: sunherd settings export"), export.out());
  }

  @Test
  void checksConfigurations() throws Exception {
    assertEquals(0, Run.of("check -c conf/demo.yaml").exit());
    assertEquals(0, Run.of("check -c conf/hub.yaml").exit());
    Path wrong = directory.resolve("wrong.yaml");
    Files.writeString(wrong, "http: {prot: 1}\n");
    Run run = Run.of("check -c " + wrong);
    assertEquals(2, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().contains(wrong.toString()) && run.err().contains("prot"), run.err());
    assertEquals(2, Run.of("check -c " + directory.resolve("none.yaml")).exit());
  }

  @Test
  void scansDevices() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(2, directory, SimulatedUnits.NOON)) {
      String missing = "serial:" + directory.resolve("unit-8");
      String devices = String.join(" ", units.addresses()) + " " + missing;
      Run run = Run.of("scan --json " + devices);
      assertEquals(0, run.exit(), run.err());
      var found = run.out().lines().map(JsonObject::new).toList();
      assertEquals(3, found.size());
      for (int i = 0; i < 2; i++) {
        assertEquals(units.addresses().get(i), found.get(i).getString("device"));
        assertEquals(units.serials().get(i), found.get(i).getString("serial"));
        assertEquals("pi30max", found.get(i).getString("protocol"));
        assertEquals(i, found.get(i).getInteger("number"));
        JsonObject live = found.get(i).getJsonObject("live");
        assertEquals(
            Set.of("ac_watt", "batt_volt", "pv_watts", "mode"), live.fieldNames(), run.out());
        assertEquals("BT", live.getString("mode"));
      }
      assertTrue(found.get(2).containsKey("error"));
      String text = Run.of("scan " + devices).out();
      assertTrue(text.contains(units.serials().get(1)), text);
      String shown = "  output \\d+ W  battery \\d+\\.\\d+ V  sun \\d+ W  mode BT";
      assertEquals(2, Pattern.compile(shown).matcher(text).results().count(), text);
    }
  }

  @Test
  void scanListsUnitsWithPlaceholdersEachAtItsPort() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(2, directory, SimulatedUnits.NOON)) {
      units.control("placeholder 1 on");
      units.control("placeholder 2 on");
      String devices = String.join(" ", units.addresses());
      var found = Run.of("scan --json " + devices).out().lines().map(JsonObject::new).toList();
      assertEquals(2, found.size());
      for (int i = 0; i < 2; i++) {
        assertEquals(units.addresses().get(i), found.get(i).getString("device"));
        assertTrue(found.get(i).containsKey("serial"));
        assertNull(found.get(i).getString("serial"));
        assertTrue(found.get(i).getJsonArray("notes").getString(0).contains("55355535553555"));
      }
      String text = Run.of("scan " + devices).out();
      assertEquals(
          2, text.lines().filter(line -> line.contains("  no serial number  Its ")).count());
      assertFalse(text.contains("null"), text);
    }
  }

  @Test
  void scanFindsTheOthersThroughAUnitWithAPlaceholder() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(3, directory, SimulatedUnits.NOON)) {
      units.control("placeholder 2 on");
      Run run = Run.of("scan --json " + units.addresses().get(1));
      var found = run.out().lines().map(JsonObject::new).toList();
      assertEquals(3, found.size(), run.out());
      assertEquals(units.serials().get(0), found.get(1).getString("serial"));
      assertEquals(units.serials().get(2), found.get(2).getString("serial"));
    }
  }

  @Test
  void scansAParallelSystemThroughOneCable() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(4, directory, SimulatedUnits.NOON)) {
      String devices = units.addresses().get(2) + " " + units.addresses().get(1);
      Run run = Run.of("scan --json " + devices);
      assertEquals(0, run.exit(), run.err());
      var found = run.out().lines().map(JsonObject::new).toList();
      assertEquals(4, found.size(), run.out());
      assertEquals(units.serials().get(2), found.get(0).getString("serial"));
      assertEquals(units.serials().get(1), found.get(1).getString("serial"));
      for (int i = 2; i < 4; i++) {
        int unit = i == 2 ? 0 : 3;
        assertEquals(units.serials().get(unit), found.get(i).getString("serial"));
        assertEquals(unit, found.get(i).getInteger("unit"));
        assertEquals(units.addresses().get(2), found.get(i).getString("via"));
        assertEquals("battery", found.get(i).getString("mode"));
      }
      String text = Run.of("scan " + devices).out();
      assertTrue(text.contains("unit 3  serial number " + units.serials().get(3)), text);
    }
  }

  @Test
  void makesUsersAndTokens() throws Exception {
    Path users = directory.resolve("users");
    Process process =
        Run.process("passwd", "-u", users.toString(), "anna", "--role", "operator")
            .redirectErrorStream(true)
            .start();
    try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write("correct horse battery\n");
    }
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), told);
    String file = Files.readString(users);
    assertTrue(file.contains("anna") && file.contains("operator"), file);
    assertFalse(file.contains("correct horse"), file);

    Run token = Run.of("token -u " + users + " anna");
    assertEquals(0, token.exit(), token.err());
    assertEquals(1, token.out().lines().count());
    assertFalse(Files.readString(users).contains(token.out().strip()));
    assertEquals(2, Run.of("token -u " + users + " nobody").exit());
  }

  private static String refused(int exit, String words) {
    Run run = Run.of(words);
    assertEquals(exit, run.exit(), run.err());
    assertEquals("", run.out());
    return run.err();
  }

  @Test
  void aMistypedCommandIsToldTheNearest() {
    String lines = System.lineSeparator() + "See sunherd --help." + System.lineSeparator();
    assertEquals("There is no command \"serv\" (did you mean serve?)." + lines, refused(2, "serv"));
    assertEquals(
        "There is no command \"serv\" (did you mean serve?)." + lines, refused(2, "serv --help"));
    assertTrue(refused(2, "settings exprot --help").startsWith("There is no command \"exprot\""));
    assertEquals(
        "There is no command \"improt-godenerg\" (did you mean import-godenerg?)." + lines,
        refused(2, "improt-godenerg x.db"));
    assertTrue(
        refused(2, "frobnicate")
            .startsWith("There is no command \"frobnicate\": known are serve, scan, simulate,"));
    assertTrue(
        refused(2, "settings exprot").startsWith("There is no command \"exprot\" (did you mean"));
    assertTrue(refused(2, "check more").startsWith("Unmatched argument"));
    String nothing = Run.of(new String[0]).err();
    assertTrue(nothing.contains("serve, scan, simulate, check"), nothing);
    assertTrue(nothing.contains("--status, --op-mode"), nothing);
  }

  @Test
  void aHubThatCannotBeReached() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:" + free;
    assertEquals(
        "The hub at "
            + url
            + " cannot be reached: nothing listens there. Start it with sunherd serve, or correct"
            + " the address."
            + System.lineSeparator(),
        refused(4, "--hub " + url + " --status"));
    String nowhere = refused(4, "--hub http://no-such-host.invalid --status");
    assertTrue(nowhere.contains("there is no host \"no-such-host.invalid\""), nowhere);
    assertTrue(nowhere.contains("Correct the address"), nowhere);
  }

  @Test
  void aHubThatIsNoneOrSpeaksOtherwise() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread mute =
          new Thread(
              () -> {
                try (var client = socket.accept()) {
                  client.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      mute.start();
      String told = refused(4, "--hub http://127.0.0.1:" + socket.getLocalPort() + " --status");
      assertTrue(told.contains("what answers there speaks no HTTP"), told);
      mute.join();
    }
  }

  @Test
  void unitsThatCannotBeServed() throws Exception {
    assertTrue(
        refused(2, "simulate --tcp 99999")
            .startsWith(
                "--tcp 99999 is no TCP port: write one from 1 to 65535, or 0 for any free"));
    assertTrue(refused(2, "simulate --tcp -1").startsWith("--tcp -1 is no TCP port"));
    assertTrue(
        refused(2, "simulate --units 3 --tcp 65534")
            .startsWith("--tcp 65534 leaves no ports for 3 units: write one from 1 to 65533"));
    String proc = refused(1, "simulate --pty /proc/x");
    assertTrue(proc.startsWith("--pty /proc/x cannot be made: "), proc);
    assertTrue(proc.contains("Name a folder that this user may write to"), proc);
    Path file = Files.writeString(directory.resolve("file"), "");
    String taken = refused(1, "simulate --pty " + file);
    assertTrue(taken.contains("it is no folder"), taken);
  }

  @Test
  void checkTellsOfAPlaceholder() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("hub.yaml"),
            "inverters:\n  - {id: a, device: \"sim:max-8000\", serial: \"55355535553555\"}\n");
    Run run = Run.of("check -c " + file);
    assertEquals(0, run.exit());
    assertTrue(run.err().startsWith(file + ":2: inverters[0].serial: \"55355535553555\" is"));
    assertTrue(run.out().contains("is fine"));
  }

  @Test
  void aUnitOfAnotherProtocolSaysHowToFindItOut() throws Exception {
    Path name = directory.resolve("unit-1");
    try (ScriptedDevice device = new ScriptedDevice(name, "pi18", Map.of())) {
      assertEquals("serial:" + name, device.address());
      String told = refused(4, "--serial -d " + name + " --protocol pi30 --status");
      assertTrue(told.contains("--protocol auto finds out which"), told);
      assertEquals(1, told.lines().count(), told);
    }
  }
}
