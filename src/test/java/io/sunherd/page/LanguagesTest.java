package io.sunherd.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Setting;
import io.sunherd.suite.PureTests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"pi18", "pi17", "pi16"})
  @DisplayName("what a protocol calls by a name has words in both languages")
  void ofProtocols(String id) throws IOException {
    Dialect dialect = Dialects.find(id).orElseThrow();
    JsonObject spanish = texts("es");
    List<String> lacking = new ArrayList<>();
    for (Setting setting : dialect.settings()) {
      lack(lacking, spanish.getJsonObject("titles"), setting.name());
      if (setting.form() instanceof ChoiceForm choice) {
        choice.choices().stream()
            .filter(word -> word.contains("_"))
            .forEach(word -> lack(lacking, spanish.getJsonObject("words"), word));
      }
    }
    for (Field field : dialect.inquiry("warnings").orElseThrow().fields()) {
      if (field.key().equals("faults") || field.key().equals("warnings")) {
        assertFalse(field.meanings().isEmpty(), field.key());
        field.meanings().forEach((name, title) -> assertFalse(title.isBlank(), name));
        field.meanings().keySet().stream()
            .filter(name -> spanish.getJsonObject("warnings").getJsonObject(name) == null)
            .forEach(lacking::add);
      }
    }
    for (Field field : dialect.inquiry("operation_mode").orElseThrow().fields()) {
      for (String mode : field.meanings().values()) {
        lack(lacking, texts("en").getJsonObject("modes"), mode);
        lack(lacking, spanish.getJsonObject("modes"), mode);
      }
    }
    assertEquals(List.of(), lacking);
  }

  private static void lack(List<String> lacking, JsonObject texts, String name) {
    if (texts.getString(name) == null) {
      lacking.add(name);
    }
  }
}
