package io.sunherd;

import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Pty;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Framing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A unit on a pseudo-terminal that answers by a list, and refuses what is not in it: for models
 * that are not simulated, and for what each of several units is to say.
 */
public final class PlayedUnit implements AutoCloseable {
  private static final Framing PI30 = Dialects.common().framing();
  private static final String NAK = "NAK";

  private final Path name;
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> heard = new ArrayList<>();
  private Pty pty;

  /** A unit under a name in a folder; it tells its serial number and its live values, no more. */
  public PlayedUnit(Path name, String serial, String status, String ratings) throws IOException {
    this.name = name;
    answers.put("QPI", "PI30");
    answers.put("QID", serial);
    answers.put("QPIGS", status);
    answers.put("QPIRI", ratings);
    answers.put("QMOD", "L");
    pty = plugIn();
  }

  /** What it answers to a request from now on; null refuses it, nothing is silence. */
  public synchronized PlayedUnit says(String request, String payload) {
    if (payload == null) {
      answers.remove(request);
    } else {
      answers.put(request, payload);
    }
    return this;
  }

  /** How often it was asked that. */
  public synchronized long asked(String request) {
    return heard.stream().filter(request::equals).count();
  }

  /** The unit as an inverter that is polled as fast as a configuration allows. */
  public Inverter inverter(String id) {
    return inverter(
        id,
        Map.of(
            "status", Duration.ofMillis(100),
            "operation_mode", Duration.ofMillis(100),
            "status_2", Duration.ofMillis(200)));
  }

  /** The unit as an inverter that is polled so. */
  public Inverter inverter(String id, Map<String, Duration> poll) {
    return new Inverter(
        id, DeviceAddress.parse("serial:" + name), null, null, Inverter.AUTO, null, poll);
  }

  /** Pulls its cable. */
  public synchronized void pull() {
    pty.close();
  }

  /** Plugs it in again. */
  public synchronized void plug() throws IOException {
    pty = plugIn();
  }

  private Pty plugIn() throws IOException {
    Pty made = Pty.open();
    made.linkAs(name);
    Thread thread = new Thread(() -> serve(made), "played-" + name.getFileName());
    thread.setDaemon(true);
    thread.start();
    return made;
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
            String answer = answer(Arrays.copyOf(request, length));
            served.write(answer.isEmpty() ? new byte[0] : PI30.reply(answer));
            length = 0;
          }
        }
      }
    } catch (IOException e) {
      served.close(); // the cable was pulled
    }
  }

  private synchronized String answer(byte[] request) {
    String text =
        new String(request, 0, Math.max(0, request.length - 3), StandardCharsets.ISO_8859_1);
    heard.add(text);
    return answers.getOrDefault(text, NAK);
  }

  @Override
  public synchronized void close() {
    pty.close();
  }
}
