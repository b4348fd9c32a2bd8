package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.Units;
import io.sunherd.sim.Simulation;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sunherd's own commands. */
@Timeout(60)
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
    try (Simulation units = Units.onTerminals(2, directory, Units.NOON)) {
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
      }
      assertTrue(found.get(2).containsKey("error"));
      assertTrue(Run.of("scan " + devices).out().contains(units.serials().get(1)));
    }
  }

  @Test
  void scanListsUnitsWithPlaceholdersEachAtItsPort() throws Exception {
    try (Simulation units = Units.onTerminals(2, directory, Units.NOON)) {
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
    try (Simulation units = Units.onTerminals(3, directory, Units.NOON)) {
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
    try (Simulation units = Units.onTerminals(4, directory, Units.NOON)) {
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
}
