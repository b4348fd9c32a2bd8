package io.sunherd.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.suite.PureTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("Every key of the configuration")
class ConfigurationPageTest {
  private static final Path SCHEMA =
      Path.of("src/main/resources/io/sunherd/config/hub.schema.json");

  private static JsonObject schema() throws IOException {
    return new JsonObject(Files.readString(SCHEMA));
  }

  /** The keys that a part of the schema allows, and those below. */
  private static Set<String> keys(Object part) {
    Set<String> found = new TreeSet<>();
    if (part instanceof JsonArray several) {
      several.forEach(one -> found.addAll(keys(one)));
    } else if (part instanceof JsonObject one) {
      one.getJsonObject("properties", new JsonObject()).fieldNames().forEach(found::add);
      one.forEach(entry -> found.addAll(keys(entry.getValue())));
    }
    return found;
  }

  private static List<String> untold(Set<String> keys, String before, String behind, Path file)
      throws IOException {
    String text = Files.readString(file);
    return keys.stream()
        .filter(
            key ->
                !Pattern.compile(before + Pattern.quote(key) + behind, Pattern.MULTILINE)
                    .matcher(text)
                    .find())
        .toList();
  }

  @Test
  @DisplayName("is in the file that shows them, with those below it but for the kinds of alarms")
  void file() throws IOException {
    JsonObject schema = schema();
    schema.getJsonObject("properties").put("alarms", new JsonObject());
    assertEquals(List.of(), untold(keys(schema), "(^|[ #{(])", ":", Path.of("conf/hub.yaml")));
  }

  @Test
  @DisplayName("is told of by the page about it: what a change of it does")
  void page() throws IOException {
    Set<String> keys = schema().getJsonObject("properties").fieldNames();
    assertEquals(List.of(), untold(keys, "`", "(: [^`]*)?`", Path.of("src/docs/configuration.md")));
  }
}
