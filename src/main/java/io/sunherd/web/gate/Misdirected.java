package io.sunherd.web.gate;

import io.sunherd.request.Problem;
import io.sunherd.web.http.Authority;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** The answers to requests under a host name that the hub does not have. */
public final class Misdirected {
  /** The status of such an answer. */
  public static final int STATUS = 421;

  private static final int LONGEST_NAME = 253;

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Sunherd</title>
      <style>body {font: 1.1rem/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 40rem; padding: 0 1rem}
      code {background: #8883; padding: .1em .3em}</style>
      </head>
      <body>
      <h1>Sunherd</h1>
      <p>%s</p>
      <p>Its address works, too, as in <code>http://192.168.1.20:8889/</code>.</p>
      </body>
      </html>
      """;

  private Misdirected() {}

  /** The problem of a request with no Host header, or with several. */
  public static Problem nameless() {
    return new Problem(
        STATUS, "Say by one Host header which host is asked: an address, or a name of this hub.");
  }

  /**
   * @param host as {@link Authority} has it
   */
  static Problem foreign(String host) {
    return Hosts.isName(host) && host.length() <= LONGEST_NAME
        ? new Problem(
            STATUS,
            "This hub does not go by the name %1$s: if it is to, write hosts: [%1$s] under http in its configuration."
                .formatted(host))
        : nameless();
  }

  /** Whether a browser asks for a page. */
  public static boolean wantsPage(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("text/html");
  }

  /**
   * The problem as a page for people. No character that a host name may have needs escaping in
   * HTML.
   */
  public static String page(Problem problem) {
    return PAGE.formatted(problem.sentence());
  }
}
