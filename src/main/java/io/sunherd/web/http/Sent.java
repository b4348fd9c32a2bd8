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
 * How a request was sent by its client, as far as that is known: a proxy in between tells it anew.
 *
 * @param from the client's network address
 * @param scheme http or https; null where a proxy that nobody told of may have encrypted
 * @param names every host that the request names, as it was written; the client's own first
 * @param isProxied whether a proxy that is believed sent it on
 */
public record Sent(String from, @Nullable String scheme, List<String> names, boolean isProxied) {
  private static final String KEY = "sent";
  private static final Pattern ORIGIN = Pattern.compile("(?i)(https?)://(.+)");

  /** Keeps this for whoever handles the request later. */
  public void keep(RoutingContext context) {
    context.put(KEY, this);
  }

  /** How the request of a context was sent. */
  public static Sent of(RoutingContext context) {
    return context.<Sent>get(KEY);
  }

  /** Whether nobody on the client's way could read along. */
  public boolean isEncrypted() {
    return "https".equals(scheme);
  }

  /**
   * Whether a page of this site makes its browser send this. False where the browser names another
   * site; true for those who name none: they are no browsers.
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
