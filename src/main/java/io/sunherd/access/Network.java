package io.sunherd.access;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The subscriber that a network address belongs to. One IPv4 address is one subscriber; of IPv6
 * each has at least a /64, from which it can choose any address.
 */
final class Network {
  private static final int SUBSCRIBER_BYTES = 8;

  private Network() {}

  /** The same text for all addresses of a subscriber; the address itself where it is no IPv6. */
  static String of(String address) {
    InetAddress literal = IpAddress.parse(address);
    if (literal == null) {
      return address; // no address: then the text itself
    }
    byte[] bytes = literal.getAddress();
    return bytes.length <= SUBSCRIBER_BYTES
        ? literal.getHostAddress()
        : HexFormat.of().formatHex(Arrays.copyOf(bytes, SUBSCRIBER_BYTES));
  }
}
