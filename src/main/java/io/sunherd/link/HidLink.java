package io.sunherd.link;

import io.sunherd.link.LinkException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
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

  /** A waiting read lets {@link #close} in, and looks whether it is interrupted, that often. */
  private static final long STEP_MILLIS = 100;

  private final DeviceAddress device;
  private final DeviceLock lock;
  private final byte[] report = new byte[64];
  private volatile boolean isInterrupted;
  private int next;
  private int end;

  /** Null once closed: the driver crashes the process when it is used after that. */
  private @Nullable HidDeviceStructure handle;

  private HidLink(DeviceAddress device, DeviceLock lock, HidDeviceStructure handle) {
    this.device = device;
    this.lock = lock;
    this.handle = handle;
  }

  static HidLink open(DeviceAddress device) throws LinkException {
    Path file = Path.of(device.path());
    Access.check(device, file);
    DeviceLock lock = DeviceLock.take(device, file);
    HidDeviceStructure handle = null;
    try {
      handle = Driver.open(device);
      return new HidLink(device, lock, handle);
    } catch (LinkageError e) {
      throw new LinkException(
          Reason.FORBIDDEN,
          device
              + " needs the USB driver library, which does not load ("
              + (e.getCause() == null ? e : e.getCause()).getMessage()
              + "): install libudev1 and see that temporary folders allow programs to run.");
    } finally {
      if (handle == null) {
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
        throw new LinkException(Reason.LOST, device + " is being let go.");
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
  private synchronized boolean receive(int millis) throws LinkException {
    int count = handle == null ? -1 : HidApi.read(handle, report, millis);
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

  @Override
  public void interrupt() {
    isInterrupted = true;
  }

  @Override
  public synchronized void write(byte[] bytes) throws LinkException {
    for (int from = 0; from < bytes.length; from += REPORT) {
      byte[] part = Arrays.copyOfRange(bytes, from, from + REPORT);
      if (handle == null || HidApi.write(handle, part, REPORT, (byte) 0) <= REPORT) {
        throw lost();
      }
    }
  }

  private LinkException lost() {
    return new LinkException(Reason.LOST, device + " is gone: it was unplugged or switched off.");
  }

  @Override
  public DeviceAddress device() {
    return device;
  }

  @Override
  public synchronized void close() {
    if (handle != null) {
      HidApi.close(handle);
      handle = null;
      lock.close();
    }
  }

  /** The native driver, loaded at the first use of a USB device. */
  private static final class Driver {
    static {
      NativeFolder.prepareJna();
      HidApi.init();
    }

    static HidDeviceStructure open(DeviceAddress device) throws LinkException {
      try {
        HidDeviceStructure handle = HidApi.open(device.path());
        if (handle == null) {
          throw new LinkException(
              Reason.MISSING, device + " does not open as a HID device: check the path.");
        }
        return handle;
      } catch (HidException e) {
        throw new LinkException(Reason.MISSING, device + " does not open: " + e.getMessage() + ".");
      }
    }
  }
}
