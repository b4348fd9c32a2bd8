package io.sunherd.config;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which words in braces, as {text}, stand for what a message tells. */
public record Template(String form) {
  /** The words that may stand in braces. */
  public static final List<String> WORDS =
      List.of("text", "title", "state", "severity", "hub", "alarms");

  /** The word whose value is JSON already. */
  private static final String JSON_WORD = "alarms";

  private static final Pattern WORD = Pattern.compile("\\{([a-z_]+)\\}");

  /** The words in braces that there are not. */
  List<String> unknown() {
    return WORD.matcher(form)
        .results()
        .map(found -> found.group(1))
        .filter(word -> !WORDS.contains(word))
        .toList();
  }

  /** Whether it makes JSON, in which case values are escaped. */
  public boolean isJson() {
    return isJson(found -> found.group(1).equals(JSON_WORD) ? "[]" : "x");
  }

  private boolean isJson(Function<MatchResult, String> value) {
    try {
      Json.decodeValue(replaced(value));
      return true;
    } catch (DecodeException e) {
      return false;
    }
  }

  /** Without the secrets that may be in it. */
  @Override
  public String toString() {
    return "Template";
  }

  /** The text with these values; each is one of {@link #WORDS}. */
  public String filled(Map<String, String> values) {
    boolean isJson = isJson();
    return replaced(
        found -> {
          String word = found.group(1);
          String value = values.getOrDefault(word, found.group());
          boolean isBare = word.equals(JSON_WORD) && !isInText(found.start());
          return isJson && !isBare ? escaped(value) : value;
        });
  }

  /** Whether what stands there is within a text of JSON: only there may it be half a list. */
  private boolean isInText(int start) {
    return isJson(
        found -> found.start() == start ? "[" : found.group(1).equals(JSON_WORD) ? "[]" : "x");
  }

  private String replaced(Function<MatchResult, String> value) {
    return WORD.matcher(form).replaceAll(found -> Matcher.quoteReplacement(value.apply(found)));
  }

  private static String escaped(String value) {
    String quoted = Json.encode(value);
    return quoted.substring(1, quoted.length() - 1);
  }
}
