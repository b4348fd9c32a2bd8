package io.sunherd.inverter.exchange;

import io.sunherd.inverter.exchange.LineHabits.Form;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Request;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks an inquiry in the form that the unit takes: some want it without a CRC, or in another
 * envelope. Where the usual form brings no reading the others are tried, and what worked is kept.
 */
final class InquiryForms {
  private final Line line;
  private final LineHabits habits;

  InquiryForms(Line line, LineHabits habits) {
    this.line = line;
    this.habits = habits;
  }

  /** See {@link Line#exchange(Framing, Request, BooleanSupplier)}. */
  Reply ask(Framing framing, Request request, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    String text = request.text();
    if (habits.isSettled(framing, text)) {
      byte[] known = habits.known(framing, text);
      return known == null
          ? line.exchange(framing, text, pressed)
          : other(framing, request, known, pressed);
    }
    if (habits.isBareOnly()) {
      Reply reply = otherReading(framing, request, pressed);
      if (reply != null) {
        return reply;
      }
    }
    try {
      Reply reply = certain(framing, request, pressed);
      if (request.isAnsweredBy(reply)) {
        habits.answered(text, Form.SEALED);
        return reply;
      }
      Reply other = otherReading(framing, request, pressed);
      return other == null ? reply : other;
    } catch (ProtocolException e) {
      boolean isNoise = e.reason() == Reason.NOISE;
      return or(isNoise ? null : otherReading(framing, request, pressed), e);
    } catch (SilentException e) {
      return or(habits.hearsBare() ? otherReading(framing, request, pressed) : null, e);
    }
  }

  /** The reply to an inquiry; a refusal counts only where it cannot belong to an older request. */
  private Reply certain(Framing framing, Request request, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    boolean wasInStep = line.isInStep();
    Reply reply = line.exchange(framing, request.text(), pressed);
    return request.isAnsweredBy(reply) || (line.isStill() && wasInStep)
        ? reply
        : line.exchange(framing, request.text(), pressed);
  }

  private static <E extends Exception> Reply or(@Nullable Reply reply, E trouble) throws E {
    if (reply == null) {
      throw trouble;
    }
    return reply;
  }

  /** The reading that one of the other forms of an inquiry brings, or null. */
  private @Nullable Reply otherReading(Framing framing, Request request, BooleanSupplier pressed)
      throws LinkException {
    String text = request.text();
    for (Form form : Form.OTHERS) {
      byte[] other = habits.other(form, framing, text);
      Reply reply = other == null ? null : reading(framing, request, other, pressed);
      if (other != null && reply != null) {
        // The first reply to another form may be the late one to the form before.
        if (reading(framing, request, other, pressed) != null) {
          habits.answered(text, form);
        }
        return reply;
      }
    }
    habits.neither(text);
    return null;
  }

  private @Nullable Reply reading(
      Framing framing, Request request, byte[] sent, BooleanSupplier pressed) throws LinkException {
    try {
      Reply reply = line.once(framing, sent, request.text(), pressed);
      return request.isAnsweredBy(reply) ? reply : null;
    } catch (ProtocolException | SilentException e) {
      line.distrust();
      return null;
    }
  }

  /**
   * An inquiry in the form that the unit is known to want; after a refusal that is no longer taken
   * for certain.
   */
  private Reply other(Framing framing, Request request, byte[] known, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    Reply reply;
    try {
      reply = line.once(framing, known, request.text(), pressed);
    } catch (ProtocolException e) {
      if (e.reason() == Reason.OTHER_PROTOCOL) {
        habits.unsettle(request.text());
      }
      throw e;
    }
    if (!request.isAnsweredBy(reply)) {
      habits.unsettle(request.text());
    }
    return reply;
  }
}
