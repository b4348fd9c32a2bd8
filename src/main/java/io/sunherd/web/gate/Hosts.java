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
 * The names that a hub is asked by. Anybody may make a name of his own lead to this machine, and
 * his pages could then do whatever the hub's own can (DNS rebinding): such a name is none of these.
 *
 * @param own names that the owner says
 */
public record Hosts(Set<String> own) {
  /** Names that the public DNS does not give to anybody. */
  private static final List<String> HOME = List.of("local", "lan", "home", "home.arpa", "internal");

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,62})(\\.[a-z0-9_]([a-z0-9_-]{0,62}))*");

  /** The names, however they are written. */
  public static Hosts of(Collection<String> own) {
    return new Hosts(
        own.stream()
            .map(name -> Authority.withoutDot(name.toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether a host is one of those, as far as that does not depend on where this machine is. */
  boolean takes(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return IpAddress.parse(host.substring(1, host.length() - 1)) != null;
    }
    return own.contains(host)
        || IpAddress.parse(host) != null
        || (isName(host) && (host.indexOf('.') < 0 || isBelow(host, HOME)));
  }

  /** Whether a host has a name that could be in the DNS. */
  static boolean isName(String host) {
    return NAME.matcher(host).matches();
  }

  /** Whether a name is below one of these domains. */
  static boolean isBelow(String host, Collection<String> domains) {
    return isName(host) && domains.stream().anyMatch(domain -> host.endsWith("." + domain));
  }
}
