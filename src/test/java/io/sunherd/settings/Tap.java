package io.sunherd.settings;

import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.Pty;
import io.sunherd.protocol.Dialects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A simulated unit on a pseudo-terminal, with somebody on the line in between who does as told to
 * some requests. It keeps all that the hub sends.
 */
public final class Tap implements AutoCloseable {
  private static final byte[] NAK = {'(', 'N', 'A', 'K', 0x73, 0x73, '\r'};
  private static final byte[] ACK = {'(', 'A', 'C', 'K', 0x39, 0x20, '\r'};

  /** What is done to a request. */
  public enum Deed {
    /** It reaches the unit, whose reply is lost. */
    LOSE_REPLY,
    /** It does not reach the unit, and nothing comes back. */
    SWALLOW,
    /** It does not reach the unit, and NAK comes back. */
    REFUSE,
    /** It reaches the unit, and NAK comes back. */
    OBEY_AND_REFUSE,
    /** A value that is a volt lower reaches the unit, whose reply comes back. */
    TAKE_LESS,
    /** It does not reach the unit, and comes back itself. */
    SAY_BACK,
    /** It does not reach the unit, and ACK comes back. */
    PRETEND,
    /** It reaches the unit, whose reply comes so slowly that the hub gives up. */
    TRICKLE,
    /** It reaches the unit and is answered; the cable is pulled when the next one comes. */
    PULL
  }

  private final Path name;
  private final Link unit;
  private final Map<String, Deed> deeds = new LinkedHashMap<>();
  private final Map<String, byte[]> answers = new LinkedHashMap<>();
  private final List<String> heard = new ArrayList<>();
  private Duration pause = Duration.ZERO;
  private Pty pty;
  private boolean pulling;
  private boolean echoes;
  private int awaitedOrders;
  private String awaited = "";
  private Supplier<Deed> surprise;

  /** The unit of a link, under a name in a folder; plugged in. */
  public Tap(Path name, Link unit) throws IOException {
    this.name = name;
    this.unit = unit;
    this.pty = plugIn();
  }

  private Pty plugIn() throws IOException {
    Pty made = Pty.open();
    made.linkAs(name);
    Thread thread = new Thread(() -> serve(made), "tap-" + name.getFileName());
    thread.setDaemon(true);
    thread.start();
    return made;
  }

  /** Where the hub finds it. */
  public String address() {
    return "serial:" + name;
  }

  /** Does this from now on to requests that begin so. */
  public synchronized void on(String beginning, Deed deed) {
    deeds.put(beginning, deed);
  }

  /**
   * Asks once what to do, when a request begins so and that many orders were heard before.
   *
   * @param deed tells what is done to that one request, or null
   */
  public synchronized void once(int orders, String beginning, Supplier<Deed> deed) {
    awaitedOrders = orders;
    awaited = beginning;
    surprise = deed;
  }

  /** Answers this itself from now on, in the unit's place. */
  public synchronized void answer(String request, String payload) {
    answers.put(request, Dialects.common().framing().reply(payload));
  }

  /** Brings back all that is sent, in front of what is answered. */
  public synchronized void echo() {
    echoes = true;
  }

  private synchronized boolean echoes() {
    return echoes;
  }

  /** Lets every reply wait so long from now on. */
  public synchronized void slow(Duration time) {
    pause = time;
  }

  /** Does nothing any more. */
  public synchronized void leaveAlone() {
    deeds.clear();
    answers.clear();
    pause = Duration.ZERO;
  }

  /** All settings that the hub has sent, in order. */
  public synchronized List<String> orders() {
    return heard.stream().filter(text -> !text.matches("(Q|\\^P).*")).toList();
  }

  /** Waits until the hub has sent so many settings. */
  public synchronized List<String> awaitOrders(int count) throws InterruptedException {
    while (orders().size() < count) {
      wait();
    }
    return orders();
  }

  /** Sets something at the unit itself, as its front panel does. */
  public synchronized void press(String text) throws IOException {
    exchange(Dialects.common().framing().request(text));
  }

  /** Pulls the cable. */
  public synchronized void pull() {
    pty.close();
  }

  /** Plugs it in again. */
  public synchronized void plug() throws IOException {
    pty = plugIn();
  }

  private void serve(Pty served) {
    byte[] request = new byte[256];
    byte[] bytes = new byte[64];
    int length = 0;
    try {
      for (int count = served.read(bytes, Duration.ofHours(1));
          count >= 0;
          count = served.read(bytes, Duration.ofHours(1))) {
        for (int i = 0; i < count; i++) {
          request[length++] = bytes[i];
          if (bytes[i] == '\r') {
            answer(served, Arrays.copyOf(request, length));
            length = 0;
          }
        }
      }
    } catch (IOException e) {
      served.close(); // the cable was pulled
    }
  }

  private static byte[] less(String order) {
    double volts = Double.parseDouble(order.substring(4)) - 1;
    String text = order.substring(0, 4) + String.format(Locale.ROOT, "%.1f", volts);
    return Dialects.common().framing().request(text);
  }

  private void answer(Pty served, byte[] request) throws IOException {
    String text =
        new String(request, 0, Math.max(0, request.length - 3), StandardCharsets.ISO_8859_1);
    Deed deed = hear(text);
    if (pulling) {
      pulling = false;
      served.close();
      return;
    }
    if (echoes()) {
      served.write(request);
    }
    if (deed == Deed.SWALLOW) {
      return;
    }
    if (deed == Deed.SAY_BACK) {
      served.write(request);
      return;
    }
    if (deed == Deed.REFUSE || deed == Deed.PRETEND) {
      served.write(deed == Deed.REFUSE ? NAK : ACK);
      return;
    }
    byte[] reply;
    Duration wait;
    synchronized (this) {
      byte[] own = answers.get(text);
      reply = own == null ? exchange(deed == Deed.TAKE_LESS ? less(text) : request) : own;
      wait = pause;
    }
    if (deed == Deed.OBEY_AND_REFUSE) {
      reply = NAK;
    }
    if (deed == Deed.TRICKLE) {
      for (byte one : reply) {
        LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
        served.write(new byte[] {one});
      }
      return;
    }
    LockSupport.parkNanos(wait.toNanos());
    if (deed != Deed.LOSE_REPLY) {
      served.write(reply);
    }
    pulling = deed == Deed.PULL;
  }

  private synchronized Deed hear(String text) {
    boolean isAwaited = orders().size() >= awaitedOrders && text.startsWith(awaited);
    heard.add(text);
    notifyAll();
    if (surprise != null && isAwaited) {
      Deed deed = surprise.get();
      surprise = null;
      return deed;
    }
    return deeds.entrySet().stream()
        .filter(deed -> text.startsWith(deed.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private byte[] exchange(byte[] request) throws LinkException {
    unit.write(request);
    byte[] reply = new byte[512];
    int length = 0;
    while (length == 0 || reply[length - 1] != '\r') {
      int count = unit.read(reply, length, Duration.ofSeconds(5));
      if (count == 0) {
        return new byte[0];
      }
      length += count;
    }
    return Arrays.copyOf(reply, length);
  }

  @Override
  public synchronized void close() {
    pty.close();
    unit.close();
  }
}
