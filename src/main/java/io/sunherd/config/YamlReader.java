package io.sunherd.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML into JSON values and notes where each was written. Uses the syntax tree, since the
 * usual loaders lose the lines and silently keep the last of two equal keys.
 */
final class YamlReader {
  private final IntFunction<Place> placeOfLine;
  private final Origins origins;
  private final Mistakes mistakes;
  private final Deque<Node> open = new ArrayDeque<>();

  /**
   * @param placeOfLine names a line, counted from 1, of the text to be read
   * @param origins receives the place of each value
   * @param mistakes receives what is no YAML
   */
  YamlReader(IntFunction<Place> placeOfLine, Origins origins, Mistakes mistakes) {
    this.placeOfLine = placeOfLine;
    this.origins = origins;
    this.mistakes = mistakes;
  }

  /** The value of a text at a path; null if it is empty or unreadable. */
  @Nullable Object read(String text, KeyPath path) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(10); // a small text must not grow into a large tree
    try {
      Node root = YamlTree.of(text, options);
      return root == null ? null : value(root, path);
    } catch (MarkedYAMLException e) {
      unreadable(e.getProblemMark().getLine() + 1, path, e.getProblem());
    } catch (ReaderException e) {
      long line = 1 + text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
      unreadable((int) line, path, "there is a control character");
    } catch (YAMLException e) {
      unreadable(1, path, e.getMessage());
    }
    return null;
  }

  private void unreadable(int line, KeyPath path, @Nullable String problem) {
    String reason = String.valueOf(problem).replaceAll("\\s+", " ");
    mistakes.add(placeOfLine.apply(line), path, "this is no YAML: " + reason + ".");
  }

  /** The value of a node at a path. */
  @Nullable Object value(Node node, KeyPath path) {
    if (open.contains(node)) {
      mistakes.add(place(node), path, "a value cannot hold itself: write it out.");
      return null;
    }
    open.push(node);
    try {
      if (node instanceof MappingNode group) {
        return group(group, path);
      }
      return node instanceof SequenceNode list ? list(list, path) : plain((ScalarNode) node, path);
    } finally {
      open.pop();
    }
  }

  private JsonObject group(MappingNode node, KeyPath path) {
    JsonObject group = new JsonObject();
    for (NodeTuple tuple : node.getValue()) {
      Place place = place(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        mistakes.add(place, path, "a key must be a word.");
        continue;
      }
      KeyPath child = path.child(key.getValue());
      if (group.containsKey(key.getValue())) {
        mistakes.add(place, child, "this key is already there: write it once.");
        continue;
      }
      origins.put(child, place);
      group.put(key.getValue(), value(tuple.getValueNode(), child));
    }
    return group;
  }

  private JsonArray list(SequenceNode node, KeyPath path) {
    JsonArray list = new JsonArray();
    for (Node item : node.getValue()) {
      KeyPath child = path.child(list.size());
      origins.put(child, place(item));
      list.add(value(item, child));
    }
    return list;
  }

  private @Nullable Object plain(ScalarNode node, KeyPath path) {
    origins.putText(path, node.getValue());
    return YamlScalar.value(node);
  }

  private Place place(Node node) {
    return placeOfLine.apply(node.getStartMark().getLine() + 1);
  }
}
