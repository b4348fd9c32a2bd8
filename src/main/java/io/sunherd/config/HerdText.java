package io.sunherd.config;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The text of a configuration whose inverters are to be replaced. Everything else stays, letter by
 * letter; an inverter that stays keeps its lines and the comments above them.
 */
public final class HerdText {
  private static final String KEY = "inverters";
  private static final String TIME_ZONE = "time-zone";
  private static final String INDENT = "  ";
  private static final Pattern WORD = Pattern.compile("[\\w/][\\w./-]*(:[\\w./-]+)*");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final Resolver WORDS = new Resolver();

  private final String text;

  /**
   * A text that is a configuration without mistakes.
   *
   * @param text YAML; may be empty
   */
  public HerdText(String text) {
    this.text = text;
  }

  /**
   * The same with these inverters.
   *
   * @param inverters each with its keys as a configuration has them
   * @throws UnsupportedOperationException with one sentence, where a program cannot safely change
   *     the text in its present form
   */
  public String with(List<Map<String, Object>> inverters) {
    NodeTuple known = find(KEY);
    return known == null
        ? added(KEY + ":" + lines(inverters, List.of(), INDENT))
        : replaced((ScalarNode) known.getKeyNode(), known.getValueNode(), inverters);
  }

  /**
   * The same in this time zone.
   *
   * @throws UnsupportedOperationException with one sentence, where a program cannot safely change
   *     the text in its present form
   */
  public String withTimeZone(String name) {
    NodeTuple known = find(TIME_ZONE);
    if (known == null) {
      return added(TIME_ZONE + ": " + value(name));
    }
    Node value = known.getValueNode();
    return text.substring(0, offset(value.getStartMark().getIndex()))
        + value(name)
        + text.substring(end(value));
  }

  /** A top-level key with its value, or null. */
  private @Nullable NodeTuple find(String name) {
    Node root = YamlTree.of(text, new LoaderOptions());
    if (root == null) {
      return null;
    }
    if (!(root instanceof MappingNode keys) || keys.getFlowStyle() == FlowStyle.FLOW) {
      throw new UnsupportedOperationException(
          "The file is written in braces, without lines of its own for each key: change it by hand.");
    }
    for (NodeTuple tuple : keys.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
        return tuple;
      }
    }
    return null;
  }

  private String added(String lines) {
    return (text.isEmpty() || text.endsWith("\n") ? text : text + "\n") + lines + "\n";
  }

  private String replaced(ScalarNode key, Node value, List<Map<String, Object>> inverters) {
    int colon = text.indexOf(':', offset(key.getEndMark().getIndex())) + 1;
    int valueEnd = Math.max(colon, end(value));
    String after = text.substring(endOfLine(valueEnd));
    if (value instanceof SequenceNode list && list.getFlowStyle() == FlowStyle.BLOCK) {
      int begin = endOfLine(colon);
      String indent = " ".repeat(list.getStartMark().getColumn());
      String lines = lines(inverters, items(list, begin), indent);
      return text.substring(0, inverters.isEmpty() ? colon : begin) + lines + after;
    }
    String lines = lines(inverters, List.of(), INDENT);
    String comment = text.substring(valueEnd, endOfLine(valueEnd));
    return text.substring(0, colon)
        + (inverters.isEmpty() ? lines + comment : comment + lines)
        + after;
  }

  /** An inverter of the text: its keys, and its lines. */
  private record Item(Map<String, Object> keys, String lines) {}

  /** The inverters, each with the comments above it. */
  private List<Item> items(SequenceNode list, int begin) {
    List<Item> items = new ArrayList<>();
    int from = begin;
    for (Node node : list.getValue()) {
      int to = endOfLine(end(node));
      items.add(new Item(keys(node), text.substring(Math.min(from, to), to)));
      from = to;
    }
    return items;
  }

  private static Map<String, Object> keys(Node node) {
    Origins origins = new Origins(new Place("", 1));
    Object value =
        new YamlReader(line -> new Place("", line), origins, new Mistakes(origins))
            .value(node, KeyPath.ROOT);
    return value instanceof JsonObject keys ? keys.getMap() : Map.of();
  }

  /** The lines of the inverters; a line break stands before each line and none after the last. */
  private static String lines(
      List<Map<String, Object>> inverters, List<Item> known, String indent) {
    if (inverters.isEmpty()) {
      return " []";
    }
    StringBuilder lines = new StringBuilder();
    for (Map<String, Object> inverter : inverters) {
      JsonObject wanted = new JsonObject(inverter);
      lines.append(
          known.stream()
              .filter(item -> new JsonObject(item.keys()).equals(wanted))
              .map(Item::lines)
              .findFirst()
              .orElseGet(() -> written(inverter, indent)));
    }
    return lines.toString();
  }

  private static String written(Map<String, Object> inverter, String indent) {
    StringBuilder lines = new StringBuilder();
    String start = indent + "- ";
    for (Map.Entry<String, Object> entry : inverter.entrySet()) {
      lines.append('\n').append(start).append(pair(entry));
      start = indent + INDENT;
    }
    return lines.toString();
  }

  private static String pair(Map.Entry<?, ?> entry) {
    return value(entry.getKey()) + ": " + value(entry.getValue());
  }

  static String value(@Nullable Object value) {
    if (value instanceof Map<?, ?> keys) {
      return keys.entrySet().stream()
          .map(HerdText::pair)
          .collect(Collectors.joining(", ", "{", "}"));
    }
    // JSON is YAML; a plain word needs no quotes.
    return value instanceof String text && isWord(text) ? text : escaped(Json.encode(value));
  }

  /** Escapes invisible characters: some of them break lines in YAML. */
  private static String escaped(String json) {
    return UNSEEN
        .matcher(json)
        .replaceAll(
            found ->
                found
                    .group()
                    .chars()
                    .mapToObj("\\\\u%04x"::formatted)
                    .collect(Collectors.joining()));
  }

  private static boolean isWord(String text) {
    return WORD.matcher(text).matches() && WORDS.resolve(NodeId.scalar, text, true).equals(Tag.STR);
  }

  /**
   * The offset behind the last character of a value: the end mark of a block is at what follows it.
   */
  private int end(Node node) {
    if (node instanceof CollectionNode<?> some
        && some.getFlowStyle() == FlowStyle.BLOCK
        && !some.getValue().isEmpty()) {
      Object last = some.getValue().get(some.getValue().size() - 1);
      return end(last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last);
    }
    return offset(node.getEndMark().getIndex());
  }

  /** The offset in chars: YAML marks count code points. */
  private int offset(int codePoints) {
    return text.offsetByCodePoints(0, codePoints);
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** The inverters of the text, each with its keys as they are written. */
  public List<Map<String, Object>> inverters() {
    Node root = YamlTree.of(text, new LoaderOptions());
    Object list = root == null ? null : keys(root).get(KEY);
    return list instanceof JsonArray some
        ? some.stream()
            .filter(JsonObject.class::isInstance)
            .map(item -> plain((JsonObject) item))
            .toList()
        : List.of();
  }

  private static Map<String, Object> plain(JsonObject keys) {
    Map<String, Object> plain = new LinkedHashMap<>();
    keys.getMap()
        .forEach((key, value) -> plain.put(key, value instanceof JsonObject o ? plain(o) : value));
    return plain;
  }
}
