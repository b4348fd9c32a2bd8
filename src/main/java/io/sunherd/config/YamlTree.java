package io.sunherd.config;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The syntax tree of a YAML text. SnakeYAML's construction of Java objects is not used: it needs
 * the module java.desktop, which the hub's own Java runtime lacks.
 */
public final class YamlTree {
  private YamlTree() {}

  /**
   * Reads a text.
   *
   * @return its root; null where the text is empty
   * @throws org.yaml.snakeyaml.error.YAMLException where it is no YAML, or more than one document
   */
  public static @Nullable Node of(String text, LoaderOptions options) {
    ParserImpl parser = new ParserImpl(new StreamReader(text), options);
    return new Composer(parser, new Resolver(), options).getSingleNode();
  }
}
