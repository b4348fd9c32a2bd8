package io.sunherd.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sunherd.suite.PureTests;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

@PureTests
class ConfigProperties {
  private static final String VALID =
      """
      http: {host: 127.0.0.1, port: 8889, tls: {cert: a, key: b}, cors: ["*"]}
      access: {users: conf/users, read: anyone}
      inverters:
        - id: roof-1
          device: serial:/dev/ttyUSB0
          protocol: auto
          serial: "92932004102443"
          poll: {status: 1s}
        - {id: roof-2, via: roof-1, unit: 1}
      history: {url: "jdbc:sqlite:data/history.db", every: 15s}
      """;

  private final ConfigLoader loader =
      new ConfigLoader(
          () -> Set.of("status"), () -> Set.of("pi30"), Set::of, () -> Set.of("battery_type"));

  @Property(tries = 2000, seed = "20261124")
  void anEditGivesAConfigurationOrMistakes(
      @ForAll @IntRange(max = 600) int at,
      @ForAll @IntRange(max = 40) int cut,
      @ForAll
          @StringLength(max = 6)
          @CharRange(from = ' ', to = '~')
          @Chars({'\n', '\t', '\u0000', '\u0085', 'é', '\uD83D', ':', '-', '{', '&', '*', '!'})
          String insert) {
    int from = Math.min(at, VALID.length());
    int to = Math.min(from + cut, VALID.length());
    configurationOrMistakes(VALID.substring(0, from) + insert + VALID.substring(to));
  }

  @Property(tries = 600, seed = "20261124")
  void aCutGivesAConfigurationOrMistakes(@ForAll @IntRange(max = 600) int length) {
    configurationOrMistakes(VALID.substring(0, Math.min(length, VALID.length())));
  }

  @Property(tries = 1000, seed = "20261124")
  void anyValueGivesAConfigurationOrMistakes(
      @ForAll
          @StringLength(max = 12)
          @Chars({'0', 'x', 'b', '_', '1', '.', 'e', ':', '-', '+', 'n', '!', '<'})
          String value) {
    configurationOrMistakes("http: {port: " + value + " }\ninverters: [{id: " + value + " }]\n");
  }

  private void configurationOrMistakes(String text) {
    try {
      assertNotNull(loader.parse("hub.yaml", text, Map.of("SUNHERD_HTTP_CORS", text)));
    } catch (ConfigException e) {
      assertFalse(e.mistakes().isEmpty());
    }
  }
}
