package io.sunherd.web.gate;

import io.sunherd.access.Subnet;
import java.nio.file.Path;
import java.util.List;

/**
 * By which names the site is asked, and through whom.
 *
 * @param hosts names of the hub that the owner says, besides those that can only be of this place
 * @param proxies reverse proxies that are believed
 * @param resolver the file that says in which domains this machine looks names up
 */
public record Doorway(List<String> hosts, List<Subnet> proxies, Path resolver) {
  /** Nothing is said. */
  public static final Doorway USUAL = new Doorway(List.of(), List.of());

  public Doorway {
    hosts = List.copyOf(hosts);
    proxies = List.copyOf(proxies);
  }

  /** The same for where this machine looks names up. */
  public Doorway(List<String> hosts, List<Subnet> proxies) {
    this(hosts, proxies, SearchDomains.USUAL);
  }
}
