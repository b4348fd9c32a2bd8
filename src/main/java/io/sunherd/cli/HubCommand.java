package io.sunherd.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.line.JsonText;
import io.sunherd.protocol.Dialects;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code --status}, {@code --op-mode} and {@code --cmd}, and settings, through a running hub. */
final class HubCommand {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final SeedOptions options;
  private final HubClient hub;
  private final PrintWriter out;
  private final PrintWriter err;

  HubCommand(SeedOptions options, HubClient hub, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.hub = hub;
    this.out = out;
    this.err = err;
  }

  /**
   * Asks it.
   *
   * @param inverter which of its inverters; null for the first
   * @param fresh what is written behind an inquiry: {@code &max_age=0} for no reading from memory
   */
  int run(@Nullable String inverter, String fresh) throws InterruptedException {
    String code = options.command;
    return code == null || asks() ? ask(inverter, fresh) : set(code, inverter);
  }

  /**
   * Whether the command is an inquiry in some dialect; the hub refuses what its inverter does not
   * know.
   */
  boolean asks() {
    return options.command == null
        || Dialects.all().stream()
            .anyMatch(dialect -> dialect.request(options.commandText()).isPresent());
  }

  private int ask(@Nullable String inverter, String fresh) throws InterruptedException {
    String cmd =
        options.command != null
            ? options.commandText()
            : options.status ? "status" : "operation_mode";
    HttpResponse<String> response =
        HubClient.required(
            hub.get(
                "cmds?cmd="
                    + HubClient.encoded(cmd)
                    + (inverter == null ? "" : "&inverter=" + HubClient.encoded(inverter))
                    + (options.wantsJson() ? "" : "&raw=1")
                    + fresh));
    if (options.wantsJson()) {
      print(response);
    } else {
      out.println(response.body());
    }
    return Exit.DONE;
  }

  private int set(String code, @Nullable String inverter) throws InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("cmd", code);
    if (options.value != null) {
      body.put("value", options.value);
    }
    if (inverter != null) {
      body.put("inverter", inverter);
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
      out.println(word(answer.path("protocol").asText(), !reply.equals("NAK")));
    }
    if (judged) {
      err.println(HubClient.sentence(response));
      return Exit.REFUSED_BY_INVERTER;
    }
    if (!answer.path("changed").asBoolean(true)) {
      err.println("It was so already; nothing was sent.");
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
    out.println(JsonText.of(new ObjectMapper().convertValue(answer, OBJECT)));
  }
}
