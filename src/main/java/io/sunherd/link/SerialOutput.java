package io.sunherd.link;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Writes to a serial port with a time limit, over a second descriptor of the device. The driver's
 * own write waits until the port accepts the bytes, and nothing can end that.
 */
final class SerialOutput implements AutoCloseable {
  private static final int POLLFD_SIZE = 8;
  private static final int CLOSED = -1;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final IntSupplier unsent;
  private int fd;

  private SerialOutput(int fd, IntSupplier unsent) {
    this.fd = fd;
    this.unsent = unsent;
  }

  /**
   * Opens the device for writing.
   *
   * @param unsent how many bytes the port has accepted but not sent yet; below 0 where that is
   *     unknown
   * @throws IOException when the system refuses
   */
  static SerialOutput open(String path, IntSupplier unsent) throws IOException {
    try {
      return new SerialOutput(
          Libc.open(path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC), unsent);
    } catch (LastErrorException e) {
      throw new IOException("error " + e.getErrorCode(), e);
    }
  }

  /**
   * Writes all bytes.
   *
   * @param answered whether bytes have come since the last write; otherwise its bytes may still be
   *     unsent, as a driver accepts some thousand that it never sends
   * @return false where the port did not accept them in time; it may have accepted some
   * @throws IOException when the port is gone
   */
  synchronized boolean write(byte[] bytes, boolean answered, Duration limit) throws IOException {
    if (fd == CLOSED) {
      throw new IOException("closed");
    }
    long start = System.nanoTime();
    while (!answered && hasUnsent()) {
      if (System.nanoTime() - start >= limit.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return sent(bytes, start, limit);
  }

  private boolean hasUnsent() throws IOException {
    int count = unsent.getAsInt();
    if (count < 0) {
      throw new IOException("gone");
    }
    return count > 0;
  }

  private boolean sent(byte[] bytes, long start, Duration limit) throws IOException {
    int sent = 0;
    while (true) {
      byte[] rest = sent == 0 ? bytes : Arrays.copyOfRange(bytes, sent, bytes.length);
      sent += taken(rest);
      if (sent == bytes.length) {
        return true;
      }
      long left = limit.toNanos() - (System.nanoTime() - start);
      if (left <= 0) {
        return false;
      }
      awaitRoom(left);
    }
  }

  /** Offers bytes, and returns how many were accepted. */
  private int taken(byte[] bytes) throws IOException {
    try {
      return Libc.write(fd, bytes, new NativeLong(bytes.length)).intValue();
    } catch (LastErrorException e) {
      if (isPassing(e)) {
        return 0;
      }
      throw new IOException("error " + e.getErrorCode(), e);
    }
  }

  private void awaitRoom(long nanos) throws IOException {
    await(Libc.POLLOUT, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
  }

  /**
   * Waits until bytes have come, for so long at most. The driver's own wait for them knows nothing
   * below a tenth of a second.
   *
   * @throws IOException when the port is gone
   */
  synchronized void awaitInput(long millis) throws IOException {
    if (fd == CLOSED) {
      throw new IOException("closed");
    }
    await(Libc.POLLIN, millis);
  }

  private void await(short what, long millis) throws IOException {
    ByteBuffer asked = ByteBuffer.allocate(POLLFD_SIZE).order(ByteOrder.nativeOrder());
    asked.putInt(0, fd).putShort(4, what);
    try {
      int unused = Libc.poll(asked.array(), new NativeLong(1), (int) millis);
    } catch (LastErrorException e) {
      if (!isPassing(e)) {
        throw new IOException("error " + e.getErrorCode(), e);
      }
    }
  }

  private static boolean isPassing(LastErrorException e) {
    return e.getErrorCode() == Libc.EAGAIN || e.getErrorCode() == Libc.EINTR;
  }

  @Override
  public synchronized void close() {
    if (fd != CLOSED) {
      Libc.close(fd);
      fd = CLOSED;
    }
  }
}
