package io.sunherd.line;

import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Joined;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a device for what belongs to a reading besides the reply to its own question. */
final class JoinedParts {
  private final Line line;
  private final Dialect dialect;
  private final PrintWriter err;

  JoinedParts(Line line, Dialect dialect, PrintWriter err) {
    this.line = line;
    this.dialect = dialect;
    this.err = err;
  }

  /** The whole reading; what did not come is null in it, and a sentence says so. */
  Map<String, @Nullable Object> into(Inquiry inquiry, Map<String, @Nullable Object> values)
      throws LinkException {
    Map<String, @Nullable Object> whole = values;
    for (Joined part : inquiry.joined()) {
      Inquiry row = dialect.inquiry(part.code()).orElseThrow();
      String asked = part.text(whole).orElse(null);
      if (asked == null) {
        whole = part.into(whole, null);
        continue;
      }
      try {
        Reply reply = new Persistent(line, dialect).ask(dialect.request(asked).orElseThrow());
        if (reply instanceof Reply.Text text) {
          whole = part.into(whole, into(row, row.decode(text.payload())));
        } else if (part.isAskedAlong()) {
          err.println("The inverter refused " + asked + ": what it tells is null here.");
          whole = part.into(whole, null);
        }
      } catch (ProtocolException | SilentException e) {
        err.println(e.getMessage() + " What " + asked + " tells is null here.");
        whole = part.into(whole, null);
      }
    }
    return whole;
  }
}
