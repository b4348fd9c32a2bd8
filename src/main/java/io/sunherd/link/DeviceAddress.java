package io.sunherd.link;

import java.util.Locale;

/**
 * Where a device is: {@code serial:/dev/ttyUSB0}, {@code usb:/dev/hidraw0}, {@code usb:auto},
 * {@code tcp:HOST:PORT} or {@code sim:PROFILE}.
 *
 * @param kind what kind of line leads there
 * @param path the path, HOST:PORT or profile, never empty
 */
public record DeviceAddress(Kind kind, String path) {

  /** The kinds of line. */
  public enum Kind {
    SERIAL,
    USB,
    TCP,
    SIM;

    String prefix() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Any free device of this kind, for USB. */
  public static final String AUTO = "auto";

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with one sentence that says what is wrong and what is allowed
   */
  public static DeviceAddress parse(String text) {
    int colon = text.indexOf(':');
    String path = colon < 0 ? "" : text.substring(colon + 1);
    for (Kind kind : Kind.values()) {
      if (colon > 0 && !path.isEmpty() && kind.prefix().equals(text.substring(0, colon))) {
        if (kind == Kind.TCP && !path.matches(".+:[0-9]{1,5}")) {
          break;
        }
        return new DeviceAddress(kind, path);
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no device: write serial:PATH, usb:PATH, usb:auto, tcp:HOST:PORT or sim:PROFILE.");
  }

  @Override
  public String toString() {
    return kind.prefix() + ":" + path;
  }
}
