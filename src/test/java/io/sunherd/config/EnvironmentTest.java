package io.sunherd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sunherd.config.HubConfig.Read;
import io.sunherd.config.HubConfig.Tls;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@PureTests
@Isolated("listens to a log")
class EnvironmentTest {
  private static final String FILE = "http: {port: 1, host: file}\nhistory: {every: 1h}\n";

  private final ConfigLoader loader =
      new ConfigLoader(
          () -> Set.of("status"), () -> Set.of("pi30"), Set::of, () -> Set.of("battery_type"));

  private HubConfig parse(Map<String, String> environment) {
    return loader.parse("hub.yaml", FILE, environment);
  }

  private List<String> mistakes(Map<String, String> environment) {
    return assertThrows(ConfigException.class, () -> parse(environment)).mistakes();
  }

  @Test
  void winsOverTheFileKeyByKey() {
    HubConfig config =
        parse(
            Map.of(
                "SUNHERD_HTTP_PORT", "9000",
                "SUNHERD_ACCESS_READ", "users",
                "SUNHERD_ACCESS_USERS", "0012",
                "SUNHERD_HISTORY_URL", "jdbc:sqlite:x",
                "SUNHERD_HISTORY_FIVE_MINUTES", "forever",
                "SUNHERD_HTTP_TLS_CERT", "c",
                "SUNHERD_HTTP_TLS_KEY", "k",
                "SUNHERD_SETTINGS_DAILY_BUDGET", "5",
                "SUNHERD_HTTP_CORS", "[\"*\"]",
                "SUNHERD_TIME_ZONE", "Australia/Lord_Howe"));
    assertEquals(new HubConfig.Http("file", 9000, new Tls("c", "k"), List.of("*")), config.http());
    assertEquals(new HubConfig.Access("0012", Read.USERS), config.access());
    assertEquals("jdbc:sqlite:x", config.history().url());
    assertEquals(Duration.ofHours(1), config.history().every());
    assertEquals(
        Duration.ofDays(730), parse(Map.of("SUNHERD_HISTORY_HOURS", "2y")).history().hours());
    assertNull(config.history().fiveMinutes());
    assertEquals(5, config.settings().dailyBudget());
    assertEquals(ZoneId.of("Australia/Lord_Howe"), config.timeZone());
    assertEquals(ZoneId.systemDefault(), parse(Map.of("PATH", "/bin")).timeZone());
    assertEquals(
        List.of(
            "SUNHERD_TIME_ZONE: time-zone: \"Lagos\" is no time zone: write the name of one, such as"
                + " Africa/Lagos (did you mean Africa/Lagos?)."),
        mistakes(Map.of("SUNHERD_TIME_ZONE", "Lagos")));
  }

  @Test
  void tellsOnceThatTheZoneOfTheMachineIsNone() {
    assertEquals(List.of(), told(Map.of("TZ", "Africa/Lagos")));
    assertEquals(List.of(), told(Map.of("TZ", ":Europe/Berlin", "PATH", "/")));
    assertEquals(List.of(), told(Map.of("TZ", "")));
    assertEquals(List.of(), told(Map.of("TZ", "GMT0")));
    assertEquals(List.of(), told(Map.of("TZ", "Mars/X", "SUNHERD_TIME_ZONE", "Africa/Lagos")));
    String used = ZoneId.systemDefault().getId();
    assertEquals(
        List.of(
            "WARN TZ names \"Mars/Olympus\", which is no time zone: the hub goes by "
                + used
                + ". Write the name of one there, such as Africa/Lagos, or as time-zone in the"
                + " configuration."),
        told(Map.of("TZ", "Mars/Olympus")));
    assertEquals(List.of(), told(Map.of("TZ", "Mars/Olympus")), "it was told");
    assertEquals(1, told(Map.of("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")).size());
  }

  private List<String> told(Map<String, String> environment) {
    Logger log = (Logger) LoggerFactory.getLogger(Environment.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    parse(environment);
    log.detachAppender(lines);
    return lines.list.stream()
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .toList();
  }

  @Test
  void takesWhatTheGuardianIgnores() {
    assertEquals(List.of(), parse(Map.of()).guardian().ignore());
    assertEquals(
        List.of("battery_type"),
        parse(Map.of("SUNHERD_GUARDIAN_IGNORE", "[battery_type]")).guardian().ignore());
    assertEquals(
        List.of("battery_type"),
        parse(Map.of("SUNHERD_GUARDIAN", "{\"ignore\": [\"battery_type\"]}")).guardian().ignore());
  }

  @Test
  void leavesToTheLogWhatIsTheLogs() {
    HubConfig config = parse(Map.of("SUNHERD_LOG", "DEBUG", "SUNHERD_LOG_FORMAT", "json"));
    assertEquals(parse(Map.of()), config);
    assertEquals(
        List.of("SUNHERD_LOG_FORMAT: must be text or json."),
        mistakes(Map.of("SUNHERD_LOG_FORMAT", "jsn")));
  }

  @Test
  void takesTheHerdAsJson() {
    String json =
        """
        [{"id": "a", "device": "usb:auto", "serial": "0012", "poll": {"status": "2s"}},
         {"id": "b", "via": "a", "unit": 1}]
        """;
    HubConfig config = parse(Map.of("SUNHERD_INVERTERS", json));
    assertEquals(2, config.inverters().size());
    assertEquals("0012", config.inverters().get(0).serial());
    assertEquals(Map.of("status", Duration.ofSeconds(2)), config.inverters().get(0).poll());
  }

  @Test
  void laysAGroupUnderItsKeys() {
    HubConfig config = parse(Map.of("SUNHERD_HTTP", "{\"port\": 5}", "SUNHERD_HTTP_HOST", "env"));
    assertEquals(new HubConfig.Http("env", 5, null, List.of()), config.http());
  }

  @Test
  void isNamedInMistakes() {
    assertEquals(
        List.of(
            "SUNHERD_HTTP_PORT: http.port: \"abc\" is not allowed: write a whole number from 0 to"
                + " 65535, where 0 takes any free port."),
        mistakes(Map.of("SUNHERD_HTTP_PORT", "abc")));
    assertEquals(
        List.of(
            "SUNHERD_HTTP_TLS_CERT: http.tls: there is no key: write the path of the"
                + " certificate's private key, a PEM file."),
        mistakes(Map.of("SUNHERD_HTTP_TLS_CERT", "c")));
    assertEquals(
        List.of(
            "SUNHERD_INVERTERS: inverters[0].serial: 12 is read as the number 12: put it in quotes, \"12\"."),
        mistakes(
            Map.of("SUNHERD_INVERTERS", "[{\"id\":\"a\",\"device\":\"usb:auto\",\"serial\":12}]")));
    assertEquals(
        List.of(
            "SUNHERD_INVERTERS: inverters: this is no YAML: expected the node content, but found"
                + " '<stream end>'."),
        mistakes(Map.of("SUNHERD_INVERTERS", "[")));
  }

  @Test
  void doesNotShowASecret() {
    assertEquals(
        List.of(
            "SUNHERD_HISTORY_URL: history.url: this value is not allowed: write jdbc:sqlite:FILE"
                + " or jdbc:postgresql://HOST/DATABASE."),
        mistakes(Map.of("SUNHERD_HISTORY_URL", "jdbc:postgres://u:secret@h")));
  }

  @Test
  void refusesAnUnknownVariable() {
    assertEquals(
        List.of(
            "SUNHERD_HTTP_PROT: no such variable (did you mean SUNHERD_HTTP_PORT?): known are"
                + " SUNHERD_HTTP_PORT, SUNHERD_HTTP_HOST, SUNHERD_HTTP_CORS, SUNHERD_HTTP_HOSTS,"
                + " SUNHERD_HTTP_PROXIES and 96 more."),
        mistakes(Map.of("SUNHERD_HTTP_PROT", "1")));
  }

  @ParameterizedTest
  @CsvSource({
    "SUNHERD_SERVICE_HOST, 10.0.0.1",
    "SUNHERD_SERVICE_PORT, 8889",
    "SUNHERD_SERVICE_PORT_HTTP, 8889",
    "SUNHERD_PORT, tcp://10.0.0.1:8889",
    "SUNHERD_PORT_8889_TCP, tcp://10.0.0.1:8889",
    "SUNHERD_PORT_8889_TCP_ADDR, 10.0.0.1",
    "SUNHERD_PORT_8889_TCP_PORT, 8889",
    "SUNHERD_PORT_8889_TCP_PROTO, tcp",
    "SUNHERD_PORT_53_UDP_ADDR, 10.0.0.1",
    "SUNHERD_HUB_SERVICE_HOST, 10.0.0.1",
    "SUNHERD_HUB_SERVICE_PORT_WEB, 8889",
    "SUNHERD_HUB_2_PORT, udp://[fd00::1]:53",
    "SUNHERD_HTTP_PORT, tcp://10.0.0.1:8889",
    "SUNHERD_HTTP_SERVICE_HOST, 10.0.0.1",
    "SUNHERD_NAME, /web/sunherd",
    "SUNHERD_DB_NAME, /web/sunherd_db",
    "SUNHERD_ENV_PATH, /bin",
    "SUNHERD_DB_ENV_ACESS_READ, users",
    "SUNHERD_TOKEN, of the command line"
  })
  void passesOverWhatOthersSet(String name, String value) {
    HubConfig config = parse(Map.of(name, value));
    assertEquals(parse(Map.of()), config);
  }

  @Test
  void tellsOnceWhatItPassesOver() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(Environment.class);
    Level before = log.getLevel();
    lines.start();
    log.setLevel(Level.INFO);
    log.addAppender(lines);
    try {
      Map<String, String> set =
          Map.of(
              "SUNHERD_SERVICE_HOST", "10.0.0.1", "SUNHERD_NAME", "/x", "SUNHERD_TOKEN", "secret");
      parse(set);
      parse(set);
      assertEquals(
          List.of(
              "Passed over, for it is a container platform that sets them: SUNHERD_NAME and SUNHERD_SERVICE_HOST."),
          lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
    } finally {
      log.detachAppender(lines);
      log.setLevel(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SUNHERD_ACESS_READ, SUNHERD_ACCESS_READ",
    "SUNHERD_PORT, SUNHERD_HTTP_PORT",
    "SUNHERD_READ, SUNHERD_ACCESS_READ",
    "SUNHERD_HTTPPORT, SUNHERD_HTTP_PORT",
    "SUNHERD_ACCESS_READS_ONLY_BY, SUNHERD_ACCESS_READ",
    "SUNHERD_INVERTER, SUNHERD_INVERTERS",
    "SUNHERD_LOGFORMAT, SUNHERD_LOG_FORMAT",
    "SUNHERD_SERVICE_HOSTS, SUNHERD_HTTP_HOSTS",
    "SUNHERD_, SUNHERD_LOG"
  })
  void namesTheNearestOfAWrongOne(String name, String nearest) {
    List<String> mistakes = mistakes(Map.of(name, "9000"));
    assertEquals(1, mistakes.size());
    assertTrue(
        mistakes.get(0).contains(" (did you mean " + nearest + "?): known are SUNHERD_"),
        () -> mistakes.get(0));
  }

  @Test
  void doesNotHideAFileThatHasSomethingElseThere() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> loader.parse("hub.yaml", "http: 5", Map.of("SUNHERD_HTTP_PORT", "9000")));
    assertEquals(
        List.of(
            "hub.yaml:1: http: 5 is not allowed: write the keys host, port, tls, cors, hosts, proxies and base-path."),
        e.mistakes());
  }
}
