package io.sunherd.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.sunherd.link.LinkException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A serial port, or a pseudo-terminal that plays one: 2400 baud, 8N1, no flow control. The driver
 * takes an exclusive lock that other serial programs respect.
 */
final class SerialLink implements Link {
  private static final int BAUD = 2400;

  /** The step of the driver's time limits. */
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** The step of the system's time limits; the rest of a limit is polled. */
  private static final long MILLI_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** Below this, parking would take longer than what is left. */
  private static final long SPIN_NANOS = 100_000;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private final DeviceAddress device;
  private final String place;
  private final SerialPort port;
  private final SerialOutput output;
  private final Duration writeLimit;
  private final AtomicBoolean isOpen = new AtomicBoolean(true);
  private volatile boolean isInterrupted;

  /** Whether bytes have come since the last ones were written. */
  private boolean answered = true;

  private SerialLink(
      DeviceAddress device,
      String place,
      SerialPort port,
      SerialOutput output,
      Duration writeLimit) {
    this.device = device;
    this.place = place;
    this.port = port;
    this.output = output;
    this.writeLimit = writeLimit;
    OpenPorts.add(this);
  }

  static SerialLink open(DeviceAddress device) throws LinkException {
    return open(device, WRITE_LIMIT);
  }

  static SerialLink open(DeviceAddress device, Duration writeLimit) throws LinkException {
    return open(device, device.place(), writeLimit);
  }

  /** Opens the port at that real place, even if its name points elsewhere by now. */
  static SerialLink open(DeviceAddress device, String place) throws LinkException {
    return open(device, place, WRITE_LIMIT);
  }

  private static SerialLink open(DeviceAddress device, String place, Duration writeLimit)
      throws LinkException {
    Path file = Path.of(place);
    // Before the driver touches it: opening would change the line settings under another program.
    Access.check(device, file);
    NativeFolder.prepareSerial();
    SerialPort port;
    try {
      port = SerialPort.getCommPort(place);
    } catch (SerialPortInvalidPortException e) {
      throw Access.missing(device);
    }
    port.setComPortParameters(BAUD, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 100, 0);
    if (!port.openPort()) {
      int error = port.getLastErrorCode();
      Access.check(device, file);
      throw new LinkException(
          Reason.MISSING,
          device + " does not open as a serial port (error " + error + "): check the path.");
    }
    try {
      return new SerialLink(
          device, place, port, SerialOutput.open(place, port::bytesAwaitingWrite), writeLimit);
    } catch (IOException e) {
      port.closePort();
      throw new LinkException(
          Reason.LOST, device + " cannot be written to (" + e.getMessage() + "): re-plug it.");
    }
  }

  @Override
  public int read(byte[] into, int offset, Duration limit) throws LinkException {
    long start = System.nanoTime();
    long limitNanos = limit.toNanos();
    while (!isInterrupted) {
      long left = limitNanos - (System.nanoTime() - start);
      boolean mayBlock = left >= STEP_NANOS;
      if (mayBlock || sound(port.bytesAvailable()) > 0) {
        int count = sound(port.readBytes(into, into.length - offset, offset));
        if (count > 0) {
          answered = true;
          return count;
        }
      }
      if (left <= 0) {
        return 0;
      }
      if (!mayBlock) {
        pause(left);
      }
    }
    throw LinkException.interrupted(device);
  }

  /** Waits for bytes, at most so long and never longer. */
  private void pause(long nanos) throws LinkException {
    if (nanos < SPIN_NANOS) {
      Thread.onSpinWait();
    } else if (nanos < MILLI_NANOS) {
      LockSupport.parkNanos(Math.min(nanos, POLL_NANOS));
    } else {
      try {
        output.awaitInput(nanos / MILLI_NANOS);
      } catch (IOException e) {
        throw lost();
      }
    }
  }

  @Override
  public void interrupt() {
    isInterrupted = true;
  }

  @Override
  public void write(byte[] bytes) throws LinkException {
    boolean taken;
    try {
      taken = output.write(bytes, answered, writeLimit);
      answered = false;
    } catch (IOException e) {
      throw lost();
    }
    if (!taken) {
      throw LinkException.stuck(device);
    }
  }

  private int sound(int count) throws LinkException {
    if (count < 0) {
      throw lost();
    }
    return count;
  }

  private LinkException lost() {
    return LinkException.gone(device);
  }

  @Override
  public DeviceAddress device() {
    return device;
  }

  @Override
  public void close() {
    if (!isOpen.getAndSet(false)) {
      return;
    }
    output.close();
    boolean unused = HangingCalls.call(place, port::closePort, CLOSE_LIMIT);
    OpenPorts.remove(this);
  }
}
