package io.sunherd.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.suite.PureTests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page's texts")
@PureTests
class LanguagesTest {
  private static final Path FOLDER = Path.of("webroot/lang");

  private static JsonObject texts(String language) throws IOException {
    return new JsonObject(Files.readString(FOLDER.resolve(language + ".json")));
  }

  private static List<String> missing(JsonObject from, JsonObject in, String path) {
    List<String> missing = new ArrayList<>();
    for (String key : from.fieldNames()) {
      Object text = in.getValue(key);
      boolean isPlural = in.getValue(key) instanceof JsonObject o && o.containsKey("other");
      if (text == null) {
        missing.add(path + key);
      } else if (from.getValue(key) instanceof JsonObject more
          && text instanceof JsonObject there
          && !isPlural) {
        missing.addAll(missing(more, there, path + key + "."));
      }
    }
    return missing;
  }

  @Test
  @DisplayName("what is said in English is said in Spanish, too")
  void complete() throws IOException {
    assertFalse(texts("en").isEmpty());
    assertEquals(List.of(), missing(texts("en"), texts("es"), ""));
  }
}
