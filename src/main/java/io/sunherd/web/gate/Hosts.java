package io.sunherd.web.gate;

import io.sunherd.access.IpAddress;
import io.sunherd.web.http.Authority;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The host names of a hub. Against DNS rebinding: anybody can make a name point to this machine,
 * and pages under that name could do whatever the hub's own pages can. Such a name is not accepted.
 *
 * @param own the configured names
 */
public record Hosts(Set<String> own) {
  /** Domains that the public DNS never assigns. */
  private static final List<String> HOME = List.of("local", "lan", "home", "home.arpa", "internal");

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,62})(\\.[a-z0-9_]([a-z0-9_-]{0,62}))*");

  /** These names, normalised. */
  public static Hosts of(Collection<String> own) {
    return new Hosts(
        own.stream()
            .map(name -> Authority.withoutDot(name.toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether a host is accepted, without regard to this machine's search domains. */
  boolean takes(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return IpAddress.parse(host.substring(1, host.length() - 1)) != null;
    }
    return own.contains(host)
        || IpAddress.parse(host) != null
        || (isName(host) && (host.indexOf('.') < 0 || isBelow(host, HOME)));
  }

  /** Whether a host is a name, not an address. */
  static boolean isName(String host) {
    return NAME.matcher(host).matches();
  }

  /** Whether a name is below one of these domains. */
  static boolean isBelow(String host, Collection<String> domains) {
    return isName(host) && domains.stream().anyMatch(domain -> host.endsWith("." + domain));
  }
}
