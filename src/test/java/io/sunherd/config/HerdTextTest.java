package io.sunherd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.suite.PureTests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PureTests
class HerdTextTest {
  private static final String FILE =
      """
      # mine
      http: {port: 9000}   # not 8889

      inverters:   # the roof

        # south, the old one
        - id: roof-1
          device: serial:/dev/ttyUSB0   # blue cable
          serial: "0012"
        # north
        - {id: roof-2, via: roof-1, unit: 1}
        # - id: roof-9, some day

      # kept for long
      history: {raw: forever}
      """;

  private static final Map<String, Object> ONE =
      ordered("id", "roof-1", "device", "serial:/dev/ttyUSB0", "serial", "0012");
  private static final Map<String, Object> TWO =
      ordered("id", "roof-2", "via", "roof-1", "unit", 1);
  private static final Map<String, Object> NEW =
      ordered("id", "on", "device", "tcp:10.0.0.2:4001", "poll", Map.of("status", "2s"));

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Test
  void readsWhatIsThere() {
    assertEquals(List.of(ONE, TWO), new HerdText(FILE).inverters());
    assertEquals(List.of(), new HerdText("").inverters());
    assertEquals(List.of(), new HerdText("inverters:\n").inverters());
  }

  @Test
  void leavesATextAloneThatSaysItAlready() {
    assertEquals(FILE, new HerdText(FILE).with(List.of(ONE, TWO)));
  }

  @Test
  void addsAfterTheLast() {
    assertEquals(
        FILE.replace(
            "unit: 1}\n",
            """
            unit: 1}
              - id: "on"
                device: tcp:10.0.0.2:4001
                poll: {status: 2s}
            """),
        new HerdText(FILE).with(List.of(ONE, TWO, NEW)));
  }

  @Test
  void takesAwayWithTheCommentsAbove() {
    assertEquals(
        FILE.replace("  # north\n  - {id: roof-2, via: roof-1, unit: 1}\n", ""),
        new HerdText(FILE).with(List.of(ONE)));
  }

  @Test
  void leavesAnEmptyListWhereNobodyIsLeft() {
    String text = new HerdText(FILE).with(List.of());
    assertEquals(List.of(), new HerdText(text).inverters());
    assertEquals(FILE.substring(FILE.indexOf("  # - id: roof-9")), tail(text));
    assertEquals(text, new HerdText(text).with(List.of()));
  }

  private static String tail(String text) {
    return text.substring(text.indexOf("  # - id: roof-9"));
  }

  @Test
  void fillsAnEmptyListAndKeepsWhatIsSaidOfIt() {
    assertEquals(
        "inverters:  # none yet\n  - id: roof-1\n    device: serial:/dev/ttyUSB0\n"
            + "    serial: \"0012\"\n# end\n",
        new HerdText("inverters: []  # none yet\n# end\n").with(List.of(ONE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "http: {port: 1}",
        "inverters:",
        "inverters: ~\nhttp: {port: 1}\n",
        "inverters: [{id: a, device: 'usb:auto'},\n  {id: b, via: a, unit: 2}]\nhttp:\n  port: 1\n",
        "inverters:\n- id: a\n  device: usb:auto\n- id: b\n  device: tcp:é\uD83D\uDE00:1\n",
        "# é\uD83D\uDE00\ninverters:\n    -   id: a\n        device: usb:auto\n",
        "\"inverters\" : \n  - {id: a,\n     device: usb:auto} # x\n  -\n    id: b\n    via: a\n    unit: 3\n",
      })
  void says(String text) {
    for (List<Map<String, Object>> wanted :
        List.of(List.of(ONE, TWO, NEW), List.of(NEW), List.<Map<String, Object>>of())) {
      String other = new HerdText(text).with(wanted);
      assertEquals(wanted, new HerdText(other).inverters(), other);
      assertEquals(other, new HerdText(other).with(wanted), other);
    }
  }

  @Test
  void writesATimeZoneAndLeavesAllElse() {
    assertEquals(
        FILE + "time-zone: Africa/Lagos\n", new HerdText(FILE).withTimeZone("Africa/Lagos"));
    assertEquals(
        "time-zone: Africa/Lagos   # ours\nhttp: {port: 1}\n",
        new HerdText("time-zone: \"Etc/UTC\"   # ours\nhttp: {port: 1}\n")
            .withTimeZone("Africa/Lagos"));
    assertEquals("time-zone: \"a: b\"\n", new HerdText("").withTimeZone("a: b"));
  }

  @Test
  void refusesBraces() {
    assertThrows(
        UnsupportedOperationException.class,
        () -> new HerdText("{http: {port: 1}, inverters: []}").with(List.of(ONE)));
  }
}
