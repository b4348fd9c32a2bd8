package io.sunherd.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sunherd.suite.ProcessTests;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The files of docker/addon, with what stands in for Java and for the Supervisor. */
@DisplayName("The add-on for Home Assistant")
@ProcessTests
class AddonTest {
  private static final Path ADDON = Path.of("docker", "addon");
  private static final Pattern VARIABLE = Pattern.compile("SUNHERD_[A-Z_]+=.*");

  @TempDir private Path folder;

  /** What the hub was started with, and what the script said. */
  private record Started(Map<String, String> environment, String line, String said) {}

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + script);
    assertTrue(file.toFile().setExecutable(true));
  }

  private Started run(String options, String supervisor) throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "jq"))),
        "jq is not here, so the add-on is not tried: apt-get install jq");
    for (String needed : List.of("bin", "config", "data", "run", "app")) {
      Files.createDirectories(folder.resolve(needed));
    }
    program("java", "echo \"line=$*\"\nenv\n");
    program("curl", supervisor);
    Files.writeString(folder.resolve("data/options.json"), options);
    ProcessBuilder builder = new ProcessBuilder("sh", ADDON.resolve("run.sh").toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("SUNHERD_"));
    builder.environment().merge("PATH", folder.resolve("bin") + ":", (old, own) -> own + old);
    builder.environment().put("ADDON_OPTIONS", folder.resolve("data/options.json").toString());
    builder.environment().put("ADDON_CONFIG", folder.resolve("config").toString());
    builder.environment().put("ADDON_DATA", folder.resolve("data").toString());
    builder.environment().put("ADDON_RUN", folder.resolve("run").toString());
    builder.environment().put("ADDON_APP", "/app");
    Path said = folder.resolve("said");
    Process process = builder.redirectError(said.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(said));
    Map<String, String> environment = new LinkedHashMap<>();
    String line = "";
    for (String one : output.lines().toList()) {
      if (one.startsWith("line=")) {
        line = one.substring("line=".length());
      } else if (VARIABLE.matcher(one).matches()) {
        environment.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
      }
    }
    return new Started(environment, line, Files.readString(said));
  }

  private static final String BROKER =
      """
      case "$*" in *"Bearer "*http://supervisor/services/mqtt) ;; *) exit 2 ;; esac
      echo '{"result":"ok","data":{"host":"core-mosquitto","port":1883,"ssl":%s,"protocol":"3.1.1","username":"addons","password":"s3cr%%t $x"}}'
      """;

  @Test
  @DisplayName("has the libraries that the program names, and none of an earlier version")
  void libraries() throws Exception {
    Path said = folder.resolve("made");
    Process making =
        new ProcessBuilder("sh", "docker/addon.sh")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertTrue(making.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, making.exitValue(), Files.readString(said));
    Path app = Path.of(Files.readString(said).strip(), "app");
    try (JarFile jar = new JarFile(app.resolve("sunherd.jar").toFile());
        Stream<Path> there = Files.list(app.resolve("lib"))) {
      String named = jar.getManifest().getMainAttributes().getValue("Class-Path");
      assertEquals(
          new TreeSet<>(List.of(named.split(" "))),
          there
              .map(file -> "lib/" + file.getFileName())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  @DisplayName("is not made where Java does not tell the libraries: it would have none")
  void untoldLibraries() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    program("java", "case \"$*\" in *ClassPath*) exit 3 ;; esac\necho 'sunherd 1.0.0'\n");
    ProcessBuilder making = new ProcessBuilder("sh", "docker/addon.sh");
    making.environment().merge("PATH", folder.resolve("bin") + ":", (old, own) -> own + old);
    assertEquals(3, making.redirectErrorStream(true).start().waitFor());
  }

  @Test
  @DisplayName("takes the broker from Home Assistant, and its password into a file of its own")
  void broker() throws Exception {
    Started hub =
        run(
            "{\"mqtt\": true, \"mqtt_writes\": true, \"hosts\": [\"home.example.org\"]}",
            BROKER.formatted("false"));
    assertEquals("mqtt://core-mosquitto:1883", hub.environment().get("SUNHERD_MQTT_URL"));
    assertEquals("addons", hub.environment().get("SUNHERD_MQTT_USER"));
    assertEquals("true", hub.environment().get("SUNHERD_MQTT_WRITES"));
    assertEquals("[\"home.example.org\"]", hub.environment().get("SUNHERD_HTTP_HOSTS"));
    Path secret = Path.of(hub.environment().get("SUNHERD_MQTT_PASSWORD_FILE"));
    assertEquals("s3cr%t $x", Files.readString(secret));
    assertEquals("rw-------", permissions(secret));
    assertFalse(hub.environment().containsValue("s3cr%t $x"));
    assertFalse((hub.line() + hub.said()).contains("s3cr"));
    assertTrue(hub.line().endsWith("serve -c " + folder.resolve("config/hub.yaml")), hub.line());
    assertEquals(
        "mqtts://core-mosquitto:1883",
        run("{\"mqtt\": true, \"mqtt_writes\": false, \"hosts\": []}", BROKER.formatted("true"))
            .environment()
            .get("SUNHERD_MQTT_URL"));
  }

  private static String permissions(Path file) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file));
  }

  @Test
  @DisplayName("starts without a broker, and says how to get one; not where none is wanted")
  void none() throws Exception {
    Started without = run("{\"mqtt\": true, \"mqtt_writes\": false, \"hosts\": []}", "exit 22\n");
    assertFalse(without.environment().containsKey("SUNHERD_MQTT_URL"));
    assertTrue(without.said().contains("install the add-on Mosquitto broker"), without.said());
    Started unwanted = run("{\"mqtt\": false, \"mqtt_writes\": false, \"hosts\": []}", "exit 2\n");
    assertEquals("", unwanted.said());
  }

  @Test
  @DisplayName("gives no user to a broker that wants none")
  void anonymous() throws Exception {
    Started hub =
        run(
            "{\"mqtt\": true, \"mqtt_writes\": false, \"hosts\": []}",
            "echo '{\"data\":{\"host\":\"broker\",\"port\":1883,\"ssl\":false}}'\n");
    assertEquals("mqtt://broker:1883", hub.environment().get("SUNHERD_MQTT_URL"));
    assertFalse(hub.environment().containsKey("SUNHERD_MQTT_USER"));
    assertFalse(hub.environment().containsKey("SUNHERD_MQTT_PASSWORD_FILE"));
  }

  @Test
  @DisplayName("keeps a configuration that is there, and everything in the add-on's folders")
  void folders() throws Exception {
    Files.createDirectories(folder.resolve("config"));
    Path own = Files.writeString(folder.resolve("config/hub.yaml"), "inverters: [] # mine\n");
    Started hub = run("{\"mqtt\": false, \"mqtt_writes\": false, \"hosts\": []}", "exit 2\n");
    assertEquals("inverters: [] # mine\n", Files.readString(own));
    assertEquals(
        Map.of(
            "SUNHERD_HTTP_HOST", "0.0.0.0",
            "SUNHERD_HTTP_PORT", "8889",
            "SUNHERD_HTTP_PROXIES", "[\"172.30.32.0/23\"]",
            "SUNHERD_HTTP_HOSTS", "[]",
            "SUNHERD_ACCESS_USERS", folder.resolve("config/users").toString(),
            "SUNHERD_SETTINGS_AUDIT", folder.resolve("data/audit.jsonl").toString(),
            "SUNHERD_HISTORY_URL", "jdbc:sqlite:" + folder.resolve("data/history.db")),
        hub.environment());
  }

  @Test
  @DisplayName("says in its configuration what its script goes by")
  void configuration() throws IOException {
    Map<String, Object> config = new Yaml().load(Files.readString(ADDON.resolve("config.yaml")));
    assertEquals(
        ((Map<?, ?>) config.get("options")).keySet(), ((Map<?, ?>) config.get("schema")).keySet());
    assertEquals(8889, config.get("ingress_port"));
    assertEquals(List.of("mqtt:want"), config.get("services"));
    assertEquals(List.of("addon_config:rw"), config.get("map"));
    assertEquals(true, config.get("uart"));
    assertEquals(true, config.get("usb"));
    assertEquals(List.of("aarch64", "amd64"), config.get("arch"));
  }
}
