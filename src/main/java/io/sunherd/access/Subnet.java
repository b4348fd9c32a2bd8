package io.sunherd.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a network: {@code 192.168.1.0/24}, {@code fd00::/8}; or one alone.
 *
 * @param network any address in it
 * @param prefix how many bits its addresses have in common
 */
public record Subnet(InetAddress network, int prefix) {
  public Subnet {
    if (prefix < 0 || prefix > bits(network)) {
      throw new IllegalArgumentException(
          network.getHostAddress() + " has no more than " + bits(network) + " bits.");
    }
  }

  /**
   * Reads an address or a network.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static Subnet parse(String text) {
    int slash = text.indexOf('/');
    @Nullable InetAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    String bits = slash < 0 ? "" : text.substring(slash + 1);
    if (address == null || (slash >= 0 && !bits.matches("[0-9]{1,3}"))) {
      throw new IllegalArgumentException("\"" + text + "\" is neither an address nor a network.");
    }
    return new Subnet(address, slash < 0 ? bits(address) : Integer.parseInt(bits));
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  /** Whether an address belongs to it. */
  public boolean contains(InetAddress address) {
    byte[] own = network.getAddress();
    byte[] other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (int i = 0, left = prefix; left > 0; i++, left -= Byte.SIZE) {
      int mask = left >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - left);
      if (((own[i] ^ other[i]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
