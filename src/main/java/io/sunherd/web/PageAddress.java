package io.sunherd.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.function.Predicate;

/** The address of the page, as somebody types it into a browser. */
final class PageAddress {
  private PageAddress() {}

  /**
   * The address of a site at a port. One that listens at all addresses has that of this machine in
   * its network, if it has any.
   */
  static String of(Site site, int port) {
    String host = isEvery(site.host()) ? ownHost() : site.host();
    return (site.certificate() == null ? "http://" : "https://")
        + (host.indexOf(':') < 0 ? host : "[" + host + "]")
        + ":"
        + port
        + site.doorway().basePath()
        + "/";
  }

  private static boolean isEvery(String host) {
    return host.equals("0.0.0.0") || host.equals("::");
  }

  private static String ownHost() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(PageAddress::isUp)
          .sorted(Comparator.comparing(NetworkInterface::getIndex)) // bridges come after cards
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .filter(Predicate.not(InetAddress::isLoopbackAddress))
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElse("127.0.0.1");
    } catch (SocketException e) {
      return "127.0.0.1";
    }
  }

  private static boolean isUp(NetworkInterface one) {
    try {
      return one.isUp();
    } catch (SocketException e) {
      return false;
    }
  }
}
