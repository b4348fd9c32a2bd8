package io.sunherd.family;

import io.sunherd.link.Pty;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A device on a pseudo-terminal that answers by a list, in protocols that are not simulated. */
final class OddUnit implements AutoCloseable {
  private static final Framing PI30 = Dialects.common().framing();
  private static final Framing PI18 = Dialects.find("pi18").orElseThrow().framing();

  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final List<String> heard = new ArrayList<>();
  private final Path name;
  private final Pty pty;
  private volatile byte[] otherwise = PI30.reply("NAK");

  /** A device that refuses everything as yet, under a name in a folder. */
  OddUnit(Path name) throws IOException {
    this.name = name;
    pty = Pty.open();
    pty.linkAs(name);
    Thread thread = new Thread(this::serve, "odd-" + name.getFileName());
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "serial:" + name;
  }

  /** Answers a request text (QPIGS, ^P005GS) with a payload, in the protocol of the request. */
  OddUnit says(String text, String payload) {
    return saysBytes(text, (text.startsWith("^") ? PI18 : PI30).reply(payload));
  }

  OddUnit saysBytes(String text, byte[] frame) {
    answers.put(text, frame);
    return this;
  }

  /** What it says to everything else; nothing is silence. */
  OddUnit saysElse(byte[] frame) {
    otherwise = frame;
    return this;
  }

  OddUnit forgets(String text) {
    answers.remove(text);
    return this;
  }

  synchronized List<String> heard() {
    return List.copyOf(heard);
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
            pty.write(answer(Arrays.copyOf(request, length - 1)));
            length = 0;
          }
        }
      }
    } catch (IOException e) {
      pty.close(); // it was unplugged
    }
  }

  private byte[] answer(byte[] request) {
    String whole = new String(request, StandardCharsets.ISO_8859_1);
    String text = answers.containsKey(whole) ? whole : withoutCrc(whole);
    synchronized (this) {
      heard.add(text);
    }
    return answers.getOrDefault(text, otherwise);
  }

  private static String withoutCrc(String whole) {
    return whole.startsWith("^P003") ? whole : whole.substring(0, Math.max(0, whole.length() - 2));
  }

  @Override
  public void close() {
    pty.close();
  }
}
