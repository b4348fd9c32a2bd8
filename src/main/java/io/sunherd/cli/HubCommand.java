package io.sunherd.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;

/** The same questions to a running hub, over HTTP. */
final class HubCommand {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final SeedOptions options;
  private final URI hub;
  private final CommandLine line;

  HubCommand(SeedOptions options, URI hub, CommandLine line) {
    this.options = options;
    this.hub = hub;
    this.line = line;
  }

  int run() throws InterruptedException {
    HttpResponse<String> response = send(HttpRequest.newBuilder(target()).timeout(ANSWER).build());
    if (response.statusCode() != 200) {
      throw new CommandFailure(exit(response.statusCode()), error(response));
    }
    line.getOut().println(options.wantsJson() ? reformatted(response.body()) : response.body());
    return Exit.DONE;
  }

  private URI target() {
    String cmd =
        options.command != null
            ? options.commandText()
            : options.status ? "status" : "operation_mode";
    String query =
        "cmd="
            + encoded(cmd)
            + (options.inverter == null ? "" : "&inverter=" + encoded(options.inverter))
            + (options.wantsJson() ? "" : "&raw=1");
    String base = hub.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "cmds?" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.NO_VALID_ANSWER, "The hub at " + hub + " cannot be reached: " + e + ".");
    }
  }

  private static int exit(int status) {
    return status >= 500 ? Exit.NO_VALID_ANSWER : Exit.REFUSED_BY_HUB;
  }

  private static String error(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body()).path("error").asText(response.body());
    } catch (JsonProcessingException e) {
      return "The hub answered " + response.statusCode() + ": " + response.body();
    }
  }

  private static String reformatted(String json) {
    try {
      return Json.line(new ObjectMapper().readValue(json, Map.class));
    } catch (JsonProcessingException e) {
      throw new CommandFailure(Exit.NO_VALID_ANSWER, "The hub answered no JSON: " + json);
    }
  }
}
