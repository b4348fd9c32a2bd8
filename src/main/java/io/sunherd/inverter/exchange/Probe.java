package io.sunherd.inverter.exchange;

import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks what is on a line harmless inquiries, and notes what comes in place of answers. */
final class Probe {
  private static final int TRIES = 2;

  private final Line line;
  private Findings findings;
  private @Nullable String lastPayload;

  Probe(Line line) {
    this.line = line;
    this.findings = new Findings(device());
  }

  private String device() {
    return line.link().device().toString();
  }

  /** What went wrong so far. */
  Findings findings() {
    return findings;
  }

  /** Forgets what went wrong so far. */
  void forget() {
    findings = new Findings(device());
  }

  /** The payload that the last inquiry was answered with, readable or not; null without one. */
  @Nullable String lastPayload() {
    return lastPayload;
  }

  /** An answer as it came, and decoded. */
  record Told(String payload, Map<String, @Nullable Object> values) {}

  /** The payload of an answer, if there is one. */
  @Nullable String payload(Dialect dialect, String name) throws LinkException {
    return ask(dialect, name).map(Told::payload).orElse(null);
  }

  /**
   * The answer to an inquiry, if there is one: all of these are optional. A damaged reply is
   * requested again.
   */
  Optional<Told> ask(Dialect dialect, String name) throws LinkException {
    Request request = dialect.request(name).orElse(null);
    if (request == null) {
      return Optional.empty();
    }
    lastPayload = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        Reply reply = line.exchange(dialect.framing(), request);
        if (reply instanceof Reply.Text text) {
          lastPayload = text.payload();
          return Optional.of(new Told(text.payload(), request.inquiry().decode(text.payload())));
        }
        findings.refused();
        return Optional.empty();
      } catch (ProtocolException e) {
        line.distrust();
        findings.garbled(e);
        if (e.reason() == Reason.OTHER_PROTOCOL) {
          return Optional.empty();
        }
      } catch (SilentException e) {
        line.distrust();
        findings.silent(e);
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
