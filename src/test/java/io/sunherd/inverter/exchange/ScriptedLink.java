package io.sunherd.inverter.exchange;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A device that follows a script on a clock of its own: waiting costs no real time. */
public final class ScriptedLink implements Link, LongSupplier {
  public final List<String> asked = new ArrayList<>();

  /** What was asked, byte for byte. */
  public final List<byte[]> sent = new ArrayList<>();

  private final Deque<Chunk> coming = new ArrayDeque<>();
  private Function<byte[], List<Chunk>> script = request -> List.of();
  private DeviceAddress device = DeviceAddress.parse("serial:/dev/ttyTEST0");
  private long now;
  private boolean lost;
  public boolean closed;

  /** Bytes that come so many milliseconds after what came before them. */
  public record Chunk(long afterMs, byte[] bytes) {}

  public static Chunk chunk(long afterMs, byte[] bytes) {
    return new Chunk(afterMs, bytes);
  }

  /** What the device sends after each request text. */
  public ScriptedLink answering(Function<String, List<Chunk>> answers) {
    return answeringBytes(request -> answers.apply(text(request)));
  }

  /** What the device sends after each request. */
  public ScriptedLink answeringBytes(Function<byte[], List<Chunk>> answers) {
    script = answers;
    return this;
  }

  private static String text(byte[] request) {
    return new String(request, 0, Math.max(0, request.length - 3), StandardCharsets.ISO_8859_1);
  }

  /** It is there. */
  public ScriptedLink at(String address) {
    device = DeviceAddress.parse(address);
    return this;
  }

  /** Bytes that are on the line before anything was asked. */
  void stale(byte[] bytes) {
    coming.add(new Chunk(0, bytes));
  }

  /** Drops what is on its way. */
  public void forget() {
    coming.clear();
  }

  public void lose() {
    lost = true;
  }

  public void pass(Duration time) {
    now += time.toNanos();
  }

  @Override
  public long getAsLong() {
    return now;
  }

  @Override
  public int read(byte[] into, int offset, Duration limit) throws LinkException {
    if (lost) {
      throw new LinkException(LinkException.Reason.LOST, device() + " is gone.");
    }
    Chunk next = coming.peek();
    if (next == null || next.afterMs() * 1_000_000 > limit.toNanos()) {
      now += limit.toNanos();
      if (next != null) {
        coming.removeFirst();
        coming.addFirst(new Chunk(next.afterMs() - limit.toMillis(), next.bytes()));
      }
      return 0;
    }
    coming.removeFirst();
    now += next.afterMs() * 1_000_000;
    int n = Math.min(next.bytes().length, into.length - offset);
    System.arraycopy(next.bytes(), 0, into, offset, n);
    if (n < next.bytes().length) {
      byte[] rest = new byte[next.bytes().length - n];
      System.arraycopy(next.bytes(), n, rest, 0, rest.length);
      coming.addFirst(new Chunk(0, rest));
    }
    return n;
  }

  @Override
  public void write(byte[] bytes) throws LinkException {
    if (lost) {
      throw new LinkException(LinkException.Reason.LOST, device() + " is gone.");
    }
    asked.add(text(bytes));
    sent.add(bytes.clone());
    coming.addAll(script.apply(bytes));
  }

  @Override
  public DeviceAddress device() {
    return device;
  }

  @Override
  public void close() {
    closed = true;
  }
}
