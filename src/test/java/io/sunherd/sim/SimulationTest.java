package io.sunherd.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.Links;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.sim.line.LinePace;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units on real pseudo-terminals and sockets, asked by the links that ask real ones. */
@PureTests
class SimulationTest {
  private static final Framing FRAMING = Dialects.common().framing();

  private static final Links OPENER = new Links(Asking::noSimulated);

  @TempDir Path directory;

  private static Simulation.Options options(Path pty, Integer tcp, LinePace pace) {
    return new Simulation.Options(3, true, "max-8000", 7, pace, pty, tcp, Asking.at(Asking.NOON));
  }

  private static byte[] ask(Link link, String text) throws LinkException {
    link.write(FRAMING.request(text));
    return Asking.frame(link);
  }

  private static Link open(String address) throws LinkException {
    return OPENER.open(DeviceAddress.parse(address));
  }

  private void everyUnitAnswers(Simulation simulation) throws LinkException {
    for (int i = 0; i < 3; i++) {
      try (Link link = open(simulation.addresses().get(i))) {
        assertArrayEquals(FRAMING.reply(simulation.serials().get(i)), ask(link, "QID"));
        assertTrue(ask(link, "QPIGS").length > 100);
        assertArrayEquals(FRAMING.reply("ACK"), ask(link, "PBFT53.0"));
        assertArrayEquals(FRAMING.reply("NAK"), ask(link, "PBFT99.0"));
      }
    }
  }

  @Test
  void servesPseudoTerminals() throws IOException {
    try (Simulation simulation = Simulation.start(options(directory, null, LinePace.NONE))) {
      assertEquals("serial:" + directory.resolve("unit-1"), simulation.addresses().get(0));
      everyUnitAnswers(simulation);
    }
    assertFalse(Files.exists(directory.resolve("unit-1"), LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void servesTcp() throws IOException {
    try (Simulation simulation = Simulation.start(options(null, 0, LinePace.NONE))) {
      everyUnitAnswers(simulation);
    }
  }

  @Test
  void pacedRepliesArriveWhole() throws IOException {
    LinePace pace = new LinePace(115_200, Duration.ofMillis(2));
    try (Simulation pty = Simulation.start(options(directory, null, pace));
        Simulation tcp = Simulation.start(options(null, 0, pace))) {
      everyUnitAnswers(pty);
      everyUnitAnswers(tcp);
    }
  }

  @Test
  void anUnpluggedTerminalComesBackUnderAnotherName() throws IOException {
    try (Simulation simulation = Simulation.start(options(directory, null, LinePace.NONE))) {
      Link link = open(simulation.addresses().get(1));
      assertEquals("unit 2: unplugged", simulation.control("unplug 2"));
      byte[] buffer = new byte[16];
      assertThrows(LinkException.class, () -> link.read(buffer, 0, Asking.SOON));
      link.close();
      assertTrue(simulation.control("plug 2 as unit-1").startsWith("error: "));
      assertFalse(Files.exists(directory.resolve("unit-2"), LinkOption.NOFOLLOW_LINKS));
      Path other = directory.resolve("ttyUSB7");
      assertEquals(
          "unit 2: plugged in as serial:" + other, simulation.control("plug 2 as ttyUSB7"));
      try (Link again = open("serial:" + other)) {
        assertArrayEquals(FRAMING.reply(simulation.serials().get(1)), ask(again, "QID"));
      }
    }
  }

  @Test
  void anUnpluggedTcpUnitComesBackAtItsPort() throws IOException {
    try (Simulation simulation = Simulation.start(options(null, 0, LinePace.NONE))) {
      String address = simulation.addresses().get(0);
      Link link = open(address);
      simulation.control("unplug 1");
      assertThrows(LinkException.class, () -> link.read(new byte[16], 0, Asking.SOON));
      assertThrows(LinkException.class, () -> open(address));
      link.close();
      assertTrue(simulation.control("plug 1 as other").startsWith("error: "));
      assertEquals("unit 1: plugged in as " + address, simulation.control("plug 1"));
      try (Link again = open(address)) {
        assertArrayEquals(FRAMING.reply(simulation.serials().get(0)), ask(again, "QID"));
      }
    }
  }

  @Test
  void faultsAreSwitchedByWord() throws IOException {
    try (Simulation simulation = Simulation.start(options(null, 0, LinePace.NONE));
        Link link = open(simulation.addresses().get(0))) {
      assertEquals("unit 1: nak 1", simulation.control("nak 1 on"));
      assertArrayEquals(FRAMING.reply("NAK"), ask(link, "QID"));
      assertEquals("unit 1: nak off", simulation.control("nak 1 off"));
      assertEquals("unit 1: cut 40", simulation.control("cut 1 40"));
      assertEquals("unit 1: no faults", simulation.control("clear 1"));
      assertArrayEquals(FRAMING.reply(simulation.serials().get(0)), ask(link, "QID"));
      for (String wrong :
          List.of(
              "",
              "silence",
              "silence 4",
              "boom 1",
              "cut 1 many",
              "plug 1 as ../x",
              "unplug 1 now")) {
        assertTrue(simulation.control(wrong).startsWith("error: "), wrong);
      }
    }
  }

  @Test
  void aStuckTerminalTakesNoBytesUntilItIsCleared() throws IOException {
    try (Simulation simulation = Simulation.start(options(directory, null, LinePace.NONE))) {
      String address = simulation.addresses().get(0);
      simulation.control("stuck 1 on");
      try (Link link = open(address)) {
        LinkException stuck = assertThrows(LinkException.class, () -> writeForEver(link));
        assertTrue(stuck.getMessage().contains(" takes no bytes: "), stuck.getMessage());
      }
      simulation.control("unplug 1");
      simulation.control("plug 1");
      try (Link link = open(address)) {
        assertThrows(LinkException.class, () -> writeForEver(link));
      }
      simulation.control("clear 1");
      try (Link link = open(address)) {
        assertArrayEquals(FRAMING.reply(simulation.serials().get(0)), ask(link, "QID"));
      }
    }
  }

  /** The terminal is stuck a moment after it was told to be. */
  private static void writeForEver(Link link) throws LinkException {
    while (true) {
      link.write(FRAMING.request("QID"));
    }
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    var clock = Asking.at(Asking.NOON);
    for (var wrong :
        List.of(
            new Simulation.Options(1, false, "nonsense", 7, LinePace.NONE, directory, null, clock),
            new Simulation.Options(0, false, "max-8000", 7, LinePace.NONE, directory, null, clock),
            new Simulation.Options(2, true, "king-5000", 7, LinePace.NONE, directory, null, clock),
            new Simulation.Options(1, false, "max-8000", 7, LinePace.NONE, null, null, clock))) {
      assertThrows(IllegalArgumentException.class, () -> Simulation.start(wrong));
    }
  }
}
