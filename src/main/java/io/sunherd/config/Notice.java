package io.sunherd.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom the hub tells what it has to say by itself.
 *
 * @param targets those that are told of alarms
 * @param heartbeat who is told that the hub is well, or null
 */
public record Notice(List<Target> targets, @Nullable Heartbeat heartbeat) {
  /** Nobody is told anything. */
  public static final Notice NOBODY = new Notice(List.of(), null);

  /** How long an alarm must last before it is told, where a target does not say. */
  static final Duration USUAL_DELAY = Duration.ofSeconds(30);

  static final Duration USUAL_BEAT = Duration.ofMinutes(5);

  public Notice {
    targets = List.copyOf(targets);
  }

  /**
   * The targets' names, each another one: of the kind and the host, which are no secret, unlike the
   * rest of a URL.
   */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Target target : targets) {
      String name = target.title();
      int count = 2;
      while (names.contains(name)) {
        name = target.title() + " " + count++;
      }
      names.add(name);
    }
    return names;
  }

  /** Where a message may go. */
  public sealed interface Way permits Ntfy, Webhook, Mail {}

  /**
   * A topic of ntfy.
   *
   * @param url of the topic, which is a secret
   * @param headers sent with each message
   */
  public record Ntfy(URI url, Map<String, String> headers) implements Way {
    public Ntfy {
      headers = Map.copyOf(headers);
    }

    /** Without its secrets. */
    @Override
    public String toString() {
      return "ntfy " + url.getHost();
    }
  }

  /**
   * What takes a POST.
   *
   * @param url which may hold a secret
   * @param headers sent with each message
   * @param body a template; null for the usual JSON
   */
  public record Webhook(URI url, Map<String, String> headers, @Nullable String body)
      implements Way {
    public Webhook {
      headers = Map.copyOf(headers);
    }

    /** Without its secrets. */
    @Override
    public String toString() {
      return "webhook " + url.getHost();
    }
  }

  /**
   * Mail, by a server that speaks TLS.
   *
   * @param smtp the server: smtps for TLS from the start, smtp for STARTTLS
   * @param user null where the server wants no login
   * @param passwordFile path of the file with the password, or null
   * @param ca path of the certificate that is trusted, PEM; null for those of this machine
   */
  public record Mail(
      URI smtp,
      String from,
      List<String> to,
      @Nullable String user,
      @Nullable String passwordFile,
      @Nullable String ca)
      implements Way {
    public Mail {
      to = List.copyOf(to);
    }

    @Override
    public String toString() {
      return "mail " + smtp.getHost();
    }
  }

  /**
   * One that is told of alarms.
   *
   * @param kinds the words of the kinds that it is told; empty for all but a lost grid
   * @param severity the word of the least severity that it is told
   * @param delay what is over within it is not told
   */
  public record Target(Way way, List<String> kinds, String severity, Duration delay) {
    public Target {
      kinds = List.copyOf(kinds);
    }

    /** What it is, and where: no secret. */
    public String title() {
      return way.toString();
    }
  }

  /**
   * A sign of life.
   *
   * @param url which may hold a secret
   * @param every time between two
   */
  public record Heartbeat(URI url, Duration every) {
    /** What it is, and where: no secret. */
    public String title() {
      return "heartbeat " + url.getHost();
    }

    @Override
    public String toString() {
      return title();
    }
  }

  /** Headers in the order of the file. */
  static Map<String, String> headers(Map<String, Object> read) {
    Map<String, String> headers = new LinkedHashMap<>();
    read.forEach((name, value) -> headers.put(name, Objects.toString(value)));
    return headers;
  }
}
