package io.sunherd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.config.HubConfig.Read;
import io.sunherd.config.HubConfig.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static final String FILE = "http: {port: 1, host: file}\nhistory: {every: 1h}\n";

  private final ConfigLoader loader =
      new ConfigLoader(() -> Set.of("status"), () -> Set.of("pi30"), () -> Set.of("battery_type"));

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
                "PATH", "/bin"));
    assertEquals(new HubConfig.Http("file", 9000, new Tls("c", "k"), List.of("*")), config.http());
    assertEquals(new HubConfig.Access("0012", Read.USERS), config.access());
    assertEquals("jdbc:sqlite:x", config.history().url());
    assertEquals(Duration.ofHours(1), config.history().every());
    assertEquals(
        Duration.ofDays(730), parse(Map.of("SUNHERD_HISTORY_HOURS", "2y")).history().hours());
    assertNull(config.history().fiveMinutes());
    assertEquals(5, config.settings().dailyBudget());
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
            "SUNHERD_HTTP_PROT: no such variable: known are SUNHERD_ACCESS, SUNHERD_ACCESS_READ,"
                + " SUNHERD_ACCESS_USERS, SUNHERD_GUARDIAN, SUNHERD_GUARDIAN_IGNORE, SUNHERD_HISTORY, SUNHERD_HISTORY_EVERY,"
                + " SUNHERD_HISTORY_FIVE_MINUTES, SUNHERD_HISTORY_HOURS, SUNHERD_HISTORY_HUB,"
                + " SUNHERD_HISTORY_RAW, SUNHERD_HISTORY_URL, SUNHERD_HTTP, SUNHERD_HTTP_CORS, SUNHERD_HTTP_HOST,"
                + " SUNHERD_HTTP_PORT, SUNHERD_HTTP_TLS, SUNHERD_HTTP_TLS_CERT,"
                + " SUNHERD_HTTP_TLS_KEY, SUNHERD_INVERTERS, SUNHERD_SETTINGS, SUNHERD_SETTINGS_AUDIT"
                + " and SUNHERD_SETTINGS_DAILY_BUDGET (did you mean SUNHERD_HTTP_PORT?)."),
        mistakes(Map.of("SUNHERD_HTTP_PROT", "1")));
    assertEquals(1, mistakes(Map.of("SUNHERD_PORT", "9000")).size());
  }

  @Test
  void passesOverWhatKubernetesSets() {
    HubConfig config =
        parse(
            Map.of(
                "SUNHERD_SERVICE_HOST", "10.0.0.1",
                "SUNHERD_SERVICE_PORT_HTTP", "8889",
                "SUNHERD_PORT", "tcp://10.0.0.1:8889",
                "SUNHERD_PORT_8889_TCP_ADDR", "10.0.0.1"));
    assertEquals(1, config.http().port());
  }

  @Test
  void doesNotHideAFileThatHasSomethingElseThere() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> loader.parse("hub.yaml", "http: 5", Map.of("SUNHERD_HTTP_PORT", "9000")));
    assertEquals(
        List.of("hub.yaml:1: http: 5 is not allowed: write the keys host, port, tls and cors."),
        e.mistakes());
  }
}
