package io.sunherd.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.sunherd.link.LinkException.Reason;
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

  /** The driver's time limits go in such steps; what is left of a limit is polled. */
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** Where so much time is left, nobody waits for the bytes: look less often. */
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long LONG_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Below this, parking would take longer than what is left. */
  private static final long SPIN_NANOS = 100_000;

  private static final long CLOSE_MILLIS = 1_000;

  /** More than this waiting to go out means that the port takes nothing any more. */
  private static final int MAX_BACKLOG = 1_024;

  private final DeviceAddress device;
  private final SerialPort port;
  private final AtomicBoolean isOpen = new AtomicBoolean(true);
  private volatile boolean isInterrupted;

  private SerialLink(DeviceAddress device, SerialPort port) {
    this.device = device;
    this.port = port;
    OpenPorts.add(this);
  }

  static SerialLink open(DeviceAddress device) throws LinkException {
    Path file = Path.of(device.path());
    // Before the driver touches it: opening would change the line settings under another program.
    Access.check(device, file);
    NativeFolder.prepareSerial();
    SerialPort port;
    try {
      port = SerialPort.getCommPort(device.path());
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
    return new SerialLink(device, port);
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
          return count;
        }
      }
      if (left <= 0) {
        return 0;
      }
      if (left < SPIN_NANOS) {
        Thread.onSpinWait();
      } else if (!mayBlock) {
        LockSupport.parkNanos(Math.min(left, left > LONG_NANOS ? LONG_POLL_NANOS : POLL_NANOS));
      }
    }
    throw new LinkException(Reason.LOST, device + " is being let go.");
  }

  @Override
  public void interrupt() {
    isInterrupted = true;
  }

  @Override
  public void write(byte[] bytes) throws LinkException {
    if (sound(port.bytesAwaitingWrite()) > MAX_BACKLOG
        || port.writeBytes(bytes, bytes.length) != bytes.length) {
      throw lost();
    }
  }

  private int sound(int count) throws LinkException {
    if (count < 0) {
      throw lost();
    }
    return count;
  }

  private LinkException lost() {
    return new LinkException(Reason.LOST, device + " is gone: it was unplugged or switched off.");
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
    // A driver may stall in here; then it is left behind rather than waited for.
    Thread closer = new Thread(port::closePort, "close " + device);
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    OpenPorts.remove(this);
  }
}
