package io.sunherd.web.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port, as {@code Host} and {@code Origin} have them.
 *
 * @param host in lower case, without a final dot; an IPv6 address in its brackets
 * @param port the port; -1 where there is none
 */
public record Authority(String host, int port) {
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile(
          "(\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._~-]+)?]|[A-Za-z0-9._-]+)(?::([0-9]{0,5}))?");

  /** The authority in a text; empty where it is none. */
  public static Optional<Authority> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String host = form.group(1).toLowerCase(Locale.ROOT);
    String port = form.group(2);
    int number = port == null || port.isEmpty() ? -1 : Integer.parseInt(port);
    return number > HIGHEST_PORT
        ? Optional.empty()
        : Optional.of(new Authority(withoutDot(host), number));
  }

  /** {@code hub.lan.} is {@code hub.lan}. */
  public static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** The port, or the scheme's default where there is none. */
  int portOf(String scheme) {
    return port >= 0 ? port : scheme.equals("https") ? 443 : 80;
  }
}
