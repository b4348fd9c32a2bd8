package io.sunherd.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Network addresses in their written form. What is no address is no name to be looked up here. */
public final class IpAddress {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
  private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9._~-]+$");

  private IpAddress() {}

  /**
   * The address that a text is; null where it is none. An IPv6 address may name its zone, which
   * says nothing of whose it is and is left out; one that stands for an IPv4 address is that.
   */
  public static @Nullable InetAddress parse(String text) {
    String plain = text.indexOf(':') < 0 ? text : ZONE.matcher(text).replaceFirst("");
    boolean v6 = V6.matcher(plain).matches();
    if (!v6 && !V4.matcher(plain).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(v6 ? "[" + plain + "]" : plain); // in brackets it asks no DNS
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
