package io.sunherd.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The type of a plain word in YAML 1.1: {@code on} is true, {@code 0012} is ten. These surprises
 * are kept, so that they can be reported to the user.
 */
final class YamlScalar extends SafeConstructor {
  private static final Set<String> TRUE = Set.of("true", "yes", "on");

  /** Numbers that mean the same in every YAML version; they are read without YAML's own parser. */
  private static final Pattern PLAIN = Pattern.compile("0|-?[1-9][0-9]{0,8}");

  private YamlScalar() {
    super(new LoaderOptions());
  }

  /** A string, number, boolean or null; any other kind of word is text. */
  static @Nullable Object value(ScalarNode node) {
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return TRUE.contains(node.getValue().toLowerCase(Locale.ROOT));
    }
    if (tag.equals(Tag.INT) && PLAIN.matcher(node.getValue()).matches()) {
      return Integer.valueOf(node.getValue());
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      try {
        return new YamlScalar().constructObject(node);
      } catch (NumberFormatException e) {
        return node.getValue(); // looks like a number and is none, as 0x_
      }
    }
    return node.getValue();
  }
}
