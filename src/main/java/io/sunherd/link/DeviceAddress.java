package io.sunherd.link;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a device is: {@code serial:/dev/ttyUSB0}, {@code usb:/dev/hidraw0}, {@code usb:auto},
 * {@code tcp:HOST:PORT} or {@code sim:PROFILE}.
 *
 * @param kind the kind of line to the device
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

  private static final int MOST_PORTS = 65_535;
  private static final int LONGEST_SHOWN = 60;

  /** A name, an IPv4 address, or an IPv6 address with or without its brackets. */
  private static final Pattern HOST =
      Pattern.compile(
          "[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*|\\[[0-9A-Fa-f:.]+(%[\\w.-]+)?]|[0-9A-Fa-f:.]+(%[\\w.-]+)?");

  private static final Pattern PROFILE = Pattern.compile("[a-z0-9][a-z0-9-]*");

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with one sentence that says what is wrong and what is allowed
   */
  public static DeviceAddress parse(String text) {
    if (!isVisible(text)) {
      throw wrong(
          text, "it holds a control character, such as a line break or NUL; write it without");
    }
    int colon = text.indexOf(':');
    String path = text.substring(colon + 1);
    for (Kind kind : Kind.values()) {
      if (colon > 0 && !path.isBlank() && kind.prefix().equals(text.substring(0, colon))) {
        switch (kind) {
          case SERIAL, USB -> checkPath(text, path);
          case TCP -> checkSocket(text, path);
          case SIM -> checkProfile(text, path);
        }
        return new DeviceAddress(kind, path);
      }
    }
    throw wrong(text, "write serial:PATH, usb:PATH, usb:auto, tcp:HOST:PORT or sim:PROFILE");
  }

  private static void checkPath(String text, String path) {
    try {
      Path unused = Path.of(path);
    } catch (InvalidPathException e) {
      throw wrong(text, "this machine cannot have such a path (" + e.getReason() + ")");
    }
  }

  private static void checkSocket(String text, String path) {
    int colon = path.lastIndexOf(':');
    String port = path.substring(colon + 1);
    if (colon < 0 || !port.matches("[0-9]{1,5}") || !isPort(Integer.parseInt(port))) {
      throw wrong(text, "the port in tcp:HOST:PORT is a number from 1 to 65535");
    }
    if (!HOST.matcher(path.substring(0, colon)).matches()) {
      throw wrong(text, "the host in tcp:HOST:PORT is a name or an address, such as 192.168.1.20");
    }
  }

  private static boolean isPort(int number) {
    return number > 0 && number <= MOST_PORTS;
  }

  private static void checkProfile(String text, String path) {
    if (!PROFILE.matcher(path).matches()) {
      throw wrong(text, "the profile in sim:PROFILE is a word of a-z, 0-9 and -, such as max-8000");
    }
  }

  private static IllegalArgumentException wrong(String text, String why) {
    String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    String plain =
        shown
            .codePoints()
            .map(letter -> isVisible(letter) ? letter : '?')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return new IllegalArgumentException("\"" + plain + "\" is no device: " + why + ".");
  }

  /** Whether a text has visible characters only: no line breaks, no marks that reverse text. */
  static boolean isVisible(String text) {
    return text.codePoints().allMatch(DeviceAddress::isVisible);
  }

  private static boolean isVisible(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  /** The real place of the device: the same for all its names. */
  public String place() {
    if (kind == Kind.TCP || kind == Kind.SIM) {
      return toString();
    }
    try {
      return Path.of(path).toRealPath().toString();
    } catch (IOException e) {
      return path; // it does not exist now
    }
  }

  @Override
  public String toString() {
    return kind.prefix() + ":" + path;
  }
}
