package io.sunherd.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a request was sent by its client, as far as known: directly, or as a proxy reports it.
 *
 * @param from the client's network address
 * @param isLocal whether the client is a program on this machine, and no proxy that hands on what
 *     others send
 * @param scheme http or https; null where it is unknown, as a proxy that is not configured may have
 *     encrypted
 * @param names every host that the request names, as it was written; the client's own first
 * @param isProxied whether a trusted proxy sent it on
 * @param folder the path below which the client sees the hub, as {@code /sunherd}; empty where it
 *     has all of its host
 */
public record Sent(
    String from,
    boolean isLocal,
    @Nullable String scheme,
    List<String> names,
    boolean isProxied,
    String folder) {
  private static final String KEY = "sent";
  private static final Pattern ORIGIN = Pattern.compile("(?i)(https?)://(.+)");

  /** Stores this in the context for later handlers. */
  public void keep(RoutingContext context) {
    context.put(KEY, this);
  }

  /** How the request of a context was sent. */
  public static Sent of(RoutingContext context) {
    return context.<Sent>get(KEY);
  }

  /** Whether the client's connection is encrypted. */
  public boolean isEncrypted() {
    return "https".equals(scheme);
  }

  /**
   * Whether a request does not come from another site's page. False where the browser names another
   * site; true where none is named, since then the client is no browser.
   */
  public static boolean byOwnPage(RoutingContext context) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    return origin == null || of(context).isOwn(origin);
  }

  private boolean isOwn(String origin) {
    Matcher form = ORIGIN.matcher(origin);
    if (!form.matches() || names.isEmpty()) {
      return false;
    }
    String its = form.group(1).toLowerCase(Locale.ROOT);
    Optional<Authority> theirs = Authority.parse(form.group(2));
    Optional<Authority> own = Authority.parse(names.get(0));
    if (theirs.isEmpty() || own.isEmpty() || (scheme != null && !scheme.equals(its))) {
      return false;
    }
    return own.get().host().equals(theirs.get().host())
        && own.get().portOf(its) == theirs.get().portOf(its);
  }

  /** The network address of the other end of a connection. */
  public static String address(@Nullable SocketAddress remote) {
    String address = remote == null ? null : remote.hostAddress();
    return address == null ? "unknown" : address;
  }
}
