package io.sunherd.web.gate;

import io.sunherd.access.IpAddress;
import io.sunherd.access.Subnet;
import io.sunherd.web.http.Sent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reverse proxies whose headers say how a client sent its request. Any client can send such
 * headers, so only those of these proxies count.
 *
 * @param believed the addresses and networks of the trusted proxies
 */
public record Proxies(List<Subnet> believed) {
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[(?<six>[^]]*)](:[0-9]+)?|(?<four>[0-9.]+):[0-9]+");

  /** As the schema has it for base-path: no part is . or .. */
  private static final Pattern FOLDER = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

  private static final int LONGEST_FOLDER = 200;

  /** What proxies tell, besides the headers that begin with X-Forwarded. */
  private static final Set<String> TOLD_BY_PROXIES =
      Set.of("forwarded", "x-real-ip", "x-ingress-path", "via");

  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*).*");

  /**
   * How a request was sent by its client.
   *
   * @param folder the configured folder, where the request has named it; else empty
   */
  Sent sent(HttpServerRequest request, String folder) {
    String peer = Sent.address(request.remoteAddress());
    List<String> names = new ArrayList<>(names(request));
    String scheme = request.isSSL() ? "https" : null;
    if (!isBelieved(IpAddress.parse(peer))) {
      return new Sent(peer, isDirect(peer, request), scheme, names, false, folder);
    }
    names.addAll(0, values(request, "X-Forwarded-Host"));
    List<String> schemes = values(request, "X-Forwarded-Proto");
    List<String> chain = values(request, "X-Forwarded-For");
    return new Sent(
        client(peer, chain),
        isDirect(peer, request) || isAllLocal(chain, request),
        schemes.isEmpty() ? scheme : scheme(schemes.get(0)),
        names,
        true,
        folder.isEmpty() ? folder(request) : folder);
  }

  /**
   * Whether a program on this machine has sent it, as far as its headers tell. A proxy on this
   * machine stands for anybody, unless it is believed and tells of somebody on this machine.
   */
  private static boolean isDirect(String peer, HttpServerRequest request) {
    return isLoopback(IpAddress.parse(peer))
        && request.headers().names().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .noneMatch(name -> name.startsWith("x-forwarded") || TOLD_BY_PROXIES.contains(name));
  }

  /** Whether all that believed proxies tell of the way of a request is on this machine. */
  private static boolean isAllLocal(List<String> chain, HttpServerRequest request) {
    return !chain.isEmpty()
        && Stream.of(chain, values(request, "X-Real-IP"))
            .flatMap(List::stream)
            .allMatch(text -> isLoopback(hop(text)))
        && !request.headers().contains("Forwarded");
  }

  private static boolean isLoopback(@Nullable InetAddress address) {
    return address != null && address.isLoopbackAddress();
  }

  /**
   * The folder that a proxy has taken off the path, as it tells; Home Assistant has its own word.
   */
  private static String folder(HttpServerRequest request) {
    return Stream.of("X-Forwarded-Prefix", "X-Ingress-Path")
        .flatMap(header -> request.headers().getAll(header).stream())
        .map(told -> told.replaceFirst("/+$", ""))
        .filter(told -> told.length() <= LONGEST_FOLDER && FOLDER.matcher(told).matches())
        .findFirst()
        .orElse("");
  }

  private boolean isBelieved(@Nullable InetAddress address) {
    return address != null && believed.stream().anyMatch(proxy -> proxy.contains(address));
  }

  /**
   * The client's address: each proxy appends the address of its sender, so counted from the end the
   * first address that is no trusted proxy is the client. The addresses before it may be forged.
   */
  private String client(String peer, List<String> chain) {
    String client = peer;
    for (int i = chain.size() - 1; i >= 0; i--) {
      InetAddress before = hop(chain.get(i));
      if (before == null) {
        return client; // a proxy that does not name its sender
      }
      client = before.getHostAddress();
      if (!isBelieved(before)) {
        return client;
      }
    }
    return client;
  }

  private static @Nullable InetAddress hop(String text) {
    Matcher withPort = WITH_PORT.matcher(text);
    if (!withPort.matches()) {
      return IpAddress.parse(text);
    }
    String six = withPort.group("six");
    return IpAddress.parse(six == null ? withPort.group("four") : six);
  }

  /** The scheme; some proxies send ws and wss for a WebSocket. */
  private static @Nullable String scheme(String given) {
    return switch (given.toLowerCase(Locale.ROOT)) {
      case "https", "wss" -> "https";
      case "http", "ws" -> "http";
      default -> null;
    };
  }

  private static List<String> values(HttpServerRequest request, String header) {
    return request.headers().getAll(header).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static List<String> names(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    Matcher absolute = ABSOLUTE.matcher(request.uri());
    return absolute.matches()
        ? Stream.concat(Stream.of(absolute.group(1)), hosts.stream()).toList()
        : hosts;
  }
}
