package io.sunherd.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom a network address belongs to. One IPv4 address is one subscriber; of IPv6 each has at least
 * a /64, whose addresses are free to choose from.
 */
final class Network {
  private static final int SUBSCRIBER_BYTES = 8;

  private Network() {}

  /** The same text for all addresses of a subscriber; the address itself where it is no IPv6. */
  static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    int zone = address.indexOf('%');
    try {
      InetAddress literal =
          InetAddress.getByName(zone < 0 ? address : address.substring(0, zone)); // asks no DNS
      byte[] bytes = literal.getAddress();
      return bytes.length <= SUBSCRIBER_BYTES
          ? literal.getHostAddress()
          : HexFormat.of().formatHex(Arrays.copyOf(bytes, SUBSCRIBER_BYTES));
    } catch (UnknownHostException e) {
      return address; // not an address at all: then it stands for itself
    }
  }
}
