package io.sunherd.mqtt.discovery;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Renders the templates that documents have, and no other: an unknown form is a fault. */
final class TemplateReader {
  private static final String KEY = "value_json\\.([a-z][a-z0-9_]*)";
  private static final String OR_NONE = KEY + " \\| default\\(none\\)";
  private static final String UNLESS_NONE = "\\{\\{ 'None' if \\(" + OR_NONE + "\\) is none else ";
  private static final Pattern VALUE = Pattern.compile("\\{\\{ " + OR_NONE + " }}");
  private static final Pattern TEXT =
      Pattern.compile("\\{\\{ \\(" + KEY + " \\| default\\('', true\\) \\| trim\\) or none }}");
  private static final Pattern FRESH =
      Pattern.compile(
          "\\{\\{ 'None' if \\(value_json\\.stale \\| default\\(false\\)\\) else \\("
              + OR_NONE
              + "\\) }}");
  private static final Pattern WORDS =
      Pattern.compile(UNLESS_NONE + "\\(" + KEY + " \\| join\\(', '\\)\\) }}");
  private static final Pattern FLAG =
      Pattern.compile(UNLESS_NONE + "'ON' if " + KEY + " else 'OFF' }}");
  private static final Pattern AT_LEAST =
      Pattern.compile(UNLESS_NONE + "'ON' if " + KEY + " >= ([0-9.]+) else 'OFF' }}");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\{\\{ \\{'([a-z_]+)': " + OR_NONE + "} \\| tojson }}");

  private TemplateReader() {}

  /** The key that a template takes. */
  static String key(String template) {
    Matcher key = Pattern.compile(KEY + " \\| default\\((none|'', true)\\)").matcher(template);
    if (!key.find()) {
      throw new AssertionError("no key in " + template);
    }
    return key.group(1);
  }

  /** What Home Assistant gets. */
  static String render(String template, Map<String, Object> json) {
    Object value = json.get(key(template));
    if (matches(VALUE, template)) {
      return text(value);
    }
    if (matches(TEXT, template)) {
      return value == null || value.toString().isBlank() ? "None" : value.toString().strip();
    }
    if (matches(FRESH, template)) {
      return Boolean.TRUE.equals(json.get("stale")) ? "None" : text(value);
    }
    if (value == null && !matches(ATTRIBUTE, template)) {
      return "None";
    }
    if (matches(WORDS, template)) {
      return ((List<?>) value).stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    if (matches(FLAG, template)) {
      return value.equals(true) || (value instanceof List<?> list && !list.isEmpty())
          ? "ON"
          : "OFF";
    }
    Matcher least = AT_LEAST.matcher(template);
    if (least.matches()) {
      return ((Number) value).doubleValue() >= Double.parseDouble(least.group(3)) ? "ON" : "OFF";
    }
    throw new AssertionError("a template of another form: " + template);
  }

  private static boolean matches(Pattern form, String template) {
    Matcher matcher = form.matcher(template);
    if (!matcher.matches()) {
      return false;
    }
    boolean isSame = matcher.groupCount() < 2 || matcher.group(1).equals(matcher.group(2));
    if (!isSame) {
      throw new AssertionError("a template of two keys: " + template);
    }
    return true;
  }

  private static String text(Object value) {
    return value == null
        ? "None"
        : value instanceof Boolean is ? (is ? "True" : "False") : value.toString();
  }
}
