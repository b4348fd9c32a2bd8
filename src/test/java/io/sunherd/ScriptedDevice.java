package io.sunherd;

import io.sunherd.link.Pty;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A device of any protocol on a pseudo-terminal: it answers what the script has, byte for byte as
 * its protocol wants it asked, and refuses the rest.
 */
final class ScriptedDevice implements AutoCloseable {
  private static final byte[] CARET_REFUSAL = {'^', '0', 0x1B, (byte) 0xE3, '\r'};

  private final Path name;
  private final Dialect dialect;
  private final Map<String, String> answers;
  private final Pty pty;

  /**
   * A device that is plugged in.
   *
   * @param protocol what it speaks
   * @param answers payloads by request: QID, or what stands behind {@code ^Pnnn}
   */
  ScriptedDevice(Path name, String protocol, Map<String, String> answers) throws IOException {
    this.name = name;
    this.dialect = Dialects.find(protocol).orElseThrow();
    this.answers = Map.copyOf(answers);
    this.pty = Pty.open();
    pty.linkAs(name);
    Thread thread = new Thread(this::serve, "device-" + name.getFileName());
    thread.setDaemon(true);
    thread.start();
  }

  /** Where the hub finds it. */
  String address() {
    return "serial:" + name;
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
      pty.close(); // the cable was pulled
    }
  }

  private byte[] answer(byte[] request) {
    return answers.keySet().stream()
        .filter(text -> Arrays.equals(dialect.framing().request(text), request))
        .map(answers::get)
        .map(Objects::requireNonNull)
        .map(dialect.framing()::reply)
        .findFirst()
        .orElseGet(
            () ->
                dialect.framing().printed("").startsWith("^")
                    ? CARET_REFUSAL
                    : dialect.framing().reply("NAK"));
  }

  @Override
  public void close() {
    pty.close();
  }
}
