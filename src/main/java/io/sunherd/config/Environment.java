package io.sunherd.config;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables that override the file: every key of the schema that has a name of its own, so
 * {@code http.port} is SUNHERD_HTTP_PORT. Text is taken as it is; anything else is read as YAML, of
 * which JSON is a part.
 */
final class Environment {
  private static final String PREFIX = "SUNHERD_";

  /** What Kubernetes tells each container about a service that happens to be called sunherd. */
  private static final Pattern KUBERNETES =
      Pattern.compile("SUNHERD_(SERVICE_(HOST|PORT.*)|PORT_[0-9]+_.*)=.*|SUNHERD_PORT=[a-z]+://.*");

  /** What the log itself reads: its level and its form, of which it does not tell a wrong one. */
  private static final String LOG_LEVEL = "SUNHERD_LOG";

  private static final String LOG_FORMAT = "SUNHERD_LOG_FORMAT";
  private static final Set<String> LOG_FORMATS = Set.of("text", "json");

  private record Variable(KeyPath path, boolean isText) {}

  // Sorted, a group stands before its keys: SUNHERD_HTTP is laid under SUNHERD_HTTP_PORT.
  private final SortedMap<String, Variable> variables = new TreeMap<>();

  Environment(JsonObject schema) {
    collect(schema, KeyPath.ROOT);
  }

  private void collect(JsonObject schema, KeyPath path) {
    JsonObject keys = schema.getJsonObject("properties", new JsonObject());
    for (String key : keys.fieldNames()) {
      KeyPath child = path.child(key);
      JsonObject rule = keys.getJsonObject(key);
      // All that the schema keeps under $defs is text.
      boolean isText = rule.containsKey("$ref") || "string".equals(rule.getValue("type"));
      variables.put(name(child), new Variable(child, isText));
      collect(rule, child);
    }
  }

  private static String name(KeyPath path) {
    return PREFIX + String.join("_", path.steps()).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Lays the variables over a configuration. */
  void override(
      JsonObject configuration,
      Map<String, String> environment,
      Origins origins,
      Mistakes mistakes) {
    for (Map.Entry<String, String> set : new TreeMap<>(environment).entrySet()) {
      Place place = new Place(set.getKey(), 0);
      Variable variable = variables.get(set.getKey());
      if (variable != null) {
        Object value = set.getValue();
        origins.put(variable.path(), place);
        if (!variable.isText()) {
          value =
              new YamlReader(line -> place, origins, mistakes)
                  .read(set.getValue(), variable.path());
        }
        put(configuration, variable.path(), value, origins);
      } else if (set.getKey().equals(LOG_FORMAT)) {
        if (!LOG_FORMATS.contains(set.getValue())) {
          mistakes.add(place, "must be text or json.");
        }
      } else if (isUnknown(set)) {
        mistakes.add(
            place,
            "no such variable: known are "
                + Words.all(variables.keySet())
                + Words.didYouMean(set.getKey(), variables.keySet())
                + ".");
      }
    }
  }

  private static boolean isUnknown(Map.Entry<String, String> set) {
    return set.getKey().startsWith(PREFIX)
        && !set.getKey().equals(LOG_LEVEL)
        && !KUBERNETES.matcher(set.toString()).matches();
  }

  private static void put(
      JsonObject configuration, KeyPath path, @Nullable Object value, Origins origins) {
    JsonObject group = configuration;
    List<String> steps = path.parent().steps();
    KeyPath at = KeyPath.ROOT;
    for (String step : steps) {
      at = at.child(step);
      if (group.getValue(step) == null) {
        group.put(step, new JsonObject());
        origins.put(at, origins.place(path));
      }
      if (!(group.getValue(step) instanceof JsonObject next)) {
        return; // the file has something else here, which the schema will refuse
      }
      group = next;
    }
    group.put(path.last(), value);
  }
}
