package io.sunherd.cli;

import io.sunherd.line.Exit;
import io.sunherd.line.JsonText;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sunherd decode}: frames as hex to JSON, a request to its frame. No device is needed. */
@Command(
    name = "decode",
    description =
        "Decodes replies given as hex, one JSON object a line; or prints a request's frame.")
final class DecodeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--protocol",
      defaultValue = "pi30",
      paramLabel = "ID",
      description = "The dialect.")
  private String protocol;

  @Option(
      names = "--cmd",
      paramLabel = "CODE",
      description = "What was asked: a code or a name; or a setting, for its ACK.")
  private @Nullable String command;

  @Option(
      names = "--request",
      paramLabel = "TEXT",
      description = "Print the frame of this request, e.g. QPIGS or PBFT53.0.")
  private @Nullable String request;

  @Parameters(paramLabel = "HEX", description = "Frames, from the start mark to the end mark.")
  private List<String> frames = List.of();

  @Override
  public Integer call() {
    Dialect dialect =
        Dialects.find(protocol)
            .orElseThrow(
                () ->
                    usage(
                        "\"" + protocol + "\" is no protocol; known are " + Dialects.ids() + "."));
    PrintWriter out = spec.commandLine().getOut();
    if (request != null) {
      out.println(HexFormat.of().formatHex(dialect.framing().request(printable(request))));
      return Exit.DONE;
    }
    if (command == null || frames.isEmpty()) {
      throw usage("Say what was asked with --cmd, and give at least one frame as hex.");
    }
    boolean all = true;
    for (String hex : frames) {
      Map<String, @Nullable Object> decoded = decode(dialect, command, hex);
      all &= !decoded.containsKey("error");
      out.println(JsonText.of(decoded));
    }
    return all ? Exit.DONE : Exit.NO_VALID_ANSWER;
  }

  private String printable(String text) {
    if (!text.matches("[ -~]{1,64}")) {
      throw usage("A request is up to 64 printable characters.");
    }
    return text;
  }

  private Map<String, @Nullable Object> decode(Dialect dialect, String asked, String hex) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    try {
      Reply reply = unwrap(dialect.framing(), bytes(hex));
      if (reply instanceof Reply.Text text) {
        result.putAll(inquiry(dialect, asked).inquiry().decode(text.payload()));
      } else if (reply instanceof Reply.Accepted) {
        result.put("result", "accepted");
        if (isInquiry(dialect, asked)) {
          result.put("error", "An ACK cannot be the answer to " + asked + ".");
        }
      } else {
        result.put("result", "refused");
        if (isInquiry(dialect, asked)) {
          result.put("error", "The inverter refused " + asked + " (NAK).");
        }
      }
    } catch (ProtocolException e) {
      result.put("error", e.getMessage());
    }
    return result;
  }

  private static boolean isInquiry(Dialect dialect, String asked) {
    return dialect.request(asked).isPresent() || dialect.inquiry(asked).isPresent();
  }

  private Request inquiry(Dialect dialect, String asked) throws ProtocolException {
    return dialect
        .request(asked)
        .or(() -> dialect.inquiry(asked).map(inquiry -> new Request(inquiry, asked)))
        .orElseThrow(
            () ->
                new ProtocolException(
                    Reason.UNKNOWN_COMMAND,
                    "\"" + asked + "\" is no inquiry; known are " + dialect.names() + "."));
  }

  private static Reply unwrap(Framing framing, byte[] bytes) throws ProtocolException {
    int end = framing.end(bytes, bytes.length);
    if (end >= 0 && !Framing.isPadding(bytes, end, bytes.length)) {
      throw new ProtocolException(
          Reason.SUSPECT, "More bytes follow the frame: one of the two is stale.");
    }
    return framing.unwrap(end < 0 ? bytes : Arrays.copyOf(bytes, end));
  }

  private byte[] bytes(String hex) throws ProtocolException {
    try {
      return HexFormat.of().parseHex(hex.replaceAll("[\\s:]", ""));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.NOISE, "\"" + hex + "\" is not hex: " + e.getMessage());
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
