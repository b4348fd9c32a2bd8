package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.ForeignPort;
import io.sunherd.inverter.Scan.Found;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Links;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scan over ports with units of every family, and none. */
@Timeout(60)
@ProcessTests
class ScanOfFamiliesTest {
  private static final int BAUD = 2_400;

  @TempDir private Path directory;
  private final List<ForeignPort> ports = new ArrayList<>();

  @AfterEach
  void pullOut() {
    ports.forEach(ForeignPort::close);
  }

  @Test
  void eachIsFoundForWhatItIs() throws Exception {
    Map<String, ForeignAnswers> units = new LinkedHashMap<>();
    units.put("pi30 92932004102443", ForeignAnswers.pi30());
    units.put("pi30 92932004102443 again", ForeignAnswers.pi30().says("QPI", new byte[0]));
    units.put(
        "pi18 92932004102450", ForeignAnswers.pi18().says("QPI", ForeignAnswers.sealed("(PI30")));
    units.put(
        "pi18 92932004102450 bare",
        ForeignAnswers.pi18().bare(ForeignAnswers.CARET_NO, "PI", "ID", "GS", "PIRI"));
    units.put("pi17 96161704100242", ForeignAnswers.pi17().toStrangers(ForeignAnswers.SILENCE));
    units.put("pi16 96131801100057", ForeignAnswers.pi16().toStrangers(ForeignAnswers.SILENCE));
    units.put(
        "null null silent",
        new ForeignAnswers(ForeignAnswers.Family.PI30).always(ForeignAnswers.SILENCE));
    List<DeviceAddress> devices = new ArrayList<>();
    for (ForeignAnswers unit : units.values()) {
      Path place = directory.resolve("unit-" + devices.size());
      ports.add(new ForeignPort(place, unit, BAUD));
      devices.add(DeviceAddress.parse("serial:" + place));
    }
    List<Found> found = new ArrayList<>();
    new Scan(new Links(device -> null), System::nanoTime).look(devices, found::add);
    List<String> expected = new ArrayList<>(units.keySet());
    for (int i = 0; i < expected.size(); i++) {
      String told = found.get(i).protocol() + " " + found.get(i).serial();
      assertTrue(expected.get(i).startsWith(told), expected.get(i) + ": " + found.get(i));
    }
  }

  @Test
  void allPortsAreAskedSideBySide() throws Exception {
    List<DeviceAddress> devices =
        IntStream.range(0, 40).mapToObj(i -> DeviceAddress.parse("serial:/dev/ttyU" + i)).toList();
    CountDownLatch all = new CountDownLatch(devices.size());
    List<Found> found = new ArrayList<>();
    new Scan(
            device -> {
              all.countDown();
              try {
                assertTrue(all.await(30, TimeUnit.SECONDS), "one waits for the others");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new LinkException(LinkException.Reason.MISSING, device + " is none.");
            },
            System::nanoTime)
        .look(devices, found::add);
    assertEquals(devices, found.stream().map(Found::device).toList());
  }
}
