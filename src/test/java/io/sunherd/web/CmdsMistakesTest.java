package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("/cmds: questions that cannot be answered")
@ProcessTests
class CmdsMistakesTest {
  private final Rig rig = Rig.plain();

  @BeforeEach
  void publish() {
    rig.publish(Rig.status("roof-1", 52.0));
  }

  @AfterEach
  void close() {
    assertEquals(200, rig.get("/cmds?cmd=status").status(), "nothing broke");
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cmds", "/cmds?cmd=", "/cmds?cmd", "/cmds?cmd=bogus", "/cmds?&&=&"})
  @DisplayName("a missing or unknown cmd is a 400 that names those known")
  void unknownCmd(String uri) {
    Answer answer = rig.get(uri);
    assertEquals(400, answer.status());
    assertEquals("application/json", answer.headers().get("content-type"));
    assertTrue(answer.error().contains("known are status, operation_mode"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PBFT", "PBFT53.0", "battery_float_volt"})
  @DisplayName("a setting is not an inquiry")
  void setting(String cmd) {
    Answer answer = rig.get("/cmds?cmd=" + cmd);
    assertEquals(400, answer.status());
    assertTrue(answer.error().startsWith(cmd + " sets something"), answer.body());
  }

  @Test
  @DisplayName("an unknown inverter is a 404 that names those configured")
  void unknownInverter() {
    Answer answer = rig.get("/cmds?cmd=status&inverter=barn");
    assertEquals(404, answer.status());
    assertEquals("There is no inverter barn; configured are roof-1, roof-2.", answer.error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "soon", "", "1e3", "NaN", "1,5", "99999999999999999999"})
  @DisplayName("max_age that is no number of seconds is a 400")
  void maxAge(String maxAge) {
    Answer answer = rig.get("/cmds?cmd=status&max_age=" + maxAge);
    assertEquals(400, answer.status());
    assertTrue(answer.error().startsWith("max_age is a number"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%f", "%c3%28%00", "QPIGS%0d", "QPIGS%0dPBFT53.0", "%22"})
  @DisplayName("escapes that are wrong or nasty are a 400")
  void escapes(String cmd) {
    Answer answer = rig.get("/cmds?cmd=" + cmd);
    assertEquals(400, answer.status());
    assertFalse(answer.error().isEmpty());
  }

  @Test
  @DisplayName("a thousand cmds are a 400, as are 33; 32 are answered")
  void thousand() {
    assertEquals(400, rig.get("/cmds?cmd=status" + "&cmd=status".repeat(999)).status());
    assertEquals(400, rig.get("/cmds?cmd=status" + "&cmd=status".repeat(32)).status());
    assertEquals(200, rig.get("/cmds?cmd=status" + "&cmd=status".repeat(31)).status());
  }

  @Test
  @DisplayName("a very long cmd is quoted short; an endless address is refused by its length")
  void veryLong() {
    Answer answer = rig.get("/cmds?cmd=" + "x".repeat(10_000));
    assertEquals(400, answer.status());
    assertTrue(answer.body().length() < 2_000, answer.body());
    Answer endless = rig.get("/cmds?cmd=" + "x".repeat(100_000));
    assertEquals(414, endless.status());
    assertEquals("The address is too long; ask for less at a time.", endless.error());
    assertEquals("application/json", endless.headers().get("Content-Type"));
    assertEquals("no-store", endless.headers().get("Cache-Control"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "/x", "//", "/a/..", "%41", "%2e%2e/"})
  @DisplayName("a path that no route could have is refused by its length, before it is looked at")
  void longPath(String part) {
    String path = "/api/v1/inverters/" + part.repeat(1 + 16_000 / part.length());
    Answer longest = rig.get(path.substring(0, 16_000));
    assertEquals(414, longest.status());
    assertEquals("The address is too long; ask for less at a time.", longest.error());
    assertEquals(414, rig.get(path.substring(0, 1_025)).status());
    assertNotEquals(414, rig.get(path.substring(0, 1_020)).status());
  }
}
