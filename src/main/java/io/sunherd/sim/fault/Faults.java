package io.sunherd.sim.fault;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The faults of one unit that are active. Any thread may switch them. */
public final class Faults {
  private static final Set<String> STATUS = Set.of("QPIGS", "GS");

  private final Map<Kind, Integer> on = new EnumMap<>(Kind.class);
  private long version;
  private int statuses;

  /** The possible faults of a unit or its line. */
  public enum Kind {
    /** It obeys, but its replies are lost. */
    SILENCE(1),
    /** It accepts bytes, but neither obeys nor answers. */
    HANG(1),
    /** Its port accepts no bytes: writing fails. Over TCP nothing is read any more. */
    STUCK(1),
    /** It refuses everything. */
    NAK(1),
    /** It replies ACK to a setting and does not keep it. */
    FORGET(1),
    /** Replies stop after that many bytes. */
    CUT(10),
    /** The checksum of replies is wrong. */
    CRC(1),
    /** That many stray bytes come before each reply. */
    NOISE(5),
    /** That many bytes in the middle of each reply are changed. */
    GARBLE(1),
    /** Replies come that many milliseconds late; the reply to a later request comes after them. */
    LATE(3000),
    /** Every reply comes twice. */
    DUPLICATE(1),
    /** Before each reply the previous one comes once more. */
    STALE(1),
    /**
     * Every byte sent is echoed, as where the sending and receiving lines are joined; replies
     * follow.
     */
    ECHO(1),
    /** A refused request is echoed in place of NAK. */
    PARROT(1),
    /** Replies come in three pieces with that many milliseconds between them. */
    PIECES(700),
    /** It does not receive a request with a 00 in its CRC, but accepts 01 in its place. */
    DEAF(1),
    /** It answers which protocol it speaks, and refuses everything else. */
    STUBBORN(1),
    /** Every n-th status reply has only zeros; the amount is n. */
    ZEROS(10),
    /** Firmware versions and the model's name are odd texts. */
    TEXTS(1),
    /** It has stopped with the fault of that code. */
    FAILURE(2),
    /** Tells a placeholder as its serial number, as after a reset to defaults by an app. */
    PLACEHOLDER(1),
    /** No fault: a battery management speaks to it, which knows of so many percent of charge. */
    BMS(80),
    /** The units of its parallel bus have their numbers the other way round. */
    RENUMBER(1);

    private final int usual;

    Kind(int usual) {
      this.usual = usual;
    }

    /** The amount that "on" means. */
    public int usual() {
      return usual;
    }

    /** The words, for messages. */
    public static String words() {
      return Arrays.stream(values())
          .map(kind -> kind.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * Switches a fault.
   *
   * @param amount bytes or milliseconds as the kind has it, 1 for a plain one; 0 switches it off
   */
  public synchronized void set(Kind kind, int amount) {
    version++;
    if (amount > 0) {
      on.put(kind, amount);
    } else {
      on.remove(kind);
    }
  }

  /** Switches every fault off. */
  public synchronized void clear() {
    version++;
    on.clear();
  }

  /** Its amount, 0 while it is off. */
  public synchronized int amount(Kind kind) {
    return on.getOrDefault(kind, 0);
  }

  public boolean has(Kind kind) {
    return amount(kind) > 0;
  }

  /** Changes whenever a fault is switched. */
  public synchronized long version() {
    return version;
  }

  /** The payload that the unit sends in place of the right one. */
  public synchronized String told(String request, String payload) {
    if (has(Kind.ZEROS) && STATUS.contains(request) && ++statuses % amount(Kind.ZEROS) == 0) {
      return payload.replaceAll("[1-9]", "0");
    }
    if (has(Kind.TEXTS) && request.equals("QMN")) {
      return "VM-5.0K+";
    }
    return has(Kind.TEXTS) ? payload.replaceFirst("^(VERFW\\d?:).*", "$100002.40a") : payload;
  }

  /**
   * The bytes of a reply that reach the line.
   *
   * @param before the reply sent before this one
   */
  public byte[] damage(byte[] reply, byte[] before) {
    byte[] frame = reply.clone();
    if (has(Kind.CRC) && frame.length > 3) {
      frame[frame.length - 3] = (byte) (frame[frame.length - 3] == '0' ? '1' : '0');
    }
    int end = frame.length - 3;
    for (int i = 0; i < amount(Kind.GARBLE) && i < end; i++) {
      frame[(end / 2 + i) % end] = (byte) 0xEE;
    }
    frame = has(Kind.DUPLICATE) ? joined(frame, frame) : frame;
    frame = has(Kind.STALE) ? joined(before, frame) : frame;
    frame = has(Kind.NOISE) ? joined(noise(amount(Kind.NOISE)), frame) : frame;
    int cut = amount(Kind.CUT);
    frame = cut > 0 && cut < frame.length ? Arrays.copyOf(frame, cut) : frame;
    return has(Kind.SILENCE) ? new byte[0] : frame;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    Arrays.fill(noise, (byte) 0xFF);
    return noise;
  }
}
