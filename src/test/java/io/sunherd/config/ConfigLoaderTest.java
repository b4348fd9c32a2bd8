package io.sunherd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.access.Subnet;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.config.HubConfig.Read;
import io.sunherd.config.HubConfig.Tls;
import io.sunherd.link.DeviceAddress;
import io.sunherd.sim.Herd;
import io.sunherd.suite.PureTests;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
@PureTests
class ConfigLoaderTest {
  private static final String CONTRACT =
      """
      http: {host: 127.0.0.1, port: 8889}        # tls: {cert: FILE, key: FILE} makes it https
      access:
        users: conf/users
        read: anyone
      inverters:
        - id: roof-1
          device: serial:/dev/ttyUSB0
          protocol: auto
          serial: "92932004102443"
          poll: {status: 1s, operation_mode: 1s}
        - id: roof-2
          via: roof-1
          unit: 1
      history: {url: "jdbc:sqlite:data/history.db", every: 15s}
      """;

  private final ConfigLoader loader =
      new ConfigLoader(
          () -> Set.of("status", "operation_mode", "settings", "QPIGS"),
          () -> Set.of("pi30"),
          Herd::names,
          () -> Set.of("max_charging_current", "battery_type"));

  private HubConfig parse(String text) {
    return loader.parse("hub.yaml", text, Map.of());
  }

  @Test
  void readsTheContractsExample() {
    HubConfig config = parse(CONTRACT);
    assertEquals(HubConfig.DEFAULT.http(), config.http());
    assertEquals(HubConfig.DEFAULT.access(), config.access());
    assertEquals(HubConfig.DEFAULT.history(), config.history());
    Duration second = Duration.ofSeconds(1);
    assertEquals(
        List.of(
            new Inverter(
                "roof-1",
                DeviceAddress.parse("serial:/dev/ttyUSB0"),
                null,
                null,
                "auto",
                "92932004102443",
                Map.of("status", second, "operation_mode", second)),
            new Inverter("roof-2", null, "roof-1", 1, "auto", null, Map.of())),
        config.inverters());
  }

  @Test
  void aSerialNumberKeptAsTheWholeReplyIsTheNumberInIt() {
    HubConfig config =
        parse(
            "inverters:\n  - {id: a, device: \"sim:max-8000\", serial: \"1492932004102450000000\"}\n");
    assertEquals("92932004102450", config.inverters().get(0).serial());
  }

  @Test
  void readsWhatAlarmsAreTold() {
    HubConfig config =
        parse(
            "alarms:\n  unit_offline: {after: 10m, unless: never}\n"
                + "  battery_low: {soc: 30, volts: 46.5, after: 0s}\n  imbalance: {off: true}\n");
    assertEquals(
        new HubConfig.Alarms(
            Map.of("unit_offline", Duration.ofMinutes(10), "battery_low", Duration.ZERO),
            List.of("imbalance"),
            false,
            30,
            46.5),
        config.alarms());
    assertEquals(HubConfig.Alarms.USUAL, parse("alarms:\n").alarms());
    assertEquals(HubConfig.Alarms.USUAL, parse("alarms: {fault: }").alarms());
    HubConfig env = loader.parse("hub.yaml", "", Map.of("SUNHERD_ALARMS_BATTERY_LOW_SOC", "35"));
    assertEquals(35, env.alarms().soc());
    for (String wrong : List.of("fault: {after: 5}", "faults: {}", "battery_low: {soc: 0}")) {
      assertThrows(ConfigException.class, () -> parse("alarms: {" + wrong + "}"), wrong);
    }
  }

  @Test
  void hasTheContractsDefaults() {
    HubConfig config = parse("");
    assertEquals(HubConfig.DEFAULT, config);
    assertEquals("127.0.0.1", config.http().host());
    assertEquals(8889, config.http().port());
    assertNull(config.http().tls());
    assertEquals(List.of(), config.http().cors());
    assertEquals("conf/users", config.access().users());
    assertEquals(Read.ANYONE, config.access().read());
    assertEquals(List.of(), config.inverters());
    assertEquals("jdbc:sqlite:data/history.db", config.history().url());
    assertEquals(Duration.ofSeconds(15), config.history().every());
    assertEquals("data/audit.jsonl", config.settings().audit());
    assertEquals(20, config.settings().dailyBudget());
  }

  @Test
  void theGridIsAUtilityUnlessItIsAGenerator() {
    assertEquals(HubConfig.GridKind.UTILITY, parse("grid:").grid().kind());
    assertEquals(HubConfig.GridKind.GENERATOR, parse("grid: {kind: generator}").grid().kind());
  }

  @Test
  void takesAnEmptySectionForAnAbsentOne() {
    assertEquals(HubConfig.DEFAULT, parse("http:\naccess:\ninverters:\nhistory:\nsettings:\n"));
    assertEquals(HubConfig.DEFAULT, parse("http: {tls: , cors: }\ninverters: []\n"));
  }

  @Test
  void readsEveryKeyOfHttp() {
    HubConfig config =
        parse(
            "http: {host: '::', port: 0, tls: {cert: a, key: b}, cors: ['*', 'https://x.org'],\n"
                + "  hosts: [hub.example.org, Roof.], proxies: [127.0.0.1, '172.16.0.0/12', '::1'], base-path: /roof/sun/}");
    assertEquals(
        new HubConfig.Http(
            "::",
            0,
            new Tls("a", "b"),
            List.of("*", "https://x.org"),
            List.of("hub.example.org", "Roof."),
            Stream.of("127.0.0.1", "172.16.0.0/12", "::1").map(Subnet::parse).toList(),
            "/roof/sun"),
        config.http());
  }

  @Test
  void readsDurationsInEveryUnit() {
    String poll = "{status: 500ms, settings: 2m, operation_mode: 1h, QPIGS: 100ms}";
    HubConfig config = parse("inverters: [{id: a, device: usb:auto, poll: " + poll + "}]");
    assertEquals(
        Map.of(
            "status", Duration.ofMillis(500),
            "settings", Duration.ofMinutes(2),
            "operation_mode", Duration.ofHours(1),
            "QPIGS", Duration.ofMillis(100)),
        config.inverters().get(0).poll());
  }

  @Test
  void letsSeveralInvertersShareAutoAndASimulation() {
    HubConfig config =
        parse(
            """
            inverters:
              - {id: a, device: usb:auto}
              - {id: b, device: usb:auto}
              - {id: c, device: sim:parallel-1}
              - {id: d, device: sim:parallel-1}
            """);
    assertEquals(4, config.inverters().size());
  }

  @Test
  void servesOneDeviceWithTheRestAsItWas() {
    DeviceAddress device = DeviceAddress.parse("usb:/dev/hidraw0");
    HubConfig config = parse("http: {port: 9000}").withOneDevice(device);
    assertEquals(9000, config.http().port());
    assertEquals("inverter-1", config.inverters().get(0).id());
    assertEquals(device, config.inverters().get(0).device());
    assertEquals(HubConfig.DEFAULT.http(), HubConfig.DEFAULT.withOneDevice(device).http());
  }

  @Test
  void shippedFilesAreValidAndShowTheDefaults() throws IOException {
    HubConfig shipped = parse(Files.readString(Path.of("conf/hub.yaml")));
    assertEquals(HubConfig.DEFAULT, shipped);
    HubConfig demo = parse(Files.readString(Path.of("conf/demo.yaml")));
    assertEquals(
        List.of("roof-1", "roof-2", "roof-3"),
        demo.inverters().stream().map(Inverter::id).toList());
  }

  @Test
  void doesNotShowThePasswordOfTheStore() {
    HubConfig config = parse("history: {url: 'jdbc:postgresql://hub:secret@db/hub'}");
    assertEquals(-1, config.toString().indexOf("secret"));
  }

  @Test
  void loadsAFile(Vertx vertx, @TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("hub.yaml"), CONTRACT);
    String text = ConfigLoader.read(vertx, file).await(20, TimeUnit.SECONDS);
    HubConfig config = loader.parse("hub.yaml", text, Map.of("SUNHERD_HTTP_PORT", "9000"));
    assertEquals(9000, config.http().port());
    assertEquals(2, config.inverters().size());
  }

  @Test
  void tellsAMissingFile(Vertx vertx, @TempDir Path directory) {
    Path file = directory.resolve("none.yaml");
    var failure = ConfigLoader.read(vertx, file);
    ConfigException e =
        assertThrows(ConfigException.class, () -> failure.await(20, TimeUnit.SECONDS));
    assertEquals(
        List.of(file + ": there is no such file: name another one with -c FILE."), e.mistakes());
  }

  @Test
  void tellsAFileThatIsADirectory(Vertx vertx, @TempDir Path directory) {
    var failure = ConfigLoader.read(vertx, directory);
    ConfigException e =
        assertThrows(ConfigException.class, () -> failure.await(20, TimeUnit.SECONDS));
    assertEquals(List.of(directory + ": this is a directory: name a file in it."), e.mistakes());
  }

  @ParameterizedTest
  @CsvSource({
    "'http: {}\n# gr\u00fcn\n', 2, fc",
    "'# gr\u00fcn', 1, fc",
    "'\u00ff\u00fe#\u0000', 1, ff",
    "'# a\n# b\n# \u00e2\u0082', 3, e2",
    "'# \u00e2\u0082\u00ac\n# \u00ed\u00a0\u0080\n', 2, ed",
    "'# \u00c0\u0080\n', 1, c0"
  })
  void tellsAFileThatIsNoUtf8(
      String bytes, int line, String first, Vertx vertx, @TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("hub.yaml");
    Files.write(file, bytes.getBytes(StandardCharsets.ISO_8859_1));
    var failure = ConfigLoader.read(vertx, file);
    ConfigException e =
        assertThrows(ConfigException.class, () -> failure.await(20, TimeUnit.SECONDS));
    assertEquals(
        List.of(
            file
                + ":"
                + line
                + ": this line is not UTF-8 (there is a byte "
                + first
                + "): save the file as UTF-8."),
        e.mistakes());
  }

  @Test
  void readsEveryLetter(Vertx vertx, @TempDir Path directory) throws Exception {
    String text = "# grün, 屋顶, \uD83C\uDF1E\r\nhttp: {}\n";
    Path file = Files.writeString(directory.resolve("hub.yaml"), text);
    assertEquals(text, ConfigLoader.read(vertx, file).await(20, TimeUnit.SECONDS));
  }

  /** A file may be made later; whoever checks a configuration wants to know before. */
  @Test
  void tellsOfFilesThatCannotBeRead(@TempDir Path directory) throws Exception {
    Path there = Files.writeString(directory.resolve("there"), "x");
    Path gone = directory.resolve("gone");
    List<String> notes = new ArrayList<>();
    loader.parse(
        "hub.yaml",
        """
        http: {tls: {cert: "%1$s", key: "%2$s"}}
        mqtt: {url: "mqtts://a.example", user: me, password-file: "%2$s", tls: {ca: "%3$s"}}
        notify:
          - mail: {smtp: "smtps://a.example", from: a@b.example, to: [c@d.example], user: u,
                   password-file: "%2$s", ca: "%1$s"}
        """
            .formatted(there, gone, directory),
        Map.of(),
        notes::add);
    String end = ": there is no file " + gone + ": make it, or write where it is.";
    assertEquals(
        List.of(
            "hub.yaml:1: http.tls.key" + end,
            "hub.yaml:2: mqtt.password-file" + end,
            "hub.yaml:2: mqtt.tls.ca: " + directory + " is a directory: name a file in it.",
            "hub.yaml:5: notify[0].mail.password-file" + end),
        notes);
  }

  /** A placeholder says of no unit which one it is; whoever wrote it believes that it does. */
  @Test
  void tellsOfAPlaceholderForASerialNumber() {
    List<String> notes = new ArrayList<>();
    HubConfig config =
        loader.parse(
            "hub.yaml",
            """
            inverters:
              - {id: a, device: "sim:max-8000", serial: "55355535553555"}
              - {id: b, device: "sim:max-8000", serial: "92932004102450"}
            """,
            Map.of(),
            notes::add);
    assertNull(config.inverters().get(0).serial());
    assertEquals(
        List.of(
            "hub.yaml:2: inverters[0].serial: \"55355535553555\" is what units tell that were reset,"
                + " and counts as none: a is whatever unit is at its place. Take it out, or write the"
                + " number on the unit."),
        notes);
  }
}
