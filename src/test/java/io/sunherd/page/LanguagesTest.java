package io.sunherd.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmSeverity;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.table.AmpsForm;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Form;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Setting;
import io.sunherd.protocol.table.SpelledForm;
import io.sunherd.protocol.table.TimeForm;
import io.sunherd.protocol.table.WindowForm;
import io.sunherd.settings.audit.WriteOutcome;
import io.sunherd.suite.PureTests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");

  /** The forms of which the page says in a sentence what they take. */
  private static final List<Class<? extends Form>> HINTED =
      List.of(AmpsForm.class, ClockForm.class, SpelledForm.class, TimeForm.class, WindowForm.class);

  private static final List<String> SIGNS = List.of("%", "°C");
  private static final List<String> SYMBOLS =
      List.of("%", "°C", "V", "mV", "A", "Ah", "W", "Wh", "kWh", "VA", "Hz", "s", "min", "h");

  /** Codes and names of models, which are the same in every language. */
  private static final Pattern NAMES = Pattern.compile("[A-Z]{2,3}|\\d+|InfiniSolar .*");

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
    JsonObject spoken = texts(language);
    spoken.remove("measures");
    assertEquals(List.of(), missing(spoken, texts("es"), ""));
  }

  @Test
  @DisplayName("every language there is can be chosen")
  void offered() throws IOException {
    String script = Files.readString(Path.of("webroot/js/i18n.js"));
    for (String language : languages().toList()) {
      assertTrue(script.contains(" " + language + ": '"), language);
    }
  }

  @Test
  @DisplayName("alarms, how bad they are, and what came of a change have their texts")
  void ofTheHub() throws IOException {
    JsonObject alarms = texts("en").getJsonObject("alarms").getJsonObject("kinds");
    assertEquals(
        List.of(), words(AlarmKind.values()).filter(name -> !alarms.containsKey(name)).toList());
    assertEquals(
        List.of(), lacking(words(AlarmSeverity.values()), texts("en").getJsonObject("severity")));
    assertEquals(
        List.of(), lacking(words(WriteOutcome.values()), texts("en").getJsonObject("audit")));
  }

  private static Stream<String> words(Enum<?>[] all) {
    return Stream.of(all).map(one -> one.name().toLowerCase(Locale.ROOT));
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
      } else if (!names(from.getValue(key)).equals(names(in.getValue(key)))) {
        wrong.add(path + key);
      }
    }
    return wrong;
  }

  private static Set<String> names(Object text) {
    return NAME.matcher(String.valueOf(text))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("what is counted is said in every form of number that the language has")
  void plurals(String language) throws IOException {
    Set<String> forms =
        language.equals("uk") ? Set.of("one", "few", "many", "other") : Set.of("one", "other");
    List<Set<String>> others =
        counted(texts(language))
            .map(JsonObject::fieldNames)
            .filter(own -> !own.equals(forms))
            .toList();
    assertEquals(List.of(), others);
    assertTrue(counted(texts(language)).count() > 10);
  }

  private static Stream<JsonObject> counted(JsonObject texts) {
    return texts.fieldNames().stream()
        .map(texts::getValue)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .flatMap(more -> more.containsKey("one") ? Stream.of(more) : counted(more));
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
    assertEquals(List.of(), lacking(titles(dialect), spoken.getJsonObject("tables")));
    assertEquals(List.of(), lacking(words(dialect), spoken.getJsonObject("words")));
    assertEquals(List.of(), lacking(modes(dialect), spoken.getJsonObject("modes")));
    assertEquals(List.of(), lacking(modes(dialect), texts("en").getJsonObject("modes")));
    assertEquals(List.of(), lacking(units(dialect), measures(spoken)));
    assertEquals(List.of(), lacking(units(dialect), measures(texts("en"))));
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("no language says what no protocol calls by that name")
  void noOther(String language) throws IOException {
    Set<String> told =
        Dialects.all().stream().flatMap(LanguagesTest::titles).collect(Collectors.toSet());
    assertEquals(
        List.of(),
        texts(language).getJsonObject("tables").fieldNames().stream()
            .filter(title -> !told.contains(title))
            .toList());
  }

  /** Every title, warning and fault that the page can show, as the tables have it. */
  private static Stream<String> titles(Dialect dialect) {
    return Stream.of(
            dialect.inquiries().stream().map(Inquiry::title),
            shown(dialect).map(Field::title),
            shown(dialect).flatMap(field -> field.meanings().values().stream()),
            dialect.settings().stream().map(Setting::title),
            dialect.settings().stream()
                .map(Setting::form)
                .filter(form -> HINTED.stream().anyMatch(kind -> kind.isInstance(form)))
                .map(Form::takes))
        .flatMap(texts -> texts)
        .filter(text -> !WORD.matcher(text).matches() && !NAMES.matcher(text).matches());
  }

  private static Stream<String> units(Dialect dialect) {
    return Stream.concat(
            shown(dialect).map(Field::unit), dialect.settings().stream().map(Setting::unit))
        .filter(Objects::nonNull);
  }

  /** How a language writes units of measure: those that it does not name as all the world does. */
  private static JsonObject measures(JsonObject spoken) {
    JsonObject own = spoken.getJsonObject("measures");
    JsonObject measures = own.copy();
    (own.containsKey("V") ? SIGNS : SYMBOLS).forEach(unit -> measures.put(unit, unit));
    return measures;
  }

  /** Every word that a value can be. */
  private static Stream<String> words(Dialect dialect) {
    return Stream.concat(
            shown(dialect).filter(field -> !field.isProblem()).flatMap(f -> f.words().stream()),
            dialect.settings().stream()
                .map(Setting::form)
                .filter(ChoiceForm.class::isInstance)
                .flatMap(form -> ((ChoiceForm) form).choices().stream()))
        .filter(word -> WORD.matcher(word).matches());
  }

  private static Stream<String> modes(Dialect dialect) {
    return dialect.inquiry("operation_mode").orElseThrow().fields().stream()
        .flatMap(field -> field.meanings().values().stream());
  }

  /** The fields of all readings; the code of a word is not shown beside that word. */
  private static Stream<Field> shown(Dialect dialect) {
    return dialect.inquiries().stream()
        .map(Inquiry::fields)
        .flatMap(all -> all.stream().filter(field -> all.stream().noneMatch(isWordOf(field))));
  }

  private static Predicate<Field> isWordOf(Field code) {
    return word -> code.key().equals(word.key() + "_code");
  }

  private static List<String> lacking(Stream<String> names, JsonObject texts) {
    return names.distinct().filter(name -> texts.getString(name, "").isBlank()).sorted().toList();
  }
}
