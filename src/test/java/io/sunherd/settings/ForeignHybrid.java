package io.sunherd.settings;

import io.sunherd.link.Pty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An InfiniSolar 3P on a pseudo-terminal that was made by the document of PI17 alone: it knows no
 * table of the product, wants no checksum, and has numbers of its own.
 */
final class ForeignHybrid implements AutoCloseable {
  private static final String REFUSED = "5e301be30d";
  private static final String ACCEPTED = "5e310bc20d";

  private final Path name;
  private final Pty pty;
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> heard = new ArrayList<>();
  private final String[] battery =
      "1500,0572,0548,0000,060,0530,0430,0500,0460,0520,0,,,0,0530,000,0600,0250".split(",", -1);
  private final String[] energy = "01,1,0,0,1,1,0,0,0".split(",");
  private final String[] flags = "0,0,0,0,1,0".split(",");

  ForeignHybrid(Path name) throws IOException {
    this.name = name;
    this.pty = Pty.open();
    pty.linkAs(name);
    answers.put("PI", "17");
    answers.put("ID", "1496161809100123000000");
    answers.put(
        "GS",
        "3464,3454,0032,0026,0503,071,-00160,2395,2401,2374,5000,0000,0000,0000,2397,2399,2374,5000,"
            + ",,,025,029,000,0");
    answers.put(
        "PS",
        "04000,02500,,-01300,-01250,-01270,-03820,0502,0973,0385,01860,0593,1040,0399,02032,031,1,1,"
            + "1,1,2,2");
    answers.put("MOD", "05");
    answers.put("PIRI", "2300,500,0416,2300,0416,0187,0480,2,10,0,1");
    answers.put("GPMP", "09000");
    answers.put("LST", "02");
    answers.put("ACCT", "0000,0000");
    answers.put("ACLT", "0000,0000");
    // Charging between 46.0 and 57.6 V, 5.0 and 180.0 A; feeding in up to 10 kW.
    answers.put(
        "MAR",
        "2760,2300,2300,1840,5500,5000,5000,4500,900,005,9000,3000,3800,1500,8500,4000,4500,2500,0576,"
            + "0460,1800,0050,10000,00000");
    Thread thread = new Thread(this::serve, "foreign-" + name.getFileName());
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "serial:" + name;
  }

  /** From now on it does not tell between which limits it takes values. */
  synchronized ForeignHybrid withoutLimits() {
    answers.remove("MAR");
    return this;
  }

  /** Nobody has set the second one of its two spans. */
  synchronized ForeignHybrid withASpanUnset() {
    answers.put("ACCT", "2200,0600,----,----");
    return this;
  }

  /** It has two spans of the day in which the grid may charge, as units of 2022 have. */
  synchronized ForeignHybrid withTwoSpans() {
    answers.put("ACCT", "2200,0600,1200,1330");
    return this;
  }

  /** Somebody sets a value of the battery at its panel; places are counted from 0. */
  synchronized void press(int place, String digits) {
    battery[place] = digits;
  }

  /** The settings it was sent, as they came but for the CR. */
  synchronized List<String> orders() {
    return heard.stream().filter(text -> text.startsWith("^S")).toList();
  }

  private synchronized byte[] answer(String text) {
    heard.add(text);
    if (text.length() < 6 || Integer.parseInt(text.substring(2, 5)) != text.length() - 4) {
      return hex(REFUSED);
    }
    String body = text.substring(5);
    if (text.startsWith("^S")) {
      return hex(obey(body) ? ACCEPTED : REFUSED);
    }
    String payload =
        switch (body) {
          case "BATS" -> String.join(",", battery);
          case "HECS" -> String.join(",", energy);
          case "FLAG" -> String.join(",", flags);
          default -> answers.get(body);
        };
    return payload == null
        ? hex(REFUSED)
        : sealed(String.format("^D%03d%s", payload.length() + 3, payload));
  }

  private boolean obey(String body) {
    if (body.matches("MCHGC\\d{4}")) {
      battery[0] = body.substring(5);
    } else if (body.matches("MUCHGC\\d{4}")) {
      battery[16] = body.substring(6);
    } else if (body.matches("MCHGV\\d{4},\\d{4}")) {
      battery[1] = body.substring(5, 9);
      battery[2] = body.substring(10);
    } else if (body.matches("BATDV\\d{4},\\d{4},\\d{4},\\d{4}")) {
      keep(6, body.substring(5));
    } else if (body.matches("BCA\\d{4},\\d{3},\\d{4}")) {
      keep(3, body.substring(3));
    } else if (body.matches("ACCB[01],\\d{4}")) {
      keep(13, body.substring(4));
    } else if (body.matches("BTS\\d{3}")) {
      keep(15, body.substring(3));
    } else if (body.matches("LST\\d\\d")) {
      answers.put("LST", body.substring(3));
    } else if (body.matches("AC[CL]T(\\d{4},?)+")
        && body.length() == 4 + answers.getOrDefault(body.substring(0, 4), "").length()) {
      answers.put(body.substring(0, 4), body.substring(4));
    } else if (body.matches("BDCM\\d{4}")) {
      battery[17] = body.substring(4);
    } else if (body.matches("GPMP\\d{6}")) {
      answers.put("GPMP", body.substring(5));
    } else if (body.matches("SEP0[0-2]")) {
      energy[0] = body.substring(3);
    } else if (body.matches("ED[A-G][01]")) {
      energy[body.charAt(2) - 'A' + 1] = body.substring(3);
    } else if (body.matches("P[ED][A-C]")) {
      flags[body.charAt(2) - 'A'] = body.charAt(1) == 'E' ? "1" : "0";
    } else {
      return false;
    }
    return true;
  }

  private void keep(int first, String values) {
    String[] parts = values.split(",");
    System.arraycopy(parts, 0, battery, first, parts.length);
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

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
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
