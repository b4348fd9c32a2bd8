package io.sunherd;

import io.sunherd.link.Pty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An InfiniSolar E on a pseudo-terminal that was made by the document of PI16 alone: it knows no
 * table of the product, wants no checksum, and has numbers of its own.
 */
public final class ForeignSunny implements AutoCloseable {
  private final Path name;
  private final Pty pty;
  private final Map<String, String> answers = new HashMap<>();
  private final Set<String> unanswered = new HashSet<>();
  private final Set<String> damaged = new HashSet<>();
  private final List<String> heard = new ArrayList<>();

  /** A unit that can be opened by that name. */
  public ForeignSunny(Path name) throws IOException {
    this.name = name;
    this.pty = Pty.open();
    pty.linkAs(name);
    answers.put("QPI", "PI16");
    answers.put("QID", "96131407101234");
    answers.put(
        "QPIGS",
        "231.4 001210 50.0 0005.3 230.9 00874 50.0 003.9 016 388.0 388.0 051.7 ---.- 063 01502 00911"
            + " ----- 287.3 265.8 ---.- 041.0 D---110001");
    answers.put("QMOD", "G");
    answers.put("QPIWS", "--0000000000--00000---00000" + "-".repeat(101));
    answers.put("QPIRI", "230.0 50.0 013.0 230.0 013.0 18.0 048.0 2 10 0");
    answers.put("QPICF", "00 00");
    answers.put("QFLAG", "EBGDAP");
    answers.put("QENF", "A1B0C1D0E1F0G0H0I_J_");
    answers.put("QCHGS", "00.3 53.2 30.0 56.2");
    answers.put("QBSDV", "45.0 46.0 48.0 49.4");
    answers.put("QOFFC", "01.5 52.0 060");
    answers.put("QPRIO", "02");
    answers.put("QCHT", "0000 0000");
    answers.put("QPKT", "0000 0000");
    answers.put("QLDT", "0000 0000");
    answers.put("QLST", "10");
    answers.put("QT", "20261129193000");
    answers.put("QED20261128112", "012876");
    // Floating between 48.0 and 57.4 V, bulk between 50.0 and 57.8 V, charging with up to 45 A.
    answers.put(
        "QVFTR",
        "276.0 235.0 225.0 180.0 55.0 50.1 49.9 45.0 070 005 57.4 48.0 45.0 00.5 500 450 200 090 450"
            + " 400 200 110 05500 00000 57.8 50.0 --");
    Thread thread = new Thread(this::serve, "foreign-" + name.getFileName());
    thread.setDaemon(true);
    thread.start();
  }

  /** Its device address. */
  public String address() {
    return "serial:" + name;
  }

  /** From now on it tells that; null to refuse. */
  public synchronized ForeignSunny says(String text, String payload) {
    if (payload == null) {
      answers.remove(text);
    } else {
      answers.put(text, payload);
    }
    return this;
  }

  /** It does not answer this inquiry. */
  public synchronized ForeignSunny keepsSilentAbout(String text) {
    unanswered.add(text);
    return this;
  }

  /** Its replies to this inquiry do not come as it sends them. */
  public synchronized ForeignSunny damages(String text) {
    damaged.add(text);
    return this;
  }

  /** What it was sent that is no inquiry, without the CR. */
  public synchronized List<String> orders() {
    return heard.stream().filter(text -> !text.matches("Q.*|I|GNTMQ|\\^.*")).toList();
  }

  /** How often it was asked that. */
  public synchronized long asked(String text) {
    return heard.stream().filter(text::equals).count();
  }

  private synchronized byte[] answer(String text) {
    heard.add(text);
    if (unanswered.contains(text)) {
      return new byte[0];
    }
    String payload = answers.get(text);
    byte[] reply = sealed("(" + (payload != null ? payload : obey(text) ? "ACK" : "NAK"));
    reply[1] ^= (byte) (damaged.contains(text) ? 1 : 0);
    return reply;
  }

  private boolean obey(String text) {
    if (text.matches("MCHGV\\d\\d\\.\\d")) {
      put("QCHGS", 1, text.substring(5));
    } else if (text.matches("MCHGC\\d\\d\\.\\d")) {
      put("QCHGS", 2, text.substring(5));
    } else if (text.matches("BCHGV\\d\\d\\.\\d")) {
      put("QCHGS", 3, text.substring(5));
    } else if (text.matches("BSDV\\d\\d\\.\\d \\d\\d\\.\\d")) {
      put("QBSDV", 0, text.substring(4, 8));
      put("QBSDV", 1, text.substring(9));
    } else if (text.matches("DSUBV\\d\\d\\.\\d \\d\\d\\.\\d")) {
      put("QBSDV", 2, text.substring(5, 9));
      put("QBSDV", 3, text.substring(10));
    } else if (text.matches("OFFC\\d\\d\\.\\d \\d\\d\\.\\d \\d{3}")) {
      answers.put("QOFFC", text.substring(4));
    } else if (text.matches("PRIO0[1-3]")) {
      answers.put("QPRIO", text.substring(4));
    } else if (text.matches("ENF[A-H][01]")) {
      String now = answers.get("QENF");
      int at = now.indexOf(text.charAt(3));
      answers.put("QENF", now.substring(0, at + 1) + text.charAt(4) + now.substring(at + 2));
    } else if (text.matches("P[ED][ABGP]")) {
      flag(text.charAt(2), text.charAt(1) == 'E');
    } else if (text.matches("CHT[HL]\\d{4}")) {
      put("QCHT", text.charAt(3) == 'H' ? 0 : 1, text.substring(4));
    } else if (text.matches("(PKT|LDT)\\d{4} \\d{4}")) {
      answers.put("Q" + text.substring(0, 3), text.substring(3));
    } else if (text.matches("LST\\d\\d")) {
      answers.put("QLST", text.substring(3));
    } else if (text.matches("DAT\\d{12}")) {
      answers.put("QT", "20" + text.substring(3));
    } else {
      return false;
    }
    return true;
  }

  private void put(String inquiry, int place, String value) {
    String[] values = answers.get(inquiry).split(" ");
    values[place] = value;
    answers.put(inquiry, String.join(" ", values));
  }

  private void flag(char letter, boolean isOn) {
    String flags = answers.get("QFLAG").replace(String.valueOf(letter), "");
    answers.put(
        "QFLAG", isOn ? flags.replace("E", "E" + letter) : flags.replace("D", "D" + letter));
  }

  private static byte[] sealed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int crc = 0;
    for (byte one : bytes) {
      crc ^= (one & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
      }
    }
    byte[] frame = Arrays.copyOf(bytes, bytes.length + 3);
    frame[bytes.length] = bumped(crc >> 8);
    frame[bytes.length + 1] = bumped(crc);
    frame[bytes.length + 2] = '\r';
    return frame;
  }

  private static byte bumped(int half) {
    int value = half & 0xff;
    return (byte) (value == 0x28 || value == 0x0d || value == 0x0a ? value + 1 : value);
  }

  private void serve() {
    StringBuilder request = new StringBuilder();
    byte[] bytes = new byte[64];
    try {
      for (int count = pty.read(bytes, Duration.ofHours(1));
          count >= 0;
          count = pty.read(bytes, Duration.ofHours(1))) {
        for (int i = 0; i < count; i++) {
          if (bytes[i] == '\r') {
            pty.write(answer(request.toString()));
            request.setLength(0);
          } else {
            request.append((char) (bytes[i] & 0xff));
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
