package io.sunherd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a unit says to each request, with framing of its own that knows nothing of the hub's: bytes
 * in, bytes out.
 */
public final class ForeignAnswers {
  /** What a unit of some family says to what is not asked in its own form. */
  public static final byte[] NAK = sealed("(NAK");

  public static final byte[] BARE_NAK = bytes("(NAK\r");
  public static final byte[] CARET_NO = sealed("^0");
  public static final byte[] SILENCE = {};

  /** The families there are, by how they want a request. */
  public enum Family {
    PI30,
    PI18,
    PI17,
    PI16
  }

  private final Family family;
  private final Map<String, String> readings = new HashMap<>();
  private final Map<String, byte[]> words = new HashMap<>();
  private final Set<String> takes = new HashSet<>();
  private final Set<String> wantsBare = new HashSet<>();
  private final Set<String> taken = new HashSet<>();
  private final List<String> heard = new ArrayList<>();
  private byte[] toStrangers = NAK;
  private byte[] sealedAnswer = CARET_NO;
  private boolean takesBare;
  private byte @Nullable [] always;

  public ForeignAnswers(Family family) {
    this.family = family;
  }

  /** An InfiniSolar V or its kin, as captured. */
  public static ForeignAnswers pi18() {
    return new ForeignAnswers(Family.PI18)
        .reads("PI", "18")
        .reads("ID", "1492932004102450000000")
        .reads(
            "GS",
            "2312,500,2312,500,0400,0380,007,518,000,000,003,000,066,036,027,000,0302,0000,2438,"
                + "0000,0,2,0,1,1,2,2,0")
        .reads("MOD", "05")
        .reads(
            "PIRI",
            "2300,243,2300,500,243,5600,5600,480,470,530,440,555,544,2,030,090,1,1,2,9,0,0,1,0,1,"
                + "00");
  }

  /** An InfiniSolar 3P, as captured. */
  public static ForeignAnswers pi17() {
    return new ForeignAnswers(Family.PI17)
        .reads("PI", "17")
        .reads("ID", "1496161704100242000000")
        .reads(
            "GS",
            "3462,3468,0040,0035,0503,071,+00000,2369,2367,2350,5000,0000,0000,0000,2371,2365,2352,"
                + "5000,,,,025,028,000,0")
        .reads("PS", "00139,00122,,,,,,0502,0973,0385,01860,0593,1040,0399,02032,031,1,1,1,1,2,1")
        .reads("MOD", "05")
        .reads("PIRI", "2400,500,0416,2400,0416,0187,0480,2,10,0,1");
  }

  /** An InfiniSolar E, as captured. */
  public static ForeignAnswers pi16() {
    return new ForeignAnswers(Family.PI16)
        .reads("QPI", "PI16")
        .reads("QID", "96131801100057")
        .reads(
            "QPIGS",
            "224.6 000000 49.9 0006.8 232.4 01594 49.9 006.8 029 415.0 415.0 057.9 ---.- 100 00000"
                + " 00000 ----- 000.0 000.0 ---.- 035.0 D---110001")
        .reads("QMOD", "G")
        .reads("QPIRI", "230.0 50.0 013.0 230.0 013.0 18.0 048.0 1 10 0");
  }

  /** An HS, as captured. */
  public static ForeignAnswers pi30() {
    return new ForeignAnswers(Family.PI30)
        .reads("QPI", "PI30")
        .reads("QID", "92932004102443")
        .reads(
            "QPIGS",
            "227.2 50.0 230.3 50.0 0829 0751 010 447 54.50 020 083 0054 02.7 323.6 00.00 00000"
                + " 00010110 00 00 00879 010")
        .reads("QMOD", "L")
        .reads(
            "QPIRI",
            "230.0 21.7 230.0 50.0 21.7 5000 5000 48.0 51.0 49.0 54.4 54.4 2 60 060 1 1 2 9 01 0 1"
                + " 53.0 0 1");
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A text with its CRC and CR, bit by bit as the documents have it. */
  public static byte[] sealed(String text) {
    int crc = 0;
    for (byte b : bytes(text)) {
      crc ^= (b & 0xFF) << 8;
      for (int i = 0; i < 8; i++) {
        crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ 0x1021) & 0xFFFF : crc << 1;
      }
    }
    byte[] sealed = Arrays.copyOf(bytes(text), text.length() + 3);
    sealed[text.length()] = escaped(crc >> 8);
    sealed[text.length() + 1] = escaped(crc & 0xFF);
    sealed[text.length() + 2] = '\r';
    return sealed;
  }

  private static byte escaped(int value) {
    return (byte) (value == 0x28 || value == 0x0D || value == 0x0A ? value + 1 : value);
  }

  /** It tells this when it is asked that. */
  public ForeignAnswers reads(String text, String payload) {
    readings.put(text, payload);
    return this;
  }

  /**
   * It says exactly that to a request, marks and all, whatever else it knows; to a PI16 unit,
   * {@code QPI+} is the one with a checksum.
   */
  public ForeignAnswers says(String request, byte[] reply) {
    words.put(request, reply);
    return this;
  }

  /** It says nothing but that, whatever it is asked. */
  public ForeignAnswers always(byte[] reply) {
    always = reply;
    return this;
  }

  /** It takes these settings, with their values. */
  public ForeignAnswers takes(String... texts) {
    takes.addAll(List.of(texts));
    return this;
  }

  /** It says that to what is not asked in the form of its family. */
  public ForeignAnswers toStrangers(byte[] reply) {
    toStrangers = reply;
    return this;
  }

  /** It hears requests without a CRC, too; these it answers only so, and says that else. */
  public ForeignAnswers bare(byte[] otherwise, String... texts) {
    takesBare = true;
    sealedAnswer = otherwise;
    wantsBare.addAll(List.of(texts));
    return this;
  }

  /** What it was asked, without checksums; a setting of a caret family with its envelope. */
  public synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  /** The settings that it took. */
  public synchronized Set<String> taken() {
    return Set.copyOf(taken);
  }

  /** The bytes that answer a request, which ends with its CR. */
  public synchronized byte[] answer(byte[] request) {
    String whole = new String(request, 0, request.length - 1, StandardCharsets.ISO_8859_1);
    boolean isSealed =
        whole.length() > 2
            && Arrays.equals(sealed(whole.substring(0, whole.length() - 2)), request);
    String text = isSealed ? whole.substring(0, whole.length() - 2) : whole;
    heard.add(text);
    byte[] word = words.get(family == Family.PI16 && isSealed ? text + "+" : text);
    if (always != null || word != null) {
      return always == null ? word : always;
    }
    return switch (family) {
      case PI30 -> isSealed ? plain(text) : toStrangers;
      case PI16 -> isSealed ? toStrangers : plain(text);
      case PI18 -> isSealed || takesBare ? caret(text, isSealed, 3) : toStrangers;
      case PI17 -> isSealed ? toStrangers : caret(text, false, 1);
    };
  }

  private byte[] plain(String text) {
    if (readings.containsKey(text)) {
      return sealed("(" + readings.get(text));
    }
    return take(text) ? sealed("(ACK") : NAK;
  }

  private byte[] caret(String text, boolean isSealed, int tail) {
    if (!text.matches("\\^[PS]\\d{3}.+")) {
      return toStrangers;
    }
    String body = text.substring(5);
    boolean isLong =
        Integer.parseInt(text.substring(2, 5)) == body.length() + tail || (tail == 3 && !isSealed);
    boolean asks = text.charAt(1) == 'P';
    if (asks && isLong && readings.containsKey(body)) {
      String payload = readings.get(body);
      return isSealed && wantsBare.contains(body)
          ? sealedAnswer
          : sealed(String.format(Locale.ROOT, "^D%03d%s", payload.length() + 3, payload));
    }
    return !asks && isLong && take(body) ? sealed("^1") : CARET_NO;
  }

  private boolean take(String text) {
    if (!takes.contains(text)) {
      return false;
    }
    taken.add(text);
    return true;
  }
}
