package io.sunherd.web.settings;

import io.sunherd.config.YamlTree;
import io.sunherd.request.Problem;
import io.vertx.core.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The settings of a unit as a readable file: YAML with one natural value a line. JSON is YAML, too.
 *
 * <p>Read from the syntax tree, since YAML's own rules turn 010 into 8 and 12:30 into 750. Here
 * only a JSON number is a number, and anything else without quotes is a text.
 */
public final class SettingsSheet {
  private static final int MOST_VALUES = 500;
  private static final int LONGEST_TEXT = 200;
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,14})");
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})\\.\\d{1,15}");

  /** One line of the file. */
  record Row(String name, Object value, @Nullable String unit) {}

  private SettingsSheet() {}

  /**
   * The settings that can be restored, from the answer of {@code GET .../settings}; a clock cannot.
   */
  static List<Row> rows(Map<String, @Nullable Object> answer) {
    return answer.get("settings") instanceof List<?> settings
        ? settings.stream()
            .filter(setting -> setting instanceof Map<?, ?> map && isKept(map))
            .map(setting -> row((Map<?, ?>) setting))
            .toList()
        : List.of();
  }

  private static boolean isKept(Map<?, ?> setting) {
    return setting.get("value") != null && !Boolean.TRUE.equals(setting.get("moves"));
  }

  private static Row row(Map<?, ?> setting) {
    Object value = setting.get("value");
    Object unit = setting.get("unit");
    return new Row(
        String.valueOf(setting.get("name")),
        value == null ? "" : value,
        unit == null ? null : unit.toString());
  }

  /** The file: the identity of the unit in comments, then the values. */
  static String write(Map<String, @Nullable String> heading, List<Row> rows) {
    StringBuilder text = new StringBuilder("# Settings of an inverter, read by Sunherd\n");
    heading.forEach(
        (key, value) -> {
          // On one line, whatever a unit reports as its name.
          String shown = value == null ? "unknown" : value.replaceAll("[^ -~]", "?");
          text.append("# ").append(key).append(": ").append(shown).append('\n');
        });
    text.append('\n');
    for (Row row : rows) {
      text.append(row.name()).append(": ").append(Json.encode(row.value()));
      if (row.unit() != null) {
        text.append("  # ").append(row.unit());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * The values by name.
   *
   * @throws Problem where the file has anything but names with one plain value each
   */
  public static Map<String, Object> read(byte[] body) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(4);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      if (YamlTree.of(text, options) instanceof MappingNode sheet) {
        return values(sheet);
      }
    } catch (CharacterCodingException e) {
      throw bad("it is not UTF-8");
    } catch (MarkedYAMLException e) {
      throw bad("line " + (e.getProblemMark().getLine() + 1) + " is no YAML");
    } catch (YAMLException e) {
      throw bad("it is no YAML");
    }
    throw bad("there is none");
  }

  private static Map<String, Object> values(MappingNode sheet) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (NodeTuple tuple : sheet.getValue()) {
      int line = tuple.getKeyNode().getStartMark().getLine() + 1;
      if (!(tuple.getKeyNode() instanceof ScalarNode key)
          || !key.getValue().matches("[a-z][a-z0-9_]{0,63}")) {
        throw bad("line " + line + " has no name of a setting");
      }
      Object value = value(tuple.getValueNode());
      if (value == null) {
        throw bad("line " + line + " has no plain value");
      }
      if (values.put(key.getValue(), value) != null) {
        throw bad("line " + line + " has " + key.getValue() + " a second time");
      }
      if (values.size() > MOST_VALUES) {
        throw bad("there are more than " + MOST_VALUES);
      }
    }
    return values;
  }

  private static @Nullable Object value(Node node) {
    if (!(node instanceof ScalarNode scalar)
        || scalar.getValue().length() > LONGEST_TEXT
        || scalar.getValue().isEmpty()) {
      return null;
    }
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return text;
    }
    return switch (text) {
      case "null", "~" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> number(text);
    };
  }

  private static Object number(String text) {
    if (WHOLE.matcher(text).matches()) {
      long number = Long.parseLong(text);
      return number == (int) number ? (Object) (int) number : (Object) number;
    }
    return NUMBER.matcher(text).matches() ? (Object) Double.parseDouble(text) : text;
  }

  private static Problem bad(String what) {
    return new Problem(
        400, "Send settings as lines of NAME: VALUE, as they are exported; " + what + ".");
  }
}
