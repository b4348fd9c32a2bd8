package io.sunherd.web.gate;

import io.sunherd.access.Subnet;
import java.nio.file.Path;
import java.util.List;

/**
 * The host names of the site, the proxies in front of it, and the folder in which they show it.
 *
 * @param hosts configured names of the hub, besides those that can only belong to its own network
 * @param proxies reverse proxies that are trusted
 * @param basePath the folder below which every address of the site is found, too, as {@code
 *     /sunherd}; empty for none
 * @param resolver the file with the search domains of this machine
 */
public record Doorway(List<String> hosts, List<Subnet> proxies, String basePath, Path resolver) {
  /** No configured names or proxies. */
  public static final Doorway USUAL = new Doorway(List.of(), List.of());

  public Doorway {
    hosts = List.copyOf(hosts);
    proxies = List.copyOf(proxies);
  }

  /** A doorway with this machine's usual resolver file. */
  public Doorway(List<String> hosts, List<Subnet> proxies) {
    this(hosts, proxies, "", SearchDomains.USUAL);
  }

  /** The same doorway, in a folder. */
  public Doorway below(String folder) {
    return new Doorway(hosts, proxies, folder, resolver);
  }
}
