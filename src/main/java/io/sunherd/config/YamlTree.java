package io.sunherd.config;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The syntax tree of a YAML text. What makes Java objects of a tree is left alone: it wants the
 * module java.desktop, and the hub's own Java runtime has none.
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
