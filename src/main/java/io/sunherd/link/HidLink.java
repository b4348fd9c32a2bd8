package io.sunherd.link;

import io.sunherd.link.LinkException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hid4java.HidException;
import org.hid4java.jna.HidApi;
import org.hid4java.jna.HidDeviceStructure;
import org.jspecify.annotations.Nullable;

/**
 * The USB bridge of an inverter, as a HID device: bytes travel in reports of eight, padded with
 * NULs. Reports of nothing but padding are dropped; other padding is left in, for only a checksum
 * can tell it from data.
 */
final class HidLink implements Link {
  private static final int REPORT = 8;

  /** How often a waiting read lets {@link #close} in and checks whether it was interrupted. */
  private static final long STEP_MILLIS = 100;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private final DeviceAddress device;
  private final String place;
  private final DeviceLock lock;
  private final Duration writeLimit;
  private final AtomicBoolean isOpen = new AtomicBoolean(true);
  private final byte[] report = new byte[64];
  private volatile boolean isInterrupted;
  private int next;
  private int end;

  /** Null once closed: the driver crashes the process when it is used after that. */
  private @Nullable Bridge bridge;

  /** Whether the driver hangs in a write: until that ends it must not be used or waited for. */
  private volatile boolean isStuck;

  HidLink(DeviceAddress device, String place, DeviceLock lock, Bridge bridge, Duration writeLimit) {
    this.device = device;
    this.place = place;
    this.lock = lock;
    this.bridge = bridge;
    this.writeLimit = writeLimit;
  }

  /** The driver of one open device; a result below 0 is a failure. */
  interface Bridge {
    /** Waits for a report, and returns its length; 0 where none came. */
    int read(byte[] report, int millis);

    /** Sends a report, however long that takes, and returns how many bytes were sent. */
    int write(byte[] report);

    void close();
  }

  /** Opens the device at that real place, even if its name points elsewhere by now. */
  static HidLink open(DeviceAddress device, String place) throws LinkException {
    Path file = Path.of(place);
    Access.check(device, file);
    DeviceLock lock = DeviceLock.take(device, file);
    Bridge bridge = null;
    try {
      bridge = Driver.open(device, place);
      return new HidLink(device, place, lock, bridge, WRITE_LIMIT);
    } catch (LinkageError e) {
      throw new LinkException(
          Reason.FORBIDDEN,
          device
              + " needs the USB driver library, which does not load ("
              + (e.getCause() == null ? e : e.getCause()).getMessage()
              + "): install libudev1 and see that temporary folders allow programs to run.");
    } finally {
      if (bridge == null) {
        lock.close();
      }
    }
  }

  @Override
  public int read(byte[] into, int offset, Duration limit) throws LinkException {
    long start = System.nanoTime();
    long limitNanos = limit.toNanos();
    while (next == end) {
      if (isInterrupted) {
        throw LinkException.interrupted(device);
      }
      long left = Math.max(0, limitNanos - (System.nanoTime() - start));
      long millis = Math.min(STEP_MILLIS, TimeUnit.NANOSECONDS.toMillis(left + 999_999));
      boolean isData = receive((int) millis);
      if (!isData && left == 0) {
        return 0;
      }
    }
    int count = Math.min(end - next, into.length - offset);
    System.arraycopy(report, next, into, offset, count);
    next += count;
    return count;
  }

  /** Takes one report, if one comes in time; true when it holds more than padding. */
  private boolean receive(int millis) throws LinkException {
    int count = isStuck ? -1 : received(millis);
    if (count < 0) {
      throw lost();
    }
    next = 0;
    end = 0;
    for (int i = 0; i < count; i++) {
      if (report[i] != 0) {
        end = count;
      }
    }
    return end > 0;
  }

  private synchronized int received(int millis) {
    return bridge == null ? -1 : bridge.read(report, millis);
  }

  @Override
  public void interrupt() {
    isInterrupted = true;
  }

  @Override
  public void write(byte[] bytes) throws LinkException {
    AtomicBoolean isSent = new AtomicBoolean();
    if (isStuck || !HangingCalls.call(place, () -> isSent.set(sent(bytes)), writeLimit)) {
      isStuck = true;
      throw LinkException.stuck(device);
    }
    if (!isSent.get()) {
      throw lost();
    }
  }

  private synchronized boolean sent(byte[] bytes) {
    for (int from = 0; from < bytes.length; from += REPORT) {
      byte[] part = Arrays.copyOfRange(bytes, from, from + REPORT);
      // The rest of an abandoned request must not be sent later, when no one expects it.
      if (isStuck || bridge == null || bridge.write(part) <= REPORT) {
        return false;
      }
    }
    return true;
  }

  private LinkException lost() {
    return LinkException.gone(device);
  }

  @Override
  public DeviceAddress device() {
    return device;
  }

  /** Closes the device; where the driver hangs, as soon as that ends. */
  @Override
  public void close() {
    if (isOpen.getAndSet(false)) {
      boolean unused = HangingCalls.call(place, this::release, CLOSE_LIMIT);
    }
  }

  private synchronized void release() {
    if (bridge != null) {
      bridge.close();
      bridge = null;
      lock.close();
    }
  }

  /** The native driver, loaded at the first use of a USB device. */
  private static final class Driver {
    static {
      NativeFolder.prepareJna();
      HidApi.init();
    }

    static Bridge open(DeviceAddress device, String place) throws LinkException {
      try {
        HidDeviceStructure handle = HidApi.open(place);
        if (handle == null) {
          throw new LinkException(
              Reason.MISSING, device + " does not open as a HID device: check the path.");
        }
        return new Native(handle);
      } catch (HidException e) {
        throw new LinkException(Reason.MISSING, device + " does not open: " + e.getMessage() + ".");
      }
    }
  }

  private record Native(HidDeviceStructure handle) implements Bridge {
    @Override
    public int read(byte[] report, int millis) {
      return HidApi.read(handle, report, millis);
    }

    @Override
    public int write(byte[] report) {
      return HidApi.write(handle, report, report.length, (byte) 0);
    }

    @Override
    public void close() {
      HidApi.close(handle);
    }
  }
}
