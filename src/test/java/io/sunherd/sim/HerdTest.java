package io.sunherd.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.LinkException.Reason;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.sim.fault.Faults;
import io.sunherd.sim.plant.Profile;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@PureTests
class HerdTest {
  private static final Framing FRAMING = Dialects.common().framing();

  private final Herd herd = new Herd(7, Asking.at(Asking.NOON));

  private Link open(String profile) throws LinkException {
    return herd.open(DeviceAddress.parse("sim:" + profile));
  }

  private static byte[] ask(Link link, String text) throws LinkException {
    link.write(FRAMING.request(text));
    return Asking.frame(link);
  }

  @Test
  void aReopenedUnitIsTheSameWithItsSettings() throws LinkException {
    byte[] serial;
    byte[] settings;
    try (Link link = open("axpert-5000")) {
      assertArrayEquals(FRAMING.reply("ACK"), ask(link, "PBFT53.0"));
      serial = ask(link, "QID");
      settings = ask(link, "QPIRI");
    }
    try (Link link = open("axpert-5000")) {
      assertArrayEquals(serial, ask(link, "QID"));
      assertArrayEquals(settings, ask(link, "QPIRI"));
      assertTrue(
          new String(settings, java.nio.charset.StandardCharsets.ISO_8859_1).contains("53.0"));
    }
  }

  @Test
  void oneAtATimeHasAUnit() throws LinkException {
    try (Link link = open("king-5000")) {
      assertEquals("sim:king-5000", link.device().toString());
      assertEquals(
          Reason.HELD, assertThrows(LinkException.class, () -> open("king-5000")).reason());
    }
    open("king-5000").close();
  }

  @Test
  void anUnknownProfileIsMissingAndTheKnownOnesAreNamed() {
    LinkException e = assertThrows(LinkException.class, () -> open("nonsense"));
    assertEquals(Reason.MISSING, e.reason());
    for (Profile profile : Profiles.all()) {
      assertTrue(e.getMessage().contains(profile.name()));
      assertTrue(Herd.names().contains(profile.name()));
    }
  }

  @Test
  void anUnpluggedUnitIsLostThenMissingThenBack() throws LinkException {
    Link link = open("max-8000");
    herd.unplug("max-8000");
    byte[] buffer = new byte[16];
    assertEquals(
        Reason.LOST,
        assertThrows(LinkException.class, () -> link.read(buffer, 0, Asking.SOON)).reason());
    assertEquals(Reason.LOST, assertThrows(LinkException.class, () -> link.write(buffer)).reason());
    assertEquals(
        Reason.MISSING, assertThrows(LinkException.class, () -> open("max-8000")).reason());
    herd.plug("max-8000");
    assertThrows(LinkException.class, () -> link.write(buffer));
    try (Link again = open("max-8000")) {
      link.close();
      assertEquals(18, ask(again, "QID").length);
    }
  }

  @Test
  void aWaitingReadEndsWhenTheUnitIsUnplugged() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Link link = open("max-8000");
    try {
      Future<Integer> read = thread.submit(() -> link.read(new byte[16], 0, Duration.ofMinutes(5)));
      herd.unplug("max-8000");
      Throwable cause = assertThrows(ExecutionException.class, read::get).getCause();
      assertEquals(Reason.LOST, ((LinkException) cause).reason());
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void faultsOfOneUnitLeaveTheOthersAlone() throws LinkException {
    try (Link first = open("parallel-1");
        Link second = open("parallel-2")) {
      herd.faults("parallel-1").set(Faults.Kind.HANG, 1);
      first.write(FRAMING.request("QPIGS"));
      assertEquals(0, first.read(new byte[16], 0, Duration.ZERO));
      assertEquals(110 + 12, ask(second, "QPIGS").length, 40);
    }
  }

  @Test
  void openingAUnitBeyondTheSystemSwitchesItOn() throws LinkException {
    try (Link first = open("parallel-1")) {
      assertEquals('0', ask(first, "QPGS8")[1]);
      open("parallel-9").close();
      assertEquals('1', ask(first, "QPGS8")[1]);
    }
  }

  @Test
  void manyThreadsGetTheirOwnReplies() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(9);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 1; i <= 9; i++) {
        String name = "parallel-" + i;
        all.add(threads.submit(() -> exchange(name)));
      }
      for (Future<Integer> one : all) {
        assertEquals(500, one.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int exchange(String name) throws LinkException {
    int right = 0;
    byte[] serial = FRAMING.reply(herd.serial(name));
    try (Link link = open(name)) {
      for (int i = 0; i < 500; i++) {
        ask(link, "PBFT5" + (2 + i % 4) + ".0");
        right += java.util.Arrays.equals(serial, ask(link, "QID")) ? 1 : 0;
      }
    }
    return right;
  }

  @Test
  void aStuckUnitTakesNoBytes() throws LinkException {
    herd.faults("max-8000").set(Faults.Kind.STUCK, 1);
    try (Link link = open("max-8000")) {
      LinkException e = assertThrows(LinkException.class, () -> link.write(new byte[1]));
      assertEquals(LinkException.stuck(link.device()).getMessage(), e.getMessage());
    }
  }
}
