package io.sunherd.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.line.JsonText;
import io.sunherd.protocol.Dialects;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** {@code --status}, {@code --op-mode} and {@code --cmd}, and settings, through a running hub. */
final class HubCommand {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final SeedOptions options;
  private final HubClient hub;
  private final CommandLine line;

  HubCommand(SeedOptions options, HubClient hub, CommandLine line) {
    this.options = options;
    this.hub = hub;
    this.line = line;
  }

  int run() throws InterruptedException {
    String code = options.command;
    return code == null || asks() ? ask() : set(code);
  }

  /**
   * Whether the command is an inquiry in some dialect; the hub refuses what its inverter does not
   * know.
   */
  private boolean asks() {
    return Dialects.all().stream()
        .anyMatch(dialect -> dialect.request(options.commandText()).isPresent());
  }

  private int ask() throws InterruptedException {
    String cmd =
        options.command != null
            ? options.commandText()
            : options.status ? "status" : "operation_mode";
    String inverter = options.hub.inverter;
    HttpResponse<String> response =
        HubClient.required(
            hub.get(
                "cmds?cmd="
                    + HubClient.encoded(cmd)
                    + (inverter == null ? "" : "&inverter=" + HubClient.encoded(inverter))
                    + (options.wantsJson() ? "" : "&raw=1")));
    if (options.wantsJson()) {
      print(response);
    } else {
      line.getOut().println(response.body());
    }
    return Exit.DONE;
  }

  private int set(String code) throws InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("cmd", code);
    if (options.value != null) {
      body.put("value", options.value);
    }
    if (options.hub.inverter != null) {
      body.put("inverter", options.hub.inverter);
    }
    if (options.confirm) {
      body.put("confirm", true);
    }
    HttpResponse<String> response = hub.post("cmds", "application/json", JsonText.of(body));
    JsonNode answer = HubClient.json(response);
    boolean done = response.statusCode() == 200;
    String reply = answer.path("reply").asText("");
    boolean judged = response.statusCode() == 409 && !reply.isEmpty();
    if (!done && !judged) {
      throw HubClient.failure(response);
    }
    if (options.wantsJson()) {
      print(response);
    } else {
      line.getOut().println(word(answer.path("protocol").asText(), !reply.equals("NAK")));
    }
    if (judged) {
      line.getErr().println(HubClient.sentence(response));
      return Exit.REFUSED_BY_INVERTER;
    }
    if (!answer.path("changed").asBoolean(true)) {
      line.getErr().println("It was so already; nothing was sent.");
    }
    return Exit.DONE;
  }

  /** Yes or no as the inverter says it in its dialect. */
  private static String word(String protocol, boolean isYes) {
    return Dialects.find(protocol).orElse(Dialects.common()).framing().word(isYes);
  }

  private void print(HttpResponse<String> response) {
    JsonNode answer = HubClient.json(response);
    if (!answer.isObject()) {
      throw new CommandFailure(
          Exit.NO_VALID_ANSWER, "The hub answered no JSON: " + response.body());
    }
    line.getOut().println(JsonText.of(new ObjectMapper().convertValue(answer, OBJECT)));
  }
}
