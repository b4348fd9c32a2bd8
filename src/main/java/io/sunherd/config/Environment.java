package io.sunherd.config;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The variables that override the file, one for every key with a fixed name in the schema: {@code
 * http.port} is SUNHERD_HTTP_PORT. Text is taken as it is; anything else is read as YAML, of which
 * JSON is a part.
 */
final class Environment {
  private static final String PREFIX = "SUNHERD_";

  /**
   * Variables (name=value) by which Kubernetes and Docker describe other containers, where one of
   * those happens to be called sunherd or sunherd-something.
   */
  private static final Pattern PLATFORMS =
      Pattern.compile(
          "SUNHERD(_.+)?_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_[0-9]+_(TCP|UDP|SCTP).*|NAME|ENV_.*)"
              + "=.*|SUNHERD(_.+)?_PORT=[a-z]+://.*",
          Pattern.DOTALL);

  /** The log's own variables, its level and its form; the log does not report a wrong value. */
  private static final String LOG_LEVEL = "SUNHERD_LOG";

  private static final String LOG_FORMAT = "SUNHERD_LOG_FORMAT";
  private static final Set<String> LOG_FORMATS = Set.of("text", "json");

  /** The variable that the command line reads when it sends a request to a hub. */
  private static final String TOKEN = "SUNHERD_TOKEN";

  private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

  private record Variable(KeyPath path, boolean isText) {}

  // Sorted, so that a group is applied before its keys: SUNHERD_HTTP_PORT overrides SUNHERD_HTTP.
  private final SortedMap<String, Variable> variables = new TreeMap<>();

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Environment(JsonObject schema) {
    collect(schema, KeyPath.ROOT);
  }

  private void collect(JsonObject schema, KeyPath path) {
    JsonObject keys = schema.getJsonObject("properties", new JsonObject());
    for (String key : keys.fieldNames()) {
      KeyPath child = path.child(key);
      JsonObject rule = keys.getJsonObject(key);
      // Every definition under $defs in the schema is text.
      boolean isText = rule.containsKey("$ref") || "string".equals(rule.getValue("type"));
      variables.put(name(child), new Variable(child, isText));
      collect(rule, child);
    }
  }

  private static String name(KeyPath path) {
    return PREFIX + String.join("_", path.steps()).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Overrides a configuration with the variables. */
  void override(
      JsonObject configuration,
      Map<String, String> environment,
      Origins origins,
      Mistakes mistakes) {
    Set<String> foreign = new TreeSet<>();
    for (Map.Entry<String, String> set : new TreeMap<>(environment).entrySet()) {
      String name = set.getKey();
      Place place = new Place(name, 0);
      Variable variable = variables.get(name);
      if (PLATFORMS.matcher(set.toString()).matches()) {
        foreign.add(name);
      } else if (variable != null) {
        origins.put(variable.path(), place);
        put(configuration, variable.path(), value(variable, set, origins, mistakes), origins);
      } else if (name.equals(LOG_FORMAT)) {
        if (!LOG_FORMATS.contains(set.getValue())) {
          mistakes.add(place, "must be text or json.");
        }
      } else if (name.startsWith(PREFIX) && !name.equals(LOG_LEVEL) && !name.equals(TOKEN)) {
        mistakes.add(place, unknown(name));
      }
    }
    tell(foreign);
    String zone = ZoneCheck.ofMachine(configuration, environment.get("TZ"));
    if (zone != null && told.add(zone)) {
      LOG.warn(zone);
    }
  }

  private static @Nullable Object value(
      Variable variable, Map.Entry<String, String> set, Origins origins, Mistakes mistakes) {
    Place place = new Place(set.getKey(), 0);
    return variable.isText()
        ? set.getValue()
        : new YamlReader(line -> place, origins, mistakes).read(set.getValue(), variable.path());
  }

  private String unknown(String name) {
    return "no such variable (did you mean "
        + nearest(name)
        + "?): known are "
        + Words.choice(name, variables.keySet())
        + ".";
  }

  /**
   * The variable probably meant: one with this ending, since the group is easily forgotten; else
   * the one spelled most alike.
   */
  private String nearest(String name) {
    String end = name.substring(PREFIX.length() - 1);
    Set<String> known = new TreeSet<>(variables.keySet());
    known.addAll(Set.of(LOG_LEVEL, LOG_FORMAT));
    return known.stream()
        .filter(other -> end.length() > 1 && other.endsWith(end))
        .findFirst()
        .orElseGet(() -> Words.nearest(name, known));
  }

  /** Logs foreign variables once, however often the configuration is read. */
  private void tell(Set<String> foreign) {
    foreign.removeIf(name -> !told.add(name));
    if (!foreign.isEmpty()) {
      LOG.info(
          "Passed over, for it is a container platform that sets them: {}.", Words.all(foreign));
    }
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
        return; // the file has another type here, which the schema will refuse
      }
      group = next;
    }
    group.put(path.last(), value);
  }
}
