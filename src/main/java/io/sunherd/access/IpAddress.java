package io.sunherd.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Network addresses in their written form. A text that is no address is never looked up as a name.
 */
public final class IpAddress {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
  private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9._~-]+$");

  private IpAddress() {}

  /**
   * The address that a text holds; null where it is none. The zone of an IPv6 address is left out,
   * as it does not identify the host; an IPv6 address that maps an IPv4 address becomes that one.
   */
  public static @Nullable InetAddress parse(String text) {
    String plain = text.indexOf(':') < 0 ? text : ZONE.matcher(text).replaceFirst("");
    boolean v6 = V6.matcher(plain).matches();
    if (!v6 && !V4.matcher(plain).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(v6 ? "[" + plain + "]" : plain); // in brackets Java asks no DNS
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
