package io.sunherd.inverter;

import io.sunherd.link.LinkException;
import io.sunherd.protocol.ProtocolException;
import io.sunherd.protocol.Reply;
import io.sunherd.protocol.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes one order to a unit, at most once. Before that it makes sure, where there is any doubt,
 * that the right unit listens and that no older reply is under way.
 */
final class Delivery {
  private final Session session;

  Delivery(Session session) {
    this.session = session;
  }

  /** What came of it. */
  sealed interface Result {}

  /** The unit has said ACK or NAK. */
  record Answered(boolean accepted) implements Result {}

  /**
   * Nothing was sent.
   *
   * @param gone whether the device, or the unit at it, is not there any more
   */
  record Unsent(String sentence, boolean gone) implements Result {}

  /**
   * It was sent, or begun to be, and nobody knows what became of it.
   *
   * @param gone whether the device is not there any more
   */
  record Unknown(String sentence, boolean gone) implements Result {}

  /**
   * Delivers.
   *
   * @param wanted the serial number that the unit must have, or null
   * @param doubted whether the unit may have been changed for another one since it told its number
   */
  Result deliver(String text, @Nullable String wanted, boolean doubted) {
    String serial = session.identity().serial();
    if (wanted != null && !wanted.equals(serial)) {
      return new Unsent(
          session.device() + " holds the unit with serial number " + serial + ", not " + wanted,
          false);
    }
    try {
      if (doubted || !session.isInStep()) {
        Optional<Unsent> trouble = trouble(serial);
        if (trouble.isPresent()) {
          return trouble.get();
        }
      }
    } catch (LinkException e) {
      return new Unsent(e.getMessage(), true);
    }
    return send(text);
  }

  private Result send(String text) {
    try {
      return new Answered(session.order(text) instanceof Reply.Accepted);
    } catch (LinkException e) {
      return new Unknown(e.getMessage(), true);
    } catch (ProtocolException | SilentException e) {
      return new Unknown(String.valueOf(e.getMessage()), false);
    }
  }

  /** Asks the unit who it is: replies come in order, so behind this one there is no older one. */
  private Optional<Unsent> trouble(@Nullable String serial) throws LinkException {
    String question = serial == null ? "protocol" : "serial_number";
    Optional<Request> request = session.identity().dialect().request(question);
    if (request.isEmpty()) {
      return Optional.of(new Unsent("the protocol has no way to tell who listens", false));
    }
    try {
      Object told = session.ask(request.get(), true, () -> false).values().get(question);
      if (serial != null && !serial.equals(told)) {
        return Optional.of(
            new Unsent(
                session.device()
                    + " holds the unit with serial number "
                    + told
                    + " now, not "
                    + serial,
                true));
      }
      return session.isInStep()
          ? Optional.empty()
          : Optional.of(new Unsent(session.device() + " says more than it is asked", false));
    } catch (ProtocolException | SilentException e) {
      return Optional.of(new Unsent(String.valueOf(e.getMessage()), false));
    }
  }
}
