package io.sunherd.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Configure;
import io.sunherd.bus.Verdict;
import io.sunherd.config.ConfigLoader;
import io.sunherd.config.HubConfig;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be written into the configuration, and why. */
@PureTests
class EditTest {
  private static final ConfigLoader LOADER =
      new ConfigLoader(Set::of, Set::of, Set::of, () -> Set.of("max_charging_current"));
  private static final String TEXT = "http: {port: 8000}\n";

  private static Verdict refused(Map<String, String> environment, String device, String timeZone) {
    Function<String, HubConfig> parser = found -> parsed(found, environment);
    ConfigSource source = new ConfigSource(null, TEXT, parser, null, Duration.ofSeconds(1));
    Map<String, Object> inverter = new LinkedHashMap<>(); // in this order
    inverter.put("id", "roof-1");
    inverter.put("device", device);
    Configure wish =
        new Configure(new Actor("ann", true, "here"), List.of(inverter), null, timeZone, false);
    return ConfigAnswers.failed(
        assertThrows(
            ConfigAnswers.Refusal.class, () -> Edit.of(source, TEXT, parser.apply(TEXT), wish)));
  }

  private static HubConfig parsed(String text, Map<String, String> environment) {
    return LOADER.parse("hub.yaml", text, environment);
  }

  /** Nobody has changed the file meanwhile, which is what a 409 means to the page. */
  @Test
  void aTimeZoneThatTheEnvironmentSets() {
    Verdict verdict =
        refused(Map.of("SUNHERD_TIME_ZONE", "Europe/Madrid"), "serial:/dev/tty0", "Africa/Lagos");
    assertEquals(400, verdict.status(), verdict::toString);
    assertTrue(verdict.body().get("error").toString().contains("SUNHERD_TIME_ZONE"));
  }

  /** Some of them are line breaks in YAML, and some are none at all. */
  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, '\t', '\n', '\r', 0x7f, 0x80, 0x85, 0x9f, 0xad, 0x2028, 0x2029, 0xfeff})
  void aDeviceWithWhatNobodySees(int letter) {
    Verdict verdict = refused(Map.of(), "serial:/dev/tty" + (char) letter + "0", null);
    assertEquals(400, verdict.status(), verdict::toString);
    assertTrue(
        verdict.body().get("error").toString().startsWith("hub.yaml:4: inverters[0].device: "),
        verdict::toString);
  }
}
