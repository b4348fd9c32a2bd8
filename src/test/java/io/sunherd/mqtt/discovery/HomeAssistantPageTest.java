package io.sunherd.mqtt.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.docs.Pages;
import io.sunherd.docs.Pages.Page;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page follows the documents: what this test leaves can be put in place. */
@PureTests
@DisplayName("The page on Home Assistant")
class HomeAssistantPageTest {
  private static final Page PAGE = Pages.of(Path.of("src/docs/home-assistant.md"));
  private static final Path RIGHT = Path.of("target/home-assistant.md");
  private static final Pattern SAMPLE = Pattern.compile("```json\\n.*?```", Pattern.DOTALL);
  private static final Pattern TABLE = Pattern.compile("(\\| dialect \\|.*\\n)(\\|.*\\n)+");
  private static final List<String> SHOWN =
      List.of(
          "pv_watts",
          "mode",
          "faults",
          "grid_present",
          "pv_energy",
          "battery_float_volt",
          "output_source_priority",
          "buzzer");

  @Test
  @DisplayName("shows what a unit looks like, and has the entities of each dialect")
  void documents() throws IOException {
    assertTrue(TABLE.matcher(PAGE.text()).find(), "no table of the dialects");
    String right =
        SAMPLE
            .matcher(PAGE.text())
            .replaceFirst(Matcher.quoteReplacement("```json\n" + sample() + "\n```"));
    right = TABLE.matcher(right).replaceFirst(Matcher.quoteReplacement(table()));
    Files.createDirectories(RIGHT.getParent());
    Files.writeString(RIGHT, right);
    assertEquals(right, PAGE.text(), "cp target/home-assistant.md src/docs/home-assistant.md");
  }

  @Test
  @DisplayName("says that nobody here has run Home Assistant itself")
  void honest() {
    assertTrue(PAGE.text().contains("Nobody here has run Home Assistant itself"));
  }

  private static String sample() {
    JsonObject document =
        Sheets.document(Sheets.simulated(Sheets.WRITING, "roof-1", "axpert-5000"));
    document.getJsonObject("components").fieldNames().removeIf(key -> !SHOWN.contains(key));
    return document.encodePrettily().replace("\r", "");
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| dialect | enabled | disabled until somebody enables them |\n");
    table.append("|---|---|---|\n");
    for (Dialect dialect : Dialects.all()) {
      Map<Boolean, List<String>> keys = keys(dialect);
      table
          .append("| `" + dialect.id() + "` | ")
          .append(
              keys.get(true).stream().map(key -> "`" + key + "`").collect(Collectors.joining(", ")))
          .append(" | " + keys.get(false).size() + " more |\n");
    }
    return table.toString();
  }

  /** The keys of all entities of a unit that tells all of its polled readings. */
  private static Map<Boolean, List<String>> keys(Dialect dialect) {
    Map<String, Map<String, Object>> polled = new LinkedHashMap<>();
    for (Inquiry inquiry : dialect.inquiries()) {
      if (!inquiry.every().isZero()) {
        Map<String, Object> data = new LinkedHashMap<>();
        inquiry.fields().forEach(field -> data.put(field.key(), "told"));
        polled.put(inquiry.code(), data);
      }
    }
    JsonObject components =
        Sheets.document(Sheets.unit(Sheets.READING, "roof-1", dialect, polled))
            .getJsonObject("components");
    return components.stream()
        .filter(one -> !one.getKey().endsWith("_energy"))
        .collect(
            Collectors.partitioningBy(
                one -> ((JsonObject) one.getValue()).getBoolean("enabled_by_default", true),
                Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
  }
}
