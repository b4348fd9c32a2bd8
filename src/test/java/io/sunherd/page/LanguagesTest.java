package io.sunherd.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The page's texts")
@PureTests
class LanguagesTest {
  private static final Pattern NAME = Pattern.compile("\\{\\w+}");
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

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("what is said in English is said in every language, with the same names to fill in")
  void complete(String language) throws IOException {
    assertFalse(texts("en").isEmpty());
    assertEquals(List.of(), missing(texts("en"), texts(language), ""));
    assertEquals(List.of(), misfilled(texts("en"), texts(language), ""));
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("a language says no more than another")
  void alike(String language) throws IOException {
    assertEquals(List.of(), missing(texts(language), texts("es"), ""));
  }

  @Test
  @DisplayName("every language there is can be chosen")
  void offered() throws IOException {
    String script = Files.readString(Path.of("webroot/js/i18n.js"));
    for (String language : languages().toList()) {
      assertTrue(script.contains(" " + language + ": '"), language);
    }
  }

  private static Stream<String> languages() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .filter(language -> !language.equals("en"))
          .toList()
          .stream();
    }
  }

  /** Texts in which a name to fill in is another than in English, in whatever form of a plural. */
  private static List<String> misfilled(JsonObject from, JsonObject in, String path) {
    List<String> wrong = new ArrayList<>();
    for (String key : from.fieldNames()) {
      if (from.getValue(key) instanceof JsonObject more
          && !more.containsKey("one")
          && in.getValue(key) instanceof JsonObject there) {
        wrong.addAll(misfilled(more, there, path + key + "."));
      } else if (!names(from.getValue(key)).containsAll(names(in.getValue(key)))) {
        wrong.add(path + key);
      }
    }
    return wrong;
  }

  private static List<String> names(Object text) {
    return NAME.matcher(String.valueOf(text)).results().map(MatchResult::group).toList();
  }

  static Stream<Arguments> protocols() throws IOException {
    List<String> all = languages().toList();
    return Dialects.all().stream()
        .flatMap(dialect -> all.stream().map(language -> arguments(dialect.id(), language)));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  @DisplayName("what a protocol calls by a name has words in every language")
  void ofProtocols(String id, String language) throws IOException {
    Dialect dialect = Dialects.find(id).orElseThrow();
    JsonObject spoken = texts(language);
    List<String> lacking = new ArrayList<>();
    for (Setting setting : dialect.settings()) {
      lack(lacking, spoken.getJsonObject("titles"), setting.name());
      if (setting.form() instanceof ChoiceForm choice) {
        choice.choices().stream()
            .filter(word -> word.contains("_"))
            .forEach(word -> lack(lacking, spoken.getJsonObject("words"), word));
      }
    }
    for (Field field : dialect.inquiry("warnings").orElseThrow().fields()) {
      if (field.key().equals("faults") || field.key().equals("warnings")) {
        assertFalse(field.meanings().isEmpty(), field.key());
        field.meanings().forEach((name, title) -> assertFalse(title.isBlank(), name));
        field.meanings().keySet().stream()
            .filter(name -> spoken.getJsonObject("warnings").getJsonObject(name) == null)
            .forEach(lacking::add);
      }
    }
    for (Field field : dialect.inquiry("operation_mode").orElseThrow().fields()) {
      for (String mode : field.meanings().values()) {
        lack(lacking, texts("en").getJsonObject("modes"), mode);
        lack(lacking, spoken.getJsonObject("modes"), mode);
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
