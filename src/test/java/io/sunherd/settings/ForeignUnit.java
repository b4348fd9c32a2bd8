package io.sunherd.settings;

import io.sunherd.link.Pty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An InfiniSolar V on a pseudo-terminal that was made by the document alone: it knows no table of
 * the product, makes its checksums itself, and has numbers of its own.
 */
final class ForeignUnit implements AutoCloseable {
  private static final String STATUS =
      "2287,498,2301,499,0805,0761,014,531,000,000,012,000,071,041,038,000,0220,0105,1880,1710,0,2,"
          + "2,1,2,2,0,0";

  private final Path name;
  private final Pty pty;
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> heard = new ArrayList<>();
  private String recharge = "460";
  private String redischarge = "540";
  private String bulk = "570";
  private String floating = "552";
  private int followingOrders;
  private String mode = "0";
  private final Set<String> unanswered = new HashSet<>();
  private boolean isMuted;
  private boolean fallsSilent;
  private final Map<String, byte[]> words = new HashMap<>();
  private final Set<String> held = new HashSet<>();

  ForeignUnit(Path name) throws IOException {
    this.name = name;
    this.pty = Pty.open();
    pty.linkAs(name);
    answers.put("PI", "18");
    answers.put("ID", "1496131809100123000000");
    answers.put("GS", STATUS);
    answers.put("MOD", "05");
    answers.put("FWS", "00,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0");
    answers.put("FLAG", "1,0,1,0,0,1,1,0,0");
    answers.put("VFW", "05210,00000,00000");
    answers.put("ET", "00320400");
    answers.put("MCHGCR", "010,020,030,040,050,060,070,080");
    Thread thread = new Thread(this::serve, "foreign-" + name.getFileName());
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "serial:" + name;
  }

  /** From now on it keeps its float voltage 1.6 V below whatever bulk voltage it is given. */
  void letFloatFollowBulk() {
    letFloatFollowBulk(Integer.MAX_VALUE);
  }

  /** The same for so many orders. */
  synchronized void letFloatFollowBulk(int orders) {
    followingOrders = orders;
  }

  /** Its output mode is this code. */
  synchronized void stand(String code) {
    mode = code;
  }

  /** It does not answer this inquiry. */
  synchronized void keepSilentAbout(String inquiry) {
    unanswered.add(inquiry);
  }

  /** It answers nothing behind the next order that it takes. */
  synchronized void fallSilentAfterOrder() {
    fallsSilent = true;
  }

  /** It answers again. */
  synchronized void speak() {
    isMuted = false;
  }

  /** It answers this to orders of that beginning, and does not obey them. */
  synchronized void say(String beginning, String hex) {
    words.put(beginning, hex(hex));
  }

  /** It takes orders of that beginning, and answers them only when it is told to. */
  synchronized void holdAnswers(String beginning) {
    held.add(beginning);
  }

  /** Its bulk voltage is that now. */
  synchronized void pressBulk(String volts) {
    bulk = volts;
  }

  /** Somebody changes its float voltage at the panel. */
  synchronized void press(String volts) {
    floating = volts;
  }

  /** The settings it was sent, as they came but for checksum and CR. */
  synchronized List<String> orders() {
    return heard.stream().filter(text -> text.startsWith("^S")).toList();
  }

  private String ratings() {
    return String.join(
        ",",
        "2300,243,2300,500,243,5600,5600,480",
        recharge,
        redischarge,
        "420",
        bulk,
        floating,
        "2,030,060,0,1,1,9,0,0",
        mode,
        "1,2,00");
  }

  private synchronized byte[] answer(byte[] request) {
    int end = request.length - 3;
    if (end < 5 || !Arrays.equals(request, sealed(Arrays.copyOf(request, end)))) {
      return hex("5e301be30d");
    }
    String text = new String(request, 0, end, StandardCharsets.US_ASCII);
    heard.add(text);
    String body = text.substring(5);
    if (isMuted || unanswered.contains(body)) {
      return new byte[0];
    }
    for (Map.Entry<String, byte[]> word : words.entrySet()) {
      if (body.startsWith(word.getKey()) && text.startsWith("^S")) {
        return word.getValue();
      }
    }
    boolean isOfItsLength = Integer.parseInt(text.substring(2, 5)) == body.length() + 3;
    if (text.startsWith("^S") && isOfItsLength && obey(body)) {
      isMuted = fallsSilent;
      fallsSilent = false;
      boolean isHeld = held.stream().anyMatch(body::startsWith);
      return isHeld ? new byte[0] : hex("5e310bc20d");
    }
    String payload = body.equals("PIRI") ? ratings() : answers.get(body);
    if (!text.startsWith("^P") || payload == null) {
      return hex("5e301be30d");
    }
    String reply = String.format("^D%03d%s", payload.length() + 3, payload);
    return sealed(reply.getBytes(StandardCharsets.US_ASCII));
  }

  private boolean obey(String body) {
    if (body.matches("BUCD\\d{3},\\d{3}")) {
      recharge = body.substring(4, 7);
      redischarge = body.substring(8);
      return true;
    }
    if (body.matches("MCHGV\\d{3},\\d{3}")) {
      bulk = body.substring(5, 8);
      boolean follows = followingOrders > 0;
      followingOrders = Math.max(0, followingOrders - 1);
      floating = follows ? String.valueOf(Integer.parseInt(bulk) - 16) : body.substring(9);
      return true;
    }
    return false;
  }

  private static byte[] sealed(byte[] text) {
    int crc = 0;
    for (byte one : text) {
      crc ^= (one & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
      }
    }
    byte[] frame = Arrays.copyOf(text, text.length + 3);
    frame[text.length] = bumped(crc >> 8);
    frame[text.length + 1] = bumped(crc);
    frame[text.length + 2] = '\r';
    return frame;
  }

  private static byte bumped(int half) {
    int value = half & 0xff;
    return (byte) (value == 0x28 || value == 0x0d || value == 0x0a ? value + 1 : value);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private void serve() {
    byte[] request = new byte[256];
    byte[] bytes = new byte[64];
    int length = 0;
    try {
      for (int count = pty.read(bytes, Duration.ofHours(1));
          count >= 0;
          count = pty.read(bytes, Duration.ofHours(1))) {
        for (int i = 0; i < count; i++) {
          request[length++] = bytes[i];
          if (bytes[i] == '\r') {
            pty.write(answer(Arrays.copyOf(request, length)));
            length = 0;
          }
        }
      }
    } catch (IOException e) {
      pty.close(); // it was unplugged
    }
  }

  @Override
  public void close() {
    pty.close();
  }
}
