package io.sunherd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PureTests
@DisplayName("The broker")
class MqttConfigTest {
  private static final String SECRET = "s3cret";

  private final ConfigLoader loader = new ConfigLoader(Set::of, Set::of, Set::of, Set::of);

  private MqttConfig parse(String text) {
    return parse(text, Map.of());
  }

  private MqttConfig parse(String text, Map<String, String> environment) {
    return loader.parse("hub.yaml", text, environment).mqtt();
  }

  @Test
  @DisplayName("is read as it is written, and there is none without a URL")
  void read() {
    MqttConfig all =
        parse(
            """
            mqtt:
              url: mqtts://broker.example
              user: roof
              password-file: conf/mqtt.password
              tls: {ca: ca.pem, cert: hub.pem, key: hub.key}
              base: home/solar
              every: 0
              discovery: off
              writes: true
            """);
    assertEquals(
        new MqttConfig(
            URI.create("mqtts://broker.example"),
            "roof",
            "conf/mqtt.password",
            new MqttConfig.Files("ca.pem", "hub.pem", "hub.key"),
            "home/solar",
            Duration.ZERO,
            null,
            true),
        all);
    assertEquals(MqttConfig.OFF, parse(""));
    assertEquals(MqttConfig.OFF, parse("mqtt:\n"));
    assertEquals("a", parse("mqtt: {base: a}").base());
    assertEquals(null, parse("mqtt: {base: a}").url());
  }

  @ParameterizedTest
  @DisplayName("is found at its port, the usual one where none is written")
  @CsvSource({
    "mqtt://a.example, false, a.example, 1883",
    "mqtts://a.example/, true, a.example, 8883",
    "mqtt://192.168.1.5:2883, false, 192.168.1.5, 2883",
    "'mqtts://[fd00::5]:1', true, fd00::5, 1",
  })
  void place(String url, boolean isEncrypted, String host, int port) {
    MqttConfig config = parse("mqtt: {url: '" + url + "'}");
    assertEquals(isEncrypted, config.isEncrypted());
    assertEquals(host, config.host());
    assertEquals(port, config.port());
  }

  @ParameterizedTest
  @DisplayName("is told readings so often as is written")
  @CsvSource({"0, 0", "'\"0\"', 0", "0s, 0", "500ms, 500", "5s, 5000", "2m, 120000"})
  void every(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), parse("mqtt: {every: " + text + "}").every());
  }

  @Test
  @DisplayName("can be told by the environment")
  void environment() {
    MqttConfig config =
        parse(
            "mqtt: {url: 'mqtt://a.example'}",
            Map.of(
                "SUNHERD_MQTT_URL", "mqtt://b.example",
                "SUNHERD_MQTT_EVERY", "0",
                "SUNHERD_MQTT_DISCOVERY", "off",
                "SUNHERD_MQTT_WRITES", "true",
                "SUNHERD_MQTT_PASSWORD_FILE", "p",
                "SUNHERD_MQTT_USER", "u"));
    assertEquals("b.example", config.host());
    assertEquals(Duration.ZERO, config.every());
    assertEquals(null, config.discovery());
    assertEquals("p", config.passwordFile());
    assertTrue(config.writes());
    assertEquals("ha", parse("", Map.of("SUNHERD_MQTT_DISCOVERY", "ha")).discovery());
  }

  @Test
  @DisplayName("is a group that may change")
  void change() {
    HubConfig before = loader.parse("hub.yaml", "", Map.of());
    HubConfig after = loader.parse("hub.yaml", "mqtt: {url: 'mqtt://a.example'}", Map.of());
    assertEquals(List.of("mqtt"), ConfigChange.between(before, after).groups());
  }

  @ParameterizedTest
  @DisplayName("is refused where it is wrong, and nothing secret is told")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{url: 'http://a.example'}            | url: this value is not allowed: write mqtt://HOST or",
        "{url: 'mqtt://u:s3cret@a.example'}   | url: this value is not allowed: write mqtt://HOST or",
        "{url: 'mqtt://a.example/s3cret'}     | url: this value is not allowed: write mqtt://HOST or",
        "{url: 'mqtt://a.example:0'}          | url: this value is not allowed",
        "{url: 'mqtt://a.example:65536'}      | url: this value is not allowed",
        "{url: 's3cret'}                      | url: this value is not allowed",
        "{url: 12345}                         | url: this value is not read as a text",
        "{url: mqtt://a.example, tls: {ca: a}}| tls: the url begins with mqtt://, which is not encrypted",
        "{url: mqtts://a.example, tls: {cert: a}}| tls: there is no key for the cert",
        "{url: mqtts://a.example, tls: {key: a}} | tls: there is no cert for the key",
        "{url: mqtts://a.example, tls: {crt: a}} | tls.crt: no such key: allowed here are ca, cert and key",
        "{url: mqtt://a.example, password-file: a} | mqtt: a password-file is given without a user",
        "{url: mqtt://a.example, password: s3cret} | mqtt.password: no such key",
        "{base: '/a'}                         | base: \"/a\" is not allowed: write what topics begin with",
        "{base: 'a/'}                         | base: \"a/\" is not allowed",
        "{base: 'a//b'}                       | is not allowed",
        "{base: 'a/+/b'}                      | is not allowed",
        "{base: 'a/#'}                        | is not allowed",
        "{base: '$SYS'}                       | is not allowed",
        "{base: 'a b'}                        | is not allowed",
        "{base: ''}                           | is not allowed",
        "{every: 5}                           | every: 5 is not allowed: write a duration such as 500ms, 5s or 1m, or 0",
        "{every: -1}                          | every: -1 is not allowed",
        "{every: often}                       | every: \"often\" is not allowed",
        "{discovery: true}                    | discovery: true is not allowed: write a prefix such as homeassistant, or off",
        "{discovery: 'a/#'}                   | discovery: \"a/#\" is not allowed",
        "{writes: maybe}                      | writes: \"maybe\" is not allowed: write true or false",
      })
  void wrong(String mqtt, String why) {
    String said =
        assertThrows(ConfigException.class, () -> parse("\nmqtt: " + mqtt + "\n"))
            .mistakes()
            .toString();
    assertTrue(said.contains(why), said);
    assertTrue(said.contains("hub.yaml:2: mqtt"), said);
    assertFalse(said.contains(SECRET) || said.contains("12345"), said);
  }
}
