package io.sunherd.link;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A pseudo-terminal: a serial port made of software. Whoever opens {@link #slavePath()} as a serial
 * port talks to this object. One thread may read while another writes or hangs up.
 */
public final class Pty implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final short NOTHING = 0;
  private static final int TERMIOS_ROOM = 256;
  private static final int POLLFD_SIZE = 8;

  private final int master;

  /** Held open here too: without any open slave, reads of the master fail. */
  private final int slave;

  /** Wakes a waiting read when the line is hung up. */
  private final int wake = Libc.eventfd(0, Libc.O_CLOEXEC);

  private final String slavePath;

  /** Shared by reads and writes; exclusive for closing, so that no closed descriptor is used. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private final AtomicBoolean isOpen = new AtomicBoolean(true);
  private volatile @Nullable SlaveName link;

  private Pty(int master, int slave, String slavePath) {
    this.master = master;
    this.slave = slave;
    this.slavePath = slavePath;
  }

  /**
   * Makes a new one, in raw mode.
   *
   * @throws IOException when the system has none left, or no /dev/pts
   */
  public static Pty open() throws IOException {
    int flags = Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC;
    try {
      int master = Libc.posix_openpt(flags | Libc.O_NONBLOCK);
      try {
        Libc.grantpt(master);
        Libc.unlockpt(master);
        String path = name(master);
        int slave = Libc.open(path, flags);
        raw(slave);
        return new Pty(master, slave, path);
      } catch (LastErrorException e) {
        Libc.close(master);
        throw e;
      }
    } catch (LastErrorException e) {
      throw new IOException("No pseudo-terminal could be made: " + e.getMessage() + ".", e);
    }
  }

  private static String name(int master) throws IOException {
    byte[] name = new byte[128];
    int error = Libc.ptsname_r(master, name, new NativeLong(name.length));
    if (error != 0) {
      throw new IOException("The pseudo-terminal has no name: error " + error + ".");
    }
    return Native.toString(name, StandardCharsets.UTF_8);
  }

  private static void raw(int slave) {
    try (Memory termios = new Memory(TERMIOS_ROOM)) {
      Libc.tcgetattr(slave, termios);
      Libc.cfmakeraw(termios);
      Libc.tcsetattr(slave, 0, termios);
    }
  }

  /** What clients open: {@code /dev/pts/N}. */
  public String slavePath() {
    return slavePath;
  }

  /**
   * Gives the slave another name; an existing link of that name is moved. {@link #hangUp()} removes
   * it.
   *
   * @throws IOException when the symbolic link cannot be made
   */
  public void linkAs(Path name) throws IOException {
    link = SlaveName.give(name, Path.of(slavePath));
  }

  /**
   * Reads what clients wrote.
   *
   * @param limit how long to wait for the first byte
   * @return how many bytes came; 0 if none came in time, -1 once it is hung up
   * @throws IOException when the system refuses
   */
  public int read(byte[] into, Duration limit) throws IOException {
    use.readLock().lock();
    try {
      if (!isOpen.get()) {
        return -1;
      }
      if (!awaits(Libc.POLLIN, limit)) {
        return isOpen.get() ? 0 : -1;
      }
      return Libc.read(master, into, new NativeLong(into.length)).intValue();
    } catch (LastErrorException e) {
      if (e.getErrorCode() == Libc.EAGAIN || e.getErrorCode() == Libc.EINTR) {
        return 0;
      }
      throw new IOException(slavePath + " cannot be read: " + e.getMessage() + ".", e);
    } finally {
      use.readLock().unlock();
    }
  }

  /**
   * Sends to the clients. As on a real line, bytes that no client reads within a second are lost.
   *
   * @throws IOException when it is hung up
   */
  public void write(byte[] bytes) throws IOException {
    use.readLock().lock();
    try {
      int sent = 0;
      while (sent < bytes.length) {
        if (!isOpen.get()) {
          throw new IOException(slavePath + " is hung up.");
        }
        if (!awaits(Libc.POLLOUT, PATIENCE)) {
          return;
        }
        byte[] rest = sent == 0 ? bytes : Arrays.copyOfRange(bytes, sent, bytes.length);
        sent += Libc.write(master, rest, new NativeLong(rest.length)).intValue();
      }
    } catch (LastErrorException e) {
      throw new IOException(slavePath + " cannot be written: " + e.getMessage() + ".", e);
    } finally {
      use.readLock().unlock();
    }
  }

  /**
   * Waits without reading.
   *
   * @return false once it is hung up
   */
  public boolean pause(Duration limit) {
    use.readLock().lock();
    try {
      return isOpen.get() && !awaits(NOTHING, limit) && isOpen.get();
    } finally {
      use.readLock().unlock();
    }
  }

  /** Stops reading what clients write, as a stuck port does; or goes on. */
  public void hold(boolean on) {
    use.readLock().lock();
    try {
      if (isOpen.get()) {
        Libc.tcflow(slave, on ? Libc.TCOOFF : Libc.TCOON);
      }
    } finally {
      use.readLock().unlock();
    }
  }

  /**
   * Waits until the master is ready for these events; false when it was not in time or is hung up.
   */
  private boolean awaits(short what, Duration limit) {
    ByteBuffer fds = ByteBuffer.allocate(2 * POLLFD_SIZE).order(ByteOrder.nativeOrder());
    fds.putInt(0, master).putShort(4, what);
    fds.putInt(POLLFD_SIZE, wake).putShort(POLLFD_SIZE + 4, Libc.POLLIN);
    long millis = (limit.toNanos() + 999_999) / 1_000_000;
    int timeout = (int) Math.min(millis, Integer.MAX_VALUE);
    int ready = Libc.poll(fds.array(), new NativeLong(2), timeout);
    return ready > 0 && isOpen.get() && fds.getShort(6) != 0;
  }

  /** Hangs up, as if unplugged: clients see their port vanish, and its other name is removed. */
  public void hangUp() {
    if (!isOpen.getAndSet(false)) {
      return;
    }
    // An eventfd takes an eight-byte number, and any but 0 makes it readable.
    byte[] number = {1, 1, 1, 1, 1, 1, 1, 1};
    Libc.write(wake, number, new NativeLong(number.length));
    use.writeLock().lock();
    try {
      SlaveName name = link;
      if (name != null) {
        name.remove();
      }
    } finally {
      Libc.close(slave);
      Libc.close(master);
      Libc.close(wake);
      use.writeLock().unlock();
    }
  }

  /** The same as {@link #hangUp()}. */
  @Override
  public void close() {
    hangUp();
  }
}
