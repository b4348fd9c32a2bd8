package io.sunherd.protocol.table;

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
}
