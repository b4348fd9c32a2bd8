package io.sunherd;

import io.sunherd.link.Pty;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device of any protocol on a pseudo-terminal: it answers what the script has, byte for byte as
 * its protocol wants it asked, and refuses the rest.
 */
public final class ScriptedDevice implements AutoCloseable {
  private static final byte[] CARET_REFUSAL = {'^', '0', 0x1B, (byte) 0xE3, '\r'};

  private final Path name;
  private final Dialect dialect;
  private final Map<String, String> answers;
  private final List<byte[]> heard = new ArrayList<>();
  private Pty pty;

  /**
   * A device that is plugged in.
   *
   * @param protocol what it speaks
   * @param answers payloads by request: QID, or what stands behind {@code ^Pnnn}
   */
  public ScriptedDevice(Path name, String protocol, Map<String, String> answers)
      throws IOException {
    this.name = name;
    this.dialect = Dialects.find(protocol).orElseThrow();
    this.answers = new HashMap<>(answers);
    this.pty = plugIn();
  }

  private Pty plugIn() throws IOException {
    Pty made = Pty.open();
    made.linkAs(name);
    Thread thread = new Thread(() -> serve(made), "device-" + name.getFileName());
    thread.setDaemon(true);
    thread.start();
    return made;
  }

  /** Answers so from now on: null refuses, and nothing is silence. */
  public synchronized ScriptedDevice says(String request, @Nullable String payload) {
    if (payload == null) {
      answers.remove(request);
    } else {
      answers.put(request, payload);
    }
    return this;
  }

  /** How often it was asked that. */
  public synchronized long asked(String request) {
    byte[] wanted = dialect.framing().request(request);
    return heard.stream().filter(bytes -> Arrays.equals(bytes, wanted)).count();
  }

  /** Pulls its cable. */
  public synchronized void pull() {
    pty.close();
  }

  /** Plugs it in again. */
  public synchronized void plug() throws IOException {
    pty = plugIn();
  }

  /** Where the hub finds it. */
  public String address() {
    return "serial:" + name;
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
            served.write(answer(Arrays.copyOf(request, length)));
            length = 0;
          }
        }
      }
    } catch (IOException e) {
      served.close(); // the cable was pulled
    }
  }

  private synchronized byte[] answer(byte[] request) {
    heard.add(request);
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      if (Arrays.equals(dialect.framing().request(answer.getKey()), request)) {
        String payload = answer.getValue();
        return payload.isEmpty() ? new byte[0] : dialect.framing().reply(payload);
      }
    }
    return dialect.framing().printed("").startsWith("^")
        ? CARET_REFUSAL
        : dialect.framing().reply("NAK");
  }

  @Override
  public synchronized void close() {
    pty.close();
  }
}
