package io.sunherd.line;

import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;

/**
 * Asks a unit that is known to be there, in its own words, until a reply is certainly the one to
 * the question: a reading by its shape, a refusal only if it comes twice, since one may be chance.
 */
final class Persistent {
  private static final int TRIES = 3;

  private final Line line;
  private final Dialect dialect;

  Persistent(Line line, Dialect dialect) {
    this.line = line;
    this.dialect = dialect;
  }

  /**
   * The reply to an inquiry.
   *
   * @throws ProtocolException where none that came can be believed
   * @throws SilentException where the last one did not come
   */
  Reply ask(Request request) throws LinkException, ProtocolException, SilentException {
    boolean wasRefused = false;
    for (int i = 1; i < TRIES; i++) {
      try {
        Reply reply = once(request);
        if (reply instanceof Reply.Text text
            ? !request.inquiry().isIncredible(request.inquiry().decode(text.payload()))
            : line.isStill() && wasRefused) {
          return reply;
        }
        wasRefused = !(reply instanceof Reply.Text);
      } catch (ProtocolException | SilentException e) {
        line.distrust();
      }
    }
    Reply last = once(request);
    return last instanceof Reply.Text || wasRefused ? last : once(request);
  }

  private Reply once(Request request) throws LinkException, ProtocolException, SilentException {
    return line.brief(dialect.framing(), request);
  }

  /**
   * Asks what has just been answered, and only this family answers so, if need be, so that the next
   * reply is that to the next request.
   */
  void bringInStep() throws LinkException, ProtocolException, SilentException {
    if (!line.isInStep()) {
      Reply unused = ask(dialect.request("status").orElseThrow());
    }
  }
}
