package io.sunherd.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the schema cannot say of notify and heartbeat. Sentences never show a URL, a header
 * or a template, which may hold secrets. Skips values of a wrong type: the schema check reports
 * them.
 */
final class NoticeCheck {
  private static final List<String> WAYS = List.of("ntfy", "webhook", "mail");
  private static final String HEADER = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  private final Mistakes mistakes;

  NoticeCheck(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  void check(JsonObject configuration) {
    KeyPath notify = KeyPath.ROOT.child("notify");
    if (configuration.getValue("notify") instanceof JsonArray targets) {
      for (int i = 0; i < targets.size(); i++) {
        if (targets.getValue(i) instanceof JsonObject target) {
          target(target, notify.child(i));
        }
      }
    }
    if (configuration.getValue("heartbeat") instanceof JsonObject heartbeat) {
      url(heartbeat, "url", KeyPath.ROOT.child("heartbeat"));
    }
  }

  private void target(JsonObject target, KeyPath path) {
    List<String> ways = WAYS.stream().filter(target::containsKey).toList();
    if (ways.size() != 1) {
      mistakes.add(
          path,
          (ways.isEmpty() ? "neither ntfy nor webhook nor mail" : "more than one of " + WAYS)
              + " is given: write one of them, and another target for each other one.");
    }
    url(target, "ntfy", path);
    url(target, "webhook", path);
    if (ways.contains("ntfy")) {
      topic(target, path);
    }
    only(target, path, "body", Stream.of("webhook"));
    only(target, path, "headers", Stream.of("webhook", "ntfy"));
    if (target.getValue("headers") instanceof JsonObject headers) {
      headers.fieldNames().stream()
          .filter(name -> !name.matches(HEADER))
          .forEach(name -> mistakes.add(path.child("headers"), notAHeader(name)));
    }
    if (target.getValue("body") instanceof String body) {
      new Template(body)
          .unknown()
          .forEach(
              word ->
                  mistakes.add(
                      path.child("body"),
                      "{" + word + "} stands for nothing" + Words.known(word, Template.WORDS)));
    }
    if (target.getValue("kinds") instanceof JsonArray kinds && kinds.isEmpty()) {
      mistakes.add(
          path.child("kinds"), "a list without a kind is not allowed: write one, or leave it out.");
    }
    if (target.getValue("mail") instanceof JsonObject mail) {
      login(mail, path.child("mail"));
      server(mail, path.child("mail"));
    }
  }

  private static String notAHeader(String name) {
    return Words.quoted(name) + " is no name of a header: write one such as X-Token.";
  }

  private void only(JsonObject target, KeyPath path, String key, Stream<String> where) {
    if (target.containsKey(key)
        && WAYS.stream().anyMatch(target::containsKey)
        && where.noneMatch(target::containsKey)) {
      mistakes.add(path.child(key), "this target takes none: take it out.");
    }
  }

  private void login(JsonObject mail, KeyPath path) {
    if (mail.containsKey("user") != mail.containsKey("password-file")) {
      mistakes.add(
          path,
          mail.containsKey("user")
              ? "there is no password-file for the user: write the path of a file with the"
                  + " password."
              : "a password-file is given without a user: write the name to log in with.");
    }
  }

  private void topic(JsonObject target, KeyPath path) {
    if (target.getValue("ntfy") instanceof String url
        && isUrl(url)
        && URI.create(url).getPath().replace("/", "").isEmpty()) {
      mistakes.add(
          path.child("ntfy"),
          "this value names no topic: write its URL, such as https://ntfy.example/roof.");
    }
  }

  private void url(JsonObject in, String key, KeyPath path) {
    if (in.getValue(key) instanceof String url && !isUrl(url)) {
      mistakes.add(
          path.child(key),
          "this value is no URL: write one such as https://example.org/path, with http or https.");
    }
  }

  /** Whether it is a port, or none is given. */
  private static boolean isPort(int port) {
    return port == -1 || (port >= 1 && port <= 65_535);
  }

  private void server(JsonObject mail, KeyPath path) {
    if (mail.getValue("smtp") instanceof String text && text.matches("smtps?://[^@\\s/]+/?")) {
      URI url = parsed(text);
      if (url == null) {
        return; // the schema has refused it
      }
      if (url.getHost() == null) {
        mistakes.add(
            path.child("smtp"),
            "this value names no host: write its name of letters, digits, - and ., or its address.");
      } else if (!isPort(url.getPort())) {
        mistakes.add(path.child("smtp"), "a port is from 1 to 65535: correct it, or leave it out.");
      }
    }
  }

  private static boolean isUrl(String text) {
    URI url = parsed(text);
    return url != null
        && url.getHost() != null
        && isPort(url.getPort())
        && List.of("http", "https").contains(String.valueOf(url.getScheme()));
  }

  /** The URL, or null where a text is none. */
  private static @Nullable URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
