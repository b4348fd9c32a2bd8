package io.sunherd.cli;

import io.sunherd.inverter.exchange.Identification;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.exchange.Timing;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Links;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** {@code --status}, {@code --op-mode} and {@code --cmd} straight to a device. */
final class DeviceCommand {
  private static final String AUTO = "auto";

  private final SeedOptions options;
  private final CommandLine line;

  DeviceCommand(SeedOptions options, CommandLine line) {
    this.options = options;
    this.line = line;
  }

  /** Asks the first of the devices that can be opened. */
  int run() {
    List<String> reasons = new ArrayList<>();
    Links links = new Links(ScanCommand.NO_SIMULATION);
    for (DeviceAddress device : options.addresses()) {
      try (Line open = new Line(links.open(device), Timing.of(device.kind()), System::nanoTime)) {
        tell("Opened " + open.link().device() + ".");
        return ask(open);
      } catch (LinkException e) {
        reasons.add(e.getMessage());
      }
    }
    throw new CommandFailure(Exit.NO_VALID_ANSWER, String.join(System.lineSeparator(), reasons));
  }

  private void tell(String what) {
    if (options.verbose) {
      line.getErr().println(what);
    }
  }

  private int ask(Line open) throws LinkException {
    try {
      Dialect dialect = dialect(open);
      String text = options.command != null ? options.commandText() : name(dialect);
      Optional<Request> inquiry = dialect.request(text);
      tell("Asking " + text + " as " + dialect.title() + ".");
      Reply reply = exchange(open, dialect, text, inquiry);
      if (open.echoes()) {
        tell("There is an echo on the line: what is sent comes back; it is taken off.");
      }
      return print(dialect, text, inquiry, reply);
    } catch (ProtocolException e) {
      if (e.reason() == Reason.REFUSED) {
        return refused(Dialects.common(), e.getMessage());
      }
      boolean isToBeFound = e.reason() == Reason.OTHER_PROTOCOL && !options.protocol.equals(AUTO);
      throw new CommandFailure(
          Exit.NO_VALID_ANSWER,
          e.getMessage() + (isToBeFound ? " --protocol auto finds out which it is." : ""));
    } catch (SilentException e) {
      throw new CommandFailure(Exit.NO_VALID_ANSWER, e.getMessage());
    }
  }

  private Dialect dialect(Line open) throws LinkException, ProtocolException, SilentException {
    if (options.protocol.equals(AUTO)) {
      return new Identification(open).identify(AUTO).dialect();
    }
    return Dialects.find(options.protocol)
        .orElseThrow(
            () ->
                new CommandFailure(
                    Exit.WRONG_USAGE,
                    "\""
                        + options.protocol
                        + "\" is no protocol; known are auto, "
                        + Dialects.ids()
                        + "."));
  }

  private String name(Dialect dialect) {
    String name = options.status ? "status" : "operation_mode";
    return dialect.request(name).map(Request::text).orElse(name);
  }

  private static Reply exchange(Line open, Dialect dialect, String text, Optional<Request> inquiry)
      throws LinkException, ProtocolException, SilentException {
    try {
      return inquiry.isPresent()
          ? ask(open, dialect, text, inquiry.get().inquiry())
          : open.order(dialect.framing(), text);
    } catch (SilentException e) {
      if (open.isLooped() && refusesByEcho(open, dialect)) {
        return new Reply.Refused();
      }
      throw e;
    }
  }

  /**
   * An inquiry is sent once more where no plausible reply came; anything else is sent once,
   * whatever the result.
   */
  private static Reply ask(Line open, Dialect dialect, String text, Inquiry inquiry)
      throws LinkException, ProtocolException, SilentException {
    Reply reply;
    try {
      reply = open.exchange(dialect.framing(), text);
    } catch (ProtocolException | SilentException e) {
      return open.exchange(dialect.framing(), text);
    }
    return isIncredible(inquiry, reply) ? open.exchange(dialect.framing(), text) : reply;
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

  private int print(Dialect dialect, String text, Optional<Request> inquiry, Reply reply)
      throws ProtocolException {
    if (reply instanceof Reply.Refused) {
      return refused(dialect, "The inverter refused " + text + " (NAK).");
    }
    if (reply instanceof Reply.Accepted) {
      line.getOut().println(dialect.framing().printed("ACK"));
    } else if (reply instanceof Reply.Text answer) {
      if (options.wantsJson() && inquiry.isPresent()) {
        line.getOut().println(Json.line(inquiry.get().inquiry().decode(answer.payload())));
      } else {
        if (inquiry.isPresent()) {
          inquiry.get().inquiry().decode(answer.payload());
        }
        line.getOut().println(dialect.framing().printed(answer.payload()));
      }
    }
    return Exit.DONE;
  }

  private int refused(Dialect dialect, String sentence) {
    line.getOut().println(dialect.framing().printed("NAK"));
    line.getErr().println(sentence);
    return Exit.REFUSED_BY_INVERTER;
  }
}
