package io.sunherd.sim.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.sim.Asking;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.sunherd.suite.PureTests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The time of bytes on a line of 2400 baud: 10 bits each, request and reply. */
@PureTests
class PortTest {
  private static final Framing FRAMING = Dialects.common().framing();
  private static final Duration TURNAROUND = Duration.ofMillis(100);

  private final SimulatedUnit unit = Asking.unit("max-8000", Asking.at(Asking.NOON));
  private long nanos = Long.MAX_VALUE - 5_000_000;

  @Test
  void everyByteHasItsTime() throws IOException {
    Port port = new Port("unit-1", unit, new LinePace(2400, TURNAROUND), () -> nanos);
    int connection = port.connect();
    byte[] request = FRAMING.request("QPIGS");
    byte[] reply = unit.answer(request);
    long start = nanos;
    port.write(connection, request, request.length);
    ByteArrayOutputStream came = new ByteArrayOutputStream();
    byte[] buffer = new byte[512];
    for (int i = 1; i <= reply.length; i++) {
      long due = TURNAROUND.toNanos() + (request.length + i) * 10_000_000_000L / 2400;
      nanos = start + due - 5;
      assertEquals(0, port.read(connection, buffer, 0, Duration.ZERO), "byte " + i + " is early");
      nanos = start + due + 5;
      assertEquals(1, port.read(connection, buffer, 0, Duration.ZERO), "byte " + i);
      came.write(buffer, 0, 1);
    }
    assertArrayEquals(reply, came.toByteArray());
    assertEquals(Long.MAX_VALUE, port.untilDue());
  }

  @Test
  void aSecondRequestWaitsForTheFirstOnTheLine() throws IOException {
    Port port = new Port("unit-1", unit, new LinePace(2400, Duration.ZERO), () -> nanos);
    int connection = port.connect();
    byte[] request = FRAMING.request("QMOD");
    port.write(connection, request, request.length);
    port.write(connection, request, request.length);
    long start = nanos;
    int reply = unit.answer(request).length;
    byte[] buffer = new byte[512];
    nanos = start + (request.length + reply) * 10_000_000_000L / 2400 + 5;
    assertEquals(reply, port.read(connection, buffer, 0, Duration.ZERO));
    nanos = start + (2L * request.length + reply) * 10_000_000_000L / 2400 + 5;
    assertEquals(reply, port.read(connection, buffer, 0, Duration.ZERO));
  }

  @Test
  void paddingInFrontOfARequestAndEmptyLinesMeanNothing() throws IOException {
    Port port = new Port("unit-1", unit, LinePace.NONE, () -> nanos);
    int connection = port.connect();
    byte[] request = FRAMING.request("QMOD");
    byte[] padded = new byte[request.length + 4];
    padded[0] = '\r';
    System.arraycopy(request, 0, padded, 4, request.length);
    port.write(connection, padded, padded.length);
    byte[] buffer = new byte[512];
    assertEquals(5, port.read(connection, buffer, 0, Duration.ZERO));
  }
}
