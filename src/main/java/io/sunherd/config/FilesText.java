package io.sunherd.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The text of a configuration whose files are to be elsewhere. Everything else stays, letter by
 * letter, with the owner's comments; a text that cannot be changed so is written anew as JSON,
 * which is YAML.
 */
public final class FilesText {
  private final String text;

  /** A text that is a configuration without mistakes, or empty. */
  public FilesText(String text) {
    this.text = text;
  }

  /**
   * The same with these paths.
   *
   * @param paths under the keys of {@link NamedFiles}
   */
  public String with(Map<String, String> paths) {
    JsonObject wanted = tree(text);
    String changed = text;
    for (Map.Entry<String, String> path : paths.entrySet()) {
      List<String> steps = steps(path.getKey());
      String value = NamedFiles.value(path.getKey(), path.getValue());
      put(wanted, steps, value);
      changed = changed(changed, steps, value);
    }
    return tree(changed).equals(wanted) ? changed : wanted.encodePrettily() + "\n";
  }

  private static List<String> steps(String key) {
    return List.of(key.replace("[", ".").replace("]", "").split("\\."));
  }

  private static JsonObject tree(String yaml) {
    Origins origins = new Origins(new Place("", 1));
    Object root =
        new YamlReader(line -> new Place("", line), origins, new Mistakes(origins))
            .read(yaml, KeyPath.ROOT);
    return root instanceof JsonObject group ? group.copy() : new JsonObject();
  }

  private static void put(JsonObject into, List<String> steps, String value) {
    Object at = into;
    for (int i = 0; i < steps.size() - 1; i++) {
      String step = steps.get(i);
      if (at instanceof JsonArray list) {
        at = list.getValue(Integer.parseInt(step));
      } else if (at instanceof JsonObject group) {
        if (group.getValue(step) == null) {
          group.put(step, new JsonObject());
        }
        at = group.getValue(step);
      }
    }
    if (at instanceof JsonObject group) {
      group.put(steps.get(steps.size() - 1), value);
    }
  }

  private static String changed(String yaml, List<String> steps, String value) {
    Node root = YamlTree.of(yaml, new LoaderOptions());
    if (root == null) {
      return (yaml.isEmpty() || yaml.endsWith("\n") ? yaml : yaml + "\n")
          + entry(steps, value)
          + "\n";
    }
    Node at = root;
    for (int i = 0; i < steps.size(); i++) {
      Node next = child(at, steps.get(i));
      if (next == null) {
        return inserted(yaml, at, entry(steps.subList(i, steps.size()), value));
      }
      at = next;
      if (i < steps.size() - 1 && at.getTag().equals(Tag.NULL)) {
        return replaced(yaml, at, "{" + entry(steps.subList(i + 1, steps.size()), value) + "}");
      }
    }
    return replaced(yaml, at, HerdText.value(value));
  }

  private static @Nullable Node child(Node node, String step) {
    if (node instanceof SequenceNode list) {
      return list.getValue().get(Integer.parseInt(step));
    }
    if (node instanceof MappingNode group) {
      for (NodeTuple tuple : group.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step)) {
          return tuple.getValueNode();
        }
      }
    }
    return null;
  }

  /** A key with its value: {@code access: {users: conf/users}}. */
  private static String entry(List<String> steps, String value) {
    List<String> parts = new ArrayList<>(steps);
    String entry = parts.remove(parts.size() - 1) + ": " + HerdText.value(value);
    while (!parts.isEmpty()) {
      entry = parts.remove(parts.size() - 1) + ": {" + entry + "}";
    }
    return entry;
  }

  /** A key more in a group: the first of it. */
  private static String inserted(String yaml, Node group, String entry) {
    int start = yaml.offsetByCodePoints(0, group.getStartMark().getIndex());
    if (!(group instanceof MappingNode keys) || keys.getFlowStyle() == FlowStyle.FLOW) {
      int behind = start + 1;
      boolean isEmpty = group instanceof MappingNode none && none.getValue().isEmpty();
      return yaml.substring(0, behind) + entry + (isEmpty ? "" : ", ") + yaml.substring(behind);
    }
    return yaml.substring(0, start)
        + entry
        + "\n"
        + " ".repeat(group.getStartMark().getColumn())
        + yaml.substring(start);
  }

  private static String replaced(String yaml, Node node, String value) {
    int start = yaml.offsetByCodePoints(0, node.getStartMark().getIndex());
    int end = yaml.offsetByCodePoints(0, node.getEndMark().getIndex());
    boolean endsLine = end > start && yaml.charAt(end - 1) == '\n';
    boolean touches = start > 0 && yaml.charAt(start - 1) == ':';
    return yaml.substring(0, start)
        + (touches ? " " : "")
        + value
        + (endsLine ? "\n" : "")
        + yaml.substring(end);
  }
}
