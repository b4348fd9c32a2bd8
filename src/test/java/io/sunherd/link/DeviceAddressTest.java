package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.link.DeviceAddress.Kind;
import io.sunherd.suite.PureTests;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a device, and what is said of anything else. */
@PureTests
class DeviceAddressTest {
  @TempDir private Path folder;

  private static String refused(String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> DeviceAddress.parse(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serial:/dev/ttyUSB0",
        "serial:/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0",
        "serial:/srv/on the roof/one",
        "usb:auto",
        "usb:/dev/hidraw12",
        "tcp:pi:1",
        "tcp:ser2net.local:65535",
        "tcp:serial_box-2.lan:04001",
        "tcp:192.168.1.20:4001",
        "tcp:[fe80::1%eth0]:4001",
        "tcp:::1:4001",
        "tcp:bücher.example:23",
        "sim:max-8000",
        "sim:parallel-1"
      })
  void isOne(String text) {
    assertEquals(text, DeviceAddress.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "serial", "serial:", "serial:  ", ":/dev/x", "SERIAL:/dev/x", "serail:/dev/x"})
  void isNone(String text) {
    assertEquals(
        "\""
            + text
            + "\" is no device: write serial:PATH, usb:PATH, usb:auto, tcp:HOST:PORT or sim:PROFILE.",
        refused(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp:pi:0",
        "tcp:pi:65536",
        "tcp:pi:99999",
        "tcp:pi:4294967297",
        "tcp:pi:",
        "tcp:pi",
        "tcp:pi:x",
        "tcp:pi:-1",
        "tcp:pi:٣"
      })
  void portsGoFrom1To65535(String text) {
    assertEquals(
        "\"" + text + "\" is no device: the port in tcp:HOST:PORT is a number from 1 to 65535.",
        refused(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tcp::4001", "tcp: :4001", "tcp:a b:4001", "tcp:http://pi:4001", "tcp:pi/x:23"})
  void hostsAreNamesOrAddresses(String text) {
    assertEquals(
        "\""
            + text
            + "\" is no device: the host in tcp:HOST:PORT is a name or an address, such as"
            + " 192.168.1.20.",
        refused(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sim:../..", "sim:/", "sim:Max", "sim:a b", "sim:-", "sim:max/8000"})
  void profilesAreWords(String text) {
    assertEquals(
        "\""
            + text
            + "\" is no device: the profile in sim:PROFILE is a word of a-z, 0-9 and -, such as"
            + " max-8000.",
        refused(text));
  }

  @ParameterizedTest
  @CsvSource({
    "serial:/dev/tty, USB0",
    "usb:/dev/, hidraw0",
    "tcp:p, i:4001",
    "sim:max-, 8000",
    "serial:/dev/x, ''"
  })
  void nothingInvisibleIsInOne(String before, String after) {
    for (String mark : new String[] {"\0", "\n", "\r", "\t", "\u001b", "\u007f", "\u0085"}) {
      assertEquals(
          "\""
              + before
              + "?"
              + after
              + "\" is no device: it holds a control character, such as a line break or NUL; write"
              + " it without.",
          refused(before + mark + after));
    }
    refused(before + "\u2028" + after);
    refused(before + "\u202e" + after);
    refused(before + "\ud800" + after);
  }

  @Test
  void longOnesAreNotRepeatedInFull() {
    String sentence = refused("x".repeat(100_000));
    assertTrue(sentence.length() < 200, sentence);
  }

  @Test
  void aDeviceIsInOnePlaceWhateverItIsCalled() throws Exception {
    Path file = Files.createFile(folder.resolve("ttyUSB0")).toRealPath();
    Path name = Files.createSymbolicLink(folder.resolve("by-id"), file);
    assertEquals(file.toString(), new DeviceAddress(Kind.SERIAL, name.toString()).place());
    assertEquals(file.toString(), new DeviceAddress(Kind.USB, file.toString()).place());
    String missing = folder.resolve("missing").toString();
    assertEquals(missing, new DeviceAddress(Kind.SERIAL, missing).place());
    assertEquals("tcp:pi:23", DeviceAddress.parse("tcp:pi:23").place());
    assertFalse(
        DeviceAddress.parse("sim:day").place().equals(DeviceAddress.parse("serial:day").place()));
  }
}
