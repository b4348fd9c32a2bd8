package io.sunherd.sim.line;

import io.sunherd.link.LinkException;
import io.sunherd.link.LinkException.Reason;
import io.sunherd.sim.fault.Faults;
import io.sunherd.sim.firmware.SimulatedUnit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The serial port of a simulated unit: takes bytes, collects requests up to their CR, and returns
 * the bytes of the replies at their time on the line. One connection at a time; each has a number,
 * so that an old one cannot use a port that was unplugged.
 */
public final class Port {
  private static final int LONGEST_REQUEST = 64;
  private static final int MOST_HEARD = 2_000;
  private static final int PIECES = 3;

  /** How often a stuck port is checked: the port is not notified when faults are switched. */
  private static final long STUCK_LOOK_NANOS = 20_000_000;

  private final String name;
  private final SimulatedUnit unit;
  private final LinePace pace;
  private final LongSupplier nanoTime;
  private final Faults faults;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private final byte[] request = new byte[LONGEST_REQUEST];
  private int requested;
  private final Deque<String> heard = new ArrayDeque<>();
  private final Outgoing replies;
  private byte[] before;
  private long lineInFree;
  private boolean plugged = true;
  private int connections;
  private int connected;

  /**
   * A port.
   *
   * @param name what messages call it
   * @param nanoTime the time of the line, as {@link System#nanoTime}
   */
  public Port(String name, SimulatedUnit unit, LinePace pace, LongSupplier nanoTime) {
    this.name = name;
    this.unit = unit;
    this.faults = unit.faults();
    this.pace = pace;
    this.nanoTime = nanoTime;
    this.before = unit.refusal();
    this.lineInFree = nanoTime.getAsLong();
    this.replies = new Outgoing(pace, lineInFree);
  }

  /** The unit behind it. */
  public SimulatedUnit unit() {
    return unit;
  }

  /** The faults of the unit and its line. */
  public Faults faults() {
    return faults;
  }

  /** Connects to the port; what was on the line before is lost. */
  int connect() throws LinkException {
    lock.lock();
    try {
      if (!plugged) {
        throw new LinkException(Reason.MISSING, name + " is unplugged.");
      }
      if (connected != 0) {
        throw new LinkException(Reason.HELD, name + " is open already; a line is never shared.");
      }
      connected = ++connections;
      replies.clear(nanoTime.getAsLong());
      requested = 0;
      return connected;
    } finally {
      lock.unlock();
    }
  }

  void disconnect(int connection) {
    lock.lock();
    try {
      if (connected == connection) {
        connected = 0;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Plugs the port in or out; an open connection finds the device gone. */
  public void plug(boolean in) {
    lock.lock();
    try {
      plugged = in;
      connected = in ? connected : 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it accepts no bytes now. */
  boolean isStuck() {
    return faults.has(Faults.Kind.STUCK);
  }

  /**
   * Waits until it accepts bytes.
   *
   * @return false where it does not accept them in time
   */
  boolean awaitRoom(int connection, Duration limit) throws LinkException {
    lock.lock();
    try {
      long end = nanoTime.getAsLong() + limit.toNanos();
      while (isStuck()) {
        requireConnected(connection);
        long left = Math.min(end - nanoTime.getAsLong(), STUCK_LOOK_NANOS);
        if (left <= 0) {
          return false;
        }
        long unused = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LinkException(Reason.LOST, "Writing to " + name + " was interrupted.");
    } finally {
      lock.unlock();
    }
  }

  /** Takes bytes off the line, and answers each request in them. */
  void write(int connection, byte[] bytes, int length) throws LinkException {
    lock.lock();
    try {
      requireConnected(connection);
      long now = nanoTime.getAsLong();
      lineInFree = lineInFree - now > 0 ? lineInFree : now;
      long start = lineInFree;
      if (faults.has(Faults.Kind.ECHO)) {
        long unused = replies.add(Arrays.copyOf(bytes, length), start);
      }
      for (int i = 0; i < length; i++) {
        take(bytes[i], start + pace.nanos(i + 1L));
      }
      lineInFree = start + pace.nanos(length);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void take(byte value, long at) {
    if (faults.has(Faults.Kind.HANG) || (value == 0 && requested == 0)) {
      requested = faults.has(Faults.Kind.HANG) ? 0 : requested;
      return;
    }
    if (requested < LONGEST_REQUEST) {
      request[requested] = value;
    }
    requested++;
    if (value == '\r') {
      int length = requested;
      requested = 0;
      if (length > 1) {
        answer(length, at);
      }
    }
  }

  private void answer(int length, long at) {
    byte[] whole = Arrays.copyOf(request, Math.min(length, LONGEST_REQUEST));
    heard(whole);
    Optional<byte[]> asked =
        faults.has(Faults.Kind.DEAF) ? unit.heardWithoutNul(whole) : Optional.of(whole);
    if (asked.isEmpty()) {
      return;
    }
    byte[] reply = length > LONGEST_REQUEST ? unit.refusal() : reply(asked.get());
    if (faults.has(Faults.Kind.PARROT) && Arrays.equals(reply, unit.refusal())) {
      reply = whole;
    }
    byte[] sent = faults.damage(reply, before);
    before = reply;
    Duration late = Duration.ofMillis(faults.amount(Faults.Kind.LATE));
    send(sent, at + pace.turnaround().plus(late).toNanos());
  }

  private byte[] reply(byte[] asked) {
    boolean refuses =
        faults.has(Faults.Kind.NAK)
            || (faults.has(Faults.Kind.STUBBORN) && !unit.isAskedItsProtocol(asked));
    return refuses
        ? unit.refusal()
        : unit.answer(asked, !faults.has(Faults.Kind.FORGET), faults::told);
  }

  private void send(byte[] reply, long from) {
    int pause = faults.amount(Faults.Kind.PIECES);
    int size = pause == 0 ? reply.length : (reply.length + PIECES - 1) / PIECES;
    long start = from;
    for (int i = 0; i < reply.length; i += size) {
      byte[] piece = Arrays.copyOfRange(reply, i, Math.min(reply.length, i + size));
      start = replies.add(piece, start) + Duration.ofMillis(pause).toNanos();
    }
  }

  private void heard(byte[] whole) {
    if (heard.size() == MOST_HEARD) {
      heard.remove();
    }
    heard.add(unit.heard(whole));
  }

  /** The texts of the last requests, the oldest first, answered or not. */
  public List<String> heard() {
    lock.lock();
    try {
      return List.copyOf(heard);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads the bytes that have arrived, or waits for the first.
   *
   * @param limit how long to wait
   * @return how many there were, 0 if none came in time
   */
  int read(int connection, byte[] into, int offset, Duration limit) throws LinkException {
    lock.lock();
    try {
      long end = nanoTime.getAsLong() + limit.toNanos();
      while (true) {
        requireConnected(connection);
        long now = nanoTime.getAsLong();
        int given = replies.give(into, offset, now);
        long left = Math.min(end - now, replies.untilDue(now));
        if (given > 0 || end - now <= 0) {
          return given;
        }
        long unused = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LinkException(Reason.LOST, "Reading from " + name + " was interrupted.");
    } finally {
      lock.unlock();
    }
  }

  /** How long until the next byte has arrived, in nanoseconds; the highest number for none. */
  long untilDue() {
    lock.lock();
    try {
      return replies.untilDue(nanoTime.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  private void requireConnected(int connection) throws LinkException {
    if (connected != connection) {
      throw new LinkException(Reason.LOST, name + " is gone: it was closed or unplugged.");
    }
  }
}
