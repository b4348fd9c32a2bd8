package io.sunherd.mqtt.discovery;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the hub's page is for others than this machine. */
public final class PageUrl {
  private static final Set<String> ALL = Set.of("0.0.0.0", "::", "[::]");

  private PageUrl() {}

  /**
   * The address of the page; null where only this machine can open it, or nobody knows by which
   * name others reach it.
   *
   * @param host what the hub listens on
   * @param names names by which it is reached from elsewhere, the usual one first
   * @param isEncrypted whether it is served by https
   */
  public static @Nullable String of(
      String host, int port, List<String> names, boolean isEncrypted) {
    boolean isOwn = host.equals("localhost") || host.startsWith("127.") || host.contains("::1");
    String name = ALL.contains(host) ? names.stream().findFirst().orElse(null) : host;
    if (name == null || isOwn || port == 0) {
      return null;
    }
    boolean isBare = name.indexOf(':') >= 0 && !name.startsWith("[");
    return (isEncrypted ? "https://" : "http://")
        + (isBare ? "[" + name + "]" : name)
        + ":"
        + port
        + "/";
  }
}
