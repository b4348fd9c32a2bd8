package io.sunherd.line;

import io.sunherd.inverter.exchange.Identification;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.exchange.Timing;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Links;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Nameplate;
import io.sunherd.protocol.Setters;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Request;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code --status}, {@code --op-mode} and {@code --cmd} straight to a device. */
public final class DeviceLine {
  private final LineRequest question;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Holder holder;

  /**
   * A line that is not asked yet.
   *
   * @param out where what the unit says goes
   * @param err where everything else goes
   * @param holder is asked where a process holds the device
   */
  public DeviceLine(LineRequest question, PrintWriter out, PrintWriter err, Holder holder) {
    this.question = question;
    this.out = out;
    this.err = err;
    this.holder = holder;
  }

  /**
   * Asks the first of the devices that can be opened.
   *
   * @return the exit code
   * @throws CommandFailure where it was not answered
   */
  public int run() throws InterruptedException {
    List<String> reasons = new ArrayList<>();
    Links links = new Links(Links.NO_SIMULATION);
    for (DeviceAddress device : question.devices()) {
      try (Line open = new Line(links.open(device), Timing.of(device.kind()), System::nanoTime)) {
        tell("Opened " + open.link().device() + ".");
        return ask(open);
      } catch (LinkException e) {
        OptionalInt exit =
            e.holder().isPresent()
                ? holder.ask(device, e.holder().getAsLong())
                : OptionalInt.empty();
        if (exit.isPresent()) {
          return exit.getAsInt();
        }
        reasons.add(e.getMessage());
      }
    }
    throw new CommandFailure(Exit.NO_VALID_ANSWER, String.join(System.lineSeparator(), reasons));
  }

  private void tell(String what) {
    if (question.verbose()) {
      err.println(what);
    }
  }

  /** Asks what is on an open line, and prints what it answers. */
  public int ask(Line open) throws LinkException {
    try {
      if (!question.findsOut()) {
        return carryOut(open, Errand.of(named(), question));
      }
      Optional<Reply> reply = tried(open);
      if (reply.isPresent()) {
        return print(open, common(), reply.get());
      }
      Dialect found = new Identification(open).identify(LineRequest.AUTO).dialect();
      Errand errand = Errand.of(found, question);
      if (errand.inquiry() == null) {
        new Persistent(open, found).bringInStep();
      }
      return carryOut(open, errand);
    } catch (ProtocolException e) {
      if (e.reason() == Reason.REFUSED) {
        return refused(Dialects.common(), e.getMessage());
      }
      boolean isToBeFound = e.reason() == Reason.OTHER_PROTOCOL && !question.findsOut();
      throw new CommandFailure(
          Exit.NO_VALID_ANSWER,
          e.getMessage() + (isToBeFound ? " --protocol auto finds out which it is." : ""));
    } catch (SilentException e) {
      throw new CommandFailure(Exit.NO_VALID_ANSWER, e.getMessage());
    }
  }

  private Dialect named() {
    return Dialects.find(question.protocol())
        .orElseThrow(
            () ->
                new CommandFailure(
                    Exit.WRONG_USAGE,
                    "\""
                        + question.protocol()
                        + "\" is no protocol; known are auto, "
                        + Dialects.ids()
                        + "."));
  }

  private Errand common() {
    return Errand.of(Dialects.common(), question);
  }

  /**
   * Most units are PI30, so that what those take is sent at once, and so it is to no other.
   *
   * @return the answer; nothing where an inquiry was not answered, and where a setting was refused
   *     in the words of another protocol, so that it was not obeyed
   */
  private Optional<Reply> tried(Line open)
      throws LinkException, ProtocolException, SilentException {
    if (question.text().startsWith("^")) {
      return Optional.empty();
    }
    Errand common = common();
    if (common.inquiry() == null) {
      return Setters.isOfCommonFamilyOnly(common.text()) ? ordered(open, common) : Optional.empty();
    }
    try {
      Reply reply = exchange(open, common, false);
      return reply instanceof Reply.Text text && isClear(common, text)
          ? Optional.of(reply)
          : Optional.empty();
    } catch (ProtocolException | SilentException e) {
      open.distrust();
      return Optional.empty();
    }
  }

  /** PI16 has letters for modes that PI30 does not have, and may take PI30's question. */
  private boolean isClear(Errand errand, Reply.Text reply) throws ProtocolException {
    Request inquiry = errand.inquiry();
    return inquiry == null
        || !question.json()
        || !Nameplate.hasUnknownMode(inquiry.inquiry().decode(reply.payload()));
  }

  private Optional<Reply> ordered(Line open, Errand setting)
      throws LinkException, ProtocolException, SilentException {
    try {
      return Optional.of(exchange(open, setting, false));
    } catch (ProtocolException e) {
      if (e.reason() == Reason.OTHER_PROTOCOL) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private int carryOut(Line open, Errand errand)
      throws LinkException, ProtocolException, SilentException {
    return print(open, errand, exchange(open, errand, true));
  }

  /**
   * @param isSure whether the unit is known to speak so
   */
  private Reply exchange(Line open, Errand errand, boolean isSure)
      throws LinkException, ProtocolException, SilentException {
    tell("Asking " + errand.text() + " as " + errand.dialect().title() + ".");
    try {
      Request inquiry = errand.inquiry();
      Framing framing = errand.dialect().framing();
      Reply reply =
          inquiry == null
              ? open.order(framing, errand.text())
              : isSure
                  ? new Persistent(open, errand.dialect()).ask(inquiry)
                  : tried(open, framing, inquiry);
      if (open.echoes()) {
        tell("There is an echo on the line: what is sent comes back; it is taken off.");
      }
      return reply;
    } catch (SilentException e) {
      if (open.isLooped() && refusesByEcho(open, errand.dialect())) {
        return new Reply.Refused();
      }
      throw e;
    }
  }

  /**
   * What may be of another family is sent once more only where the reply is damaged or incredible.
   */
  private static Reply tried(Line open, Framing framing, Request request)
      throws LinkException, ProtocolException, SilentException {
    Reply reply;
    try {
      reply = open.brief(framing, request);
    } catch (ProtocolException e) {
      if (e.reason() == Reason.OTHER_PROTOCOL) {
        throw e;
      }
      return open.exchange(framing, request);
    }
    return isIncredible(request.inquiry(), reply) ? open.exchange(framing, request) : reply;
  }

  private static boolean isIncredible(Inquiry inquiry, Reply reply) throws ProtocolException {
    return reply instanceof Reply.Text answer
        && inquiry.isIncredible(inquiry.decode(answer.payload()));
  }

  /**
   * Whether an echo is a refusal: it is where the unit's readings come without an echo (QUIRKS X2).
   */
  private static boolean refusesByEcho(Line open, Dialect dialect) throws LinkException {
    String question = dialect.request("protocol").orElseThrow().text();
    try {
      return open.exchange(dialect.framing(), question) instanceof Reply.Text && !open.echoes();
    } catch (ProtocolException | SilentException e) {
      return false;
    }
  }

  private int print(Line open, Errand errand, Reply reply) throws LinkException, ProtocolException {
    Framing framing = errand.dialect().framing();
    Request inquiry = errand.inquiry();
    if (reply instanceof Reply.Refused) {
      return refused(errand.dialect(), "The inverter refused " + errand.text() + ".");
    }
    if (reply instanceof Reply.Accepted) {
      out.println(framing.word(true));
    } else if (reply instanceof Reply.Text answer) {
      requireNoSetting(errand);
      Map<String, @Nullable Object> values =
          inquiry == null ? null : inquiry.inquiry().decode(answer.payload());
      if (question.json() && inquiry != null && values != null) {
        JoinedParts parts = new JoinedParts(open, errand.dialect(), err);
        out.println(JsonText.of(parts.into(inquiry.inquiry(), values)));
      } else {
        out.println(framing.printed(answer.payload()));
      }
    }
    return Exit.DONE;
  }

  /** What answers a setting with a reading has answered something else. */
  private static void requireNoSetting(Errand errand) {
    if (errand.inquiry() == null && Setters.isSetting(errand.dialect(), errand.text())) {
      throw new CommandFailure(
          Exit.NO_VALID_ANSWER,
          "A reading came in place of the answer to "
              + errand.text()
              + ": nobody knows what became of it, and it is not sent again.");
    }
  }

  private int refused(Dialect dialect, String sentence) {
    out.println(dialect.framing().word(false));
    err.println(sentence);
    return Exit.REFUSED_BY_INVERTER;
  }
}
