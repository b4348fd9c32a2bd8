package io.sunherd.mqtt.discovery;

/** A value of a setting as it stands in a message: the same word wherever a message has it. */
public final class SettingText {
  static final String ON = "on";
  static final String OFF = "off";

  private SettingText() {}

  /** Numbers plain, switches {@code on} or {@code off}, choices by their word. */
  public static String of(Object natural) {
    return natural instanceof Boolean isOn ? (isOn ? ON : OFF) : natural.toString();
  }
}
