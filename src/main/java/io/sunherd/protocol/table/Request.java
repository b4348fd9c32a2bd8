package io.sunherd.protocol.table;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;

/**
 * An inquiry with its argument, ready to be sent.
 *
 * @param inquiry the row of the table
 * @param text the code with its argument, as it goes over the wire
 */
public record Request(Inquiry inquiry, String text) {

  /** The name for users: that of the row, or the text where it has an argument. */
  public String name() {
    return text.equals(inquiry.code()) ? inquiry.name() : text;
  }

  /** Whether a reply is a reading of it. */
  public boolean isAnsweredBy(Reply reply) {
    try {
      return reply instanceof Reply.Text told && !inquiry.decode(told.payload()).isEmpty();
    } catch (ProtocolException e) {
      return false;
    }
  }
}
