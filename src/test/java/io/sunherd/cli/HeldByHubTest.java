package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.OwnCertificate;
import io.sunherd.SimulatedUnits;
import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One hub in a process of its own, which has the terminal of a unit. */
@DisplayName("A line to a device that this machine's hub holds")
@Timeout(120)
@ProcessTests
@TestMethodOrder(OrderAnnotation.class)
class HeldByHubTest {
  private static final String FOLDER = "sunherd.run";

  @TempDir private static Path folder;
  private static Simulation units;
  private static HubProcess hub;
  private static String said;
  private static Path run;
  private static Path tokenFile;

  @BeforeAll
  static void start() throws Exception {
    units = SimulatedUnits.onTerminals(1, folder, SimulatedUnits.NOON);
    said = SimulatedUnits.say(units).get(units.serials().get(0)).get("QPIGS");
    Path file = folder.resolve("users");
    UsersFile users = UsersFile.load(file);
    QuickUsers.put(users, "ann", Role.OPERATOR, "correct horse".toCharArray());
    tokenFile = Files.writeString(folder.resolve("token"), users.addToken("ann"));
    run = folder.resolve("run");
    hub =
        new HubProcess(
            Run.process(run, "serve", "-c", config("").toString()),
            Map.of(
                "SUNHERD_ACCESS_USERS",
                file.toString(),
                "SUNHERD_HISTORY_URL",
                "jdbc:sqlite:" + folder.resolve("history.db"),
                "SUNHERD_SETTINGS_AUDIT",
                folder.resolve("audit.jsonl").toString()));
    String unused = hub.await(Pattern.compile("inverter-1: online")).group();
    unused = hub.url();
    System.setProperty(FOLDER, run.toString());
  }

  @AfterAll
  static void stop() {
    System.clearProperty(FOLDER);
    hub.close();
    units.close();
  }

  private static Path config(String more) throws Exception {
    return Files.writeString(
        folder.resolve("hub.yaml"),
        "inverters: [{id: inverter-1, device: 'serial:"
            + folder.resolve("unit-1")
            + "'}]\n"
            + more);
  }

  private static Run line(String rest) {
    return Run.of("--serial -d " + folder.resolve("unit-1") + " " + rest);
  }

  @Test
  @DisplayName("is asked through it, on both ways")
  void readings() {
    assertEquals(new Run(0, said + System.lineSeparator(), ""), line("--status"));
    assertEquals(new Run(0, "(B" + System.lineSeparator(), ""), line("--op-mode"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        ShortLine.execute(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "--status",
                "--json",
                "--serial",
                "-d",
                folder.resolve("unit-1").toString())
            .orElseThrow();
    assertEquals("0 ", exit + " " + err);
    assertTrue(new JsonObject(out.toString()).containsKey("sbu_priority_version"), out.toString());
    assertFalse(out.toString().contains("\":" + "\""), "as godenerg spaces it: " + out);
  }

  @Test
  @DisplayName("sets something by a token only")
  void settings() {
    Run refused = line("--cmd PBFT -v 53.1");
    assertEquals(5, refused.exit(), refused.err());
    assertTrue(refused.err().contains("sunherd token"), refused.err());
    assertEquals(
        new Run(0, "(ACK" + System.lineSeparator(), ""),
        line("--cmd PBFT -v 53.1 --token-file " + tokenFile));
    Run wrong = line("--cmd PBFT -v 99.9 --token-file " + tokenFile);
    assertEquals(5, wrong.exit(), wrong.err());
  }

  @Test
  @DisplayName("is told of it as of any other process where it is not this machine's hub")
  void strangers() throws Exception {
    System.setProperty(FOLDER, folder.resolve("nothing").toString());
    try {
      assertHeld(line("--status"));
      Path others = Files.createDirectory(folder.resolve("others"));
      String text = Files.readString(run.resolve("hub.json"));
      Files.writeString(
          others.resolve("hub.json"), text.replaceAll("\"pid\": [0-9]+", "\"pid\": 1"));
      System.setProperty(FOLDER, others.toString());
      assertHeld(line("--status"));
      Files.writeString(others.resolve("hub.json"), text.replaceAll(":[0-9]+/?\"", ":1/\""));
      assertHeld(line("--status"));
      Files.writeString(others.resolve("hub.json"), "{");
      assertHeld(line("--cmd PBFT -v 53.1"));
    } finally {
      System.setProperty(FOLDER, run.toString());
    }
  }

  private static void assertHeld(Run run) {
    assertEquals(4, run.exit(), run.err());
    assertTrue(
        run.err().matches("(?s).* is held by process [0-9]+ .*: stop it first.*"), run.err());
  }

  @Test
  @DisplayName("finds it by a file that everybody may read")
  void file() throws Exception {
    Path file = run.resolve("hub.json");
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    JsonObject told = new JsonObject(Files.readString(file));
    HttpRequest live =
        HttpRequest.newBuilder(URI.create(told.getString("url") + "/health/live")).build();
    assertEquals(200, hub.send(live).statusCode());
    assertTrue(told.containsKey("pid") && told.containsKey("fingerprint"), told.encode());
  }

  /** The last one: the hub stays behind TLS. */
  @Test
  @Order(Integer.MAX_VALUE)
  @DisplayName("finds it again where a change moves it behind TLS, by the certificate it shows")
  void behindTls() throws Exception {
    Run mode = new Run(0, "(B" + System.lineSeparator(), "");
    OwnCertificate own = OwnCertificate.in(folder, "hub.example");
    String tls = "http: {tls: {cert: '" + own.pem() + "', key: '" + own.key() + "'}}\n";
    JsonObject first = changed(tls);
    assertTrue(first.getString("url").startsWith("https://127.0.0.1:"), first.encode());
    assertEquals(mode, line("--op-mode"));

    assertEquals(own, OwnCertificate.in(folder, "hub.example"));
    String both = Files.readString(own.key()) + Files.readString(own.pem());
    assertEquals(own.pem(), Files.writeString(own.pem(), both));
    assertEquals(mode, line("--op-mode"), "as it is shown");
    JsonObject renewed = changed(tls + "access: {read: users}\n");
    assertEquals(mode, line("--op-mode --token-file " + tokenFile));

    Path others = Files.createDirectory(folder.resolve("before"));
    Path unused =
        Files.writeString(
            others.resolve("hub.json"),
            renewed.copy().put("fingerprint", first.getString("fingerprint")).encode());
    System.setProperty(FOLDER, others.toString());
    Run refused = line("--cmd PBFT -v 53.2 --token-file " + tokenFile);
    assertEquals(4, refused.exit(), refused.err());
    assertEquals("", refused.out());
    assertEquals(
        "serial:"
            + folder.resolve("unit-1")
            + " is held by this machine's hub, but what answers at "
            + renewed.getString("url")
            + " does not show the certificate that the hub told of: start the hub again."
            + System.lineSeparator(),
        refused.err());
  }

  /** Changes the configuration, and waits until the hub has told anew where it is. */
  private static JsonObject changed(String more) throws Exception {
    Path file = run.resolve("hub.json");
    String before = Files.readString(file);
    Path unused = config(more);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (Files.readString(file).equals(before)) {
      assertTrue(System.nanoTime() < end, "it tells nothing new: " + before);
      Respite.take();
    }
    return new JsonObject(Files.readString(file));
  }
}
