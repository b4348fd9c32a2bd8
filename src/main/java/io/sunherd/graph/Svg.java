package io.sunherd.graph;

import java.util.Locale;

/** SVG as text: elements with attributes, all of it escaped. */
final class Svg {
  private final StringBuilder text = new StringBuilder(32 * 1024);

  /** An element without content; attributes are names and values in turn. */
  Svg empty(String name, Object... attributes) {
    begin(name, attributes).append("/>\n");
    return this;
  }

  Svg open(String name, Object... attributes) {
    begin(name, attributes).append(">\n");
    return this;
  }

  Svg close(String name) {
    text.append("</").append(name).append(">\n");
    return this;
  }

  /** An element with text. */
  Svg text(String name, String content, Object... attributes) {
    begin(name, attributes).append('>').append(escaped(content));
    return close(name);
  }

  private StringBuilder begin(String name, Object... attributes) {
    text.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escaped(String.valueOf(attributes[i + 1]))).append('"');
    }
    return text;
  }

  /** A coordinate; tenths of a pixel are enough. */
  static String at(double coordinate) {
    double tenths = Math.round(coordinate * 10) / 10.0;
    return tenths == Math.rint(tenths)
        ? Long.toString((long) tenths)
        : String.format(Locale.ROOT, "%.1f", tenths);
  }

  private static String escaped(String plain) {
    StringBuilder safe = new StringBuilder(plain.length());
    plain
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(isXml(c) ? c : '?');
              }
            });
    return safe.toString();
  }

  /** What XML 1.0 allows. */
  private static boolean isXml(int c) {
    boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    return !control && !(c >= 0xd800 && c <= 0xdfff) && c != 0xfffe && c != 0xffff;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
