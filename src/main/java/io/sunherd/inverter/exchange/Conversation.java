package io.sunherd.inverter.exchange;

import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Request;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with an identified unit. An inquiry that failed is repeated once at most, and so is one
 * whose answer is implausible: the second answer is returned as it is.
 */
public final class Conversation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final Line line;
  private final Identity identity;
  private final LinkMeter meter;
  private final Strays strays;
  private final Markers markers;

  /** A session over a line on which this unit was identified; the meter counts its exchanges. */
  public Conversation(Line line, Identity identity, LinkMeter meter) {
    this(line, identity, meter, new Strays());
  }

  /**
   * The same.
   *
   * @param strays what was given up on the same line before, and is from now on
   */
  public Conversation(Line line, Identity identity, LinkMeter meter, Strays strays) {
    this.line = line;
    this.identity = identity;
    this.meter = meter;
    this.strays = strays;
    this.markers = new Markers(identity, strays);
  }

  /** The unit at the other end. */
  public Identity identity() {
    return identity;
  }

  /** The device it is on. */
  public String device() {
    return line.link().device().toString();
  }

  /**
   * Looks who is on the line, with harmless inquiries, as where a line is opened: returns whether
   * that is another unit, or one of another dialect. What still refuses everything may be the same.
   */
  public boolean isReplaced() throws LinkException {
    try {
      Identity found = new Identification(line, identity, true).identify("auto");
      return !found.dialect().equals(identity.dialect()) || !found.isSameUnit(identity);
    } catch (ProtocolException | SilentException e) {
      LOG.debug("{}: {}", device(), e.getMessage());
      return false;
    }
  }

  /**
   * Asks and decodes.
   *
   * @param again whether to ask once more when no valid answer came
   * @param pressed whether the line is short of time
   * @throws ProtocolException with {@link Reason#REFUSED} where the unit replied NAK
   */
  public Answer ask(Request request, boolean again, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    if (strays.mayCome(request, meter.begin())) {
      catchUp(request, pressed);
    }
    long asked = meter.begin();
    Answer answer = answered(request, again, asked, pressed);
    if (!request.inquiry().isIncredible(answer.values())) {
      return answer;
    }
    meter.retried();
    return ask(request, asked, pressed);
  }

  /**
   * Asks for something that is answered otherwise, so that no late reply can be taken for the one
   * that is asked for next. What is refused proves nothing: then the next reply is in doubt.
   */
  private void catchUp(Request next, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    Request other = markers.before(next, meter.begin()).orElse(null);
    if (other == null) {
      return;
    }
    try {
      Answer unused = answered(other, true, strays.gaveUpLast(next), pressed);
    } catch (SilentException e) {
      String both = " did not answer " + next.text() + ", nor " + other.text() + " since.";
      throw e.isBrokenOff() ? e : new SilentException(device() + both);
    } catch (ProtocolException e) {
      if (e.reason() != Reason.REFUSED) {
        throw new ProtocolException(
            Reason.SUSPECT,
            "A late reply to "
                + next.text()
                + " may still come, so it is not asked again yet: "
                + e.getMessage());
      }
      LOG.debug("{}: {} is in doubt: {}", device(), next.text(), e.getMessage());
    }
  }

  private Answer answered(Request request, boolean again, long asked, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    try {
      return ask(request, asked, pressed);
    } catch (SilentException e) {
      if (!again) {
        throw e;
      }
    } catch (ProtocolException e) {
      if (!again || !isAccident(e.reason())) {
        throw e;
      }
    }
    meter.retried();
    return ask(request, asked, pressed);
  }

  private static boolean isAccident(Reason reason) {
    return switch (reason) {
      case BAD_CRC, NOISE, INCOMPLETE, WRONG_SHAPE, SUSPECT -> true;
      default -> false;
    };
  }

  private Answer ask(Request request, long asked, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    boolean isBehind = strays.mayCome(meter.begin());
    long doubtful = line.doubtful();
    String payload;
    Answer answer;
    try {
      payload = exchanged(request, pressed);
      answer = decoded(request, payload);
    } catch (ProtocolException e) {
      if (e.reason() != Reason.REFUSED || isBehind || line.doubtful() > doubtful) {
        strays.gaveUp(request, meter.begin());
      }
      throw e;
    } catch (SilentException e) {
      strays.gaveUp(request, meter.begin());
      throw e;
    }
    requireNoStray(request, payload, asked);
    strays.answered(request, meter.begin());
    markers.answered(request, payload);
    return answer;
  }

  private String exchanged(Request request, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    Framing framing = identity.dialect().framing();
    long before = line.sent();
    long doubtful = line.doubtful();
    Reply reply = measured(() -> line.exchange(framing, request, pressed));
    if (line.sent() > before + 1 && line.doubtful() > doubtful) {
      strays.gaveUp(request, meter.begin()); // this may be the reply to the first one
    }
    if (reply instanceof Reply.Accepted) {
      line.distrust();
      strays.orderAnswered();
      throw new ProtocolException(
          Reason.WRONG_SHAPE, "The inverter answered " + request.text() + " with ACK, no reading.");
    }
    if (!(reply instanceof Reply.Text text)) {
      throw new ProtocolException(
          Reason.REFUSED,
          "The inverter refused "
              + request.text()
              + (line.isRefusedByEcho()
                  ? ": it sent the request back, as some do in place of a refusal."
                  : " (NAK)."));
    }
    return text.payload();
  }

  private Answer decoded(Request request, String payload) throws ProtocolException {
    try {
      return new Answer(
          identity.dialect().framing().printed(payload),
          request.inquiry().decode(payload),
          line.completed());
    } catch (ProtocolException e) {
      throw unreadable(e);
    }
  }

  private void requireNoStray(Request request, String payload, long asked)
      throws ProtocolException {
    Optional<String> other = strays.sender(request, payload, asked, meter.begin());
    if (other.isPresent()) {
      strays.dropped(request, meter.begin());
      String late = request.text() + " may be the late one to " + other.get();
      throw unreadable(
          new ProtocolException(
              Reason.SUSPECT,
              "The reply to " + late + ", so it is dropped; ask again in ten seconds."));
    }
  }

  private ProtocolException unreadable(ProtocolException e) {
    line.distrust();
    meter.unreadable(e.reason());
    return e;
  }

  /** One request and its reply. */
  private interface Exchange {
    Reply run() throws LinkException, ProtocolException, SilentException;
  }

  private Reply measured(Exchange exchange)
      throws LinkException, ProtocolException, SilentException {
    long began = meter.begin();
    try {
      Reply reply = exchange.run();
      meter.answered(began, line.completed());
      return reply;
    } catch (SilentException e) {
      meter.silent(began);
      throw e;
    } catch (ProtocolException e) {
      meter.garbled(began, e.reason());
      throw e;
    } catch (LinkException e) {
      meter.lost(began);
      throw e;
    }
  }

  /** Whether a reply can only be that to the next request. */
  boolean isInStep() throws LinkException {
    return line.isInStep();
  }

  /** An earlier order whose answer was given up, but may still come. */
  Optional<String> openOrder() {
    return strays.order(meter.begin());
  }

  /** The answer to an order may be that to an earlier one, so that its own may still come. */
  void doubtOrder(String text) {
    strays.gaveUpOrder(text, meter.begin());
  }

  /**
   * Sends an order, once. Even where this throws, the unit may have obeyed.
   *
   * @return ACK or NAK, never a text
   */
  Reply order(String text) throws LinkException, ProtocolException, SilentException {
    Framing framing = identity.dialect().framing().ofKnownUnit();
    try {
      Reply reply = measured(() -> line.order(framing, text));
      if (reply instanceof Reply.Text) {
        line.distrust();
        throw new ProtocolException(
            Reason.WRONG_SHAPE, device() + " answered " + text + " with a reading.");
      }
      return reply;
    } catch (ProtocolException | SilentException e) {
      doubtOrder(text);
      throw e;
    }
  }

  /** Whether the line echoes requests. */
  public boolean echoes() {
    return line.echoes();
  }

  /** When the last reply was complete, on the monotonic clock. */
  long completed() {
    return line.completed();
  }

  @Override
  public void close() {
    line.close();
  }
}
