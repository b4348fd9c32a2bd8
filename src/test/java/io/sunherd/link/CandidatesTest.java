package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where units are looked for, in folders laid out like /dev and /sys. */
@PureTests
class CandidatesTest {
  @TempDir private Path root;
  private Path dev;
  private Path sys;
  private Candidates candidates;

  @BeforeEach
  void layOut() throws IOException {
    dev = Files.createDirectories(root.resolve("dev"));
    sys = Files.createDirectories(root.resolve("sys"));
    candidates = new Candidates(dev, sys);
  }

  /** Files that are no regular ones: a socket will do where the real thing is a device. */
  private static void devices(Path folder, String... names) throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        socket.bind(UnixDomainSocketAddress.of(folder.resolve(name)));
      }
    }
  }

  private void hidraw(String name, String id) throws IOException {
    Path device = Files.createDirectories(sys.resolve("class/hidraw").resolve(name + "/device"));
    Files.writeString(device.resolve("uevent"), "DRIVER=hid-generic\nHID_ID=" + id + "\n");
  }

  private void uart(String name, String type) throws IOException {
    Path tty = Files.createDirectories(sys.resolve("class/tty").resolve(name));
    Files.createDirectory(tty.resolve("device"));
    Files.writeString(tty.resolve("type"), type + "\n");
  }

  private List<String> elsewhere(String kind, Path path) {
    return shortened(candidates.elsewhere(DeviceAddress.parse(kind + ":" + path)));
  }

  private List<String> shortened(List<DeviceAddress> found) {
    return found.stream().map(d -> d.toString().replace(root + "/", "")).toList();
  }

  @Test
  void usbSerialPorts() throws IOException {
    devices(dev, "ttyUSB0", "ttyUSB10", "ttyUSB2", "ttyACM0", "ttyS0");
    assertEquals(
        List.of("serial:dev/ttyACM0", "serial:dev/ttyUSB2", "serial:dev/ttyUSB10"),
        elsewhere("serial", dev.resolve("ttyUSB0")));
  }

  @Test
  void thosePresentWhenTheOwnOneIsGone() throws IOException {
    devices(dev, "ttyUSB1");
    assertEquals(List.of("serial:dev/ttyUSB1"), elsewhere("serial", dev.resolve("ttyUSB0")));
  }

  @Test
  void onePortUnderTwoNamesCountsOnce() throws IOException {
    devices(dev, "ttyUSB0", "ttyUSB1");
    Path byId = Files.createDirectories(dev.resolve("serial/by-id"));
    Files.createSymbolicLink(byId.resolve("usb-Prolific-port0"), dev.resolve("ttyUSB0"));
    Files.createSymbolicLink(byId.resolve("usb-Prolific-port1"), dev.resolve("ttyUSB1"));
    assertEquals(
        List.of("serial:dev/serial/by-id/usb-Prolific-port1"),
        elsewhere("serial", byId.resolve("usb-Prolific-port0")));
  }

  @Test
  void namesOfTheirOwn() throws IOException {
    Path own = root.resolve("x");
    devices(own, "unit-1", "unit-2", "other-1");
    devices(dev, "ttyUSB0");
    Files.createFile(own.resolve("unit-3.log"));
    Files.createSymbolicLink(own.resolve("unit-4"), root.resolve("gone"));
    assertEquals(
        List.of("serial:x/other-1", "serial:x/unit-1"), elsewhere("serial", own.resolve("unit-2")));
  }

  @Test
  void pseudoTerminalsHaveNoSiblings() throws IOException {
    devices(dev.resolve("pts"), "6", "7");
    assertEquals(List.of(), elsewhere("serial", dev.resolve("pts/7")));
  }

  @Test
  void usb() throws IOException {
    devices(dev, "hidraw0", "hidraw1", "hidraw2", "hidraw10");
    hidraw("hidraw0", "0003:00000665:00005161");
    hidraw("hidraw1", "0003:0000046D:0000C52B");
    hidraw("hidraw2", "0003:00000665:00005161");
    hidraw("hidraw3", "0003:00000665:00005161");
    hidraw("hidraw10", "0003:00000665:00005161");
    assertEquals(
        List.of("usb:dev/hidraw2", "usb:dev/hidraw10"), elsewhere("usb", dev.resolve("hidraw0")));
  }

  @Test
  void othersHaveNoPlaces() {
    assertEquals(List.of(), candidates.elsewhere(DeviceAddress.parse("tcp:host:23")));
    assertEquals(List.of(), candidates.elsewhere(DeviceAddress.parse("sim:day")));
  }

  @Test
  void all() throws IOException {
    devices(dev, "ttyS0", "ttyS1", "ttyUSB0", "ttyAMA0", "tty1", "hidraw0");
    uart("ttyS0", "4");
    uart("ttyS1", "0");
    uart("ttyAMA0", "32");
    hidraw("hidraw0", "0003:00000665:00005161");
    assertEquals(
        List.of("serial:dev/ttyAMA0", "serial:dev/ttyS0", "serial:dev/ttyUSB0", "usb:dev/hidraw0"),
        shortened(candidates.all()));
  }
}
