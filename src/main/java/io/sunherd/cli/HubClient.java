package io.sunherd.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks a running hub over HTTP, as Java's client does: redirects are not followed. */
final class HubClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Longer than the hub itself waits, so that its own sentence comes through. */
  private static final Duration ANSWER = Duration.ofSeconds(90);

  private final URI hub;
  private final @Nullable String token;

  /**
   * @param token proves who asks; null for nobody in particular
   */
  HubClient(URI hub, @Nullable String token) {
    this.hub = hub;
    this.token = token;
  }

  HttpResponse<String> get(String path) throws InterruptedException {
    return send(request(path));
  }

  /** Sends once, whatever comes back. */
  HttpResponse<String> post(String path, String type, String body) throws InterruptedException {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  /** A text as it may stand in an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    String base = hub.toString();
    return HttpRequest.newBuilder(URI.create((base.endsWith("/") ? base : base + "/") + path))
        .timeout(ANSWER);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.NO_VALID_ANSWER, "The hub at " + hub + " cannot be reached: " + e + ".");
    }
  }

  /** Ends the command where the hub did not do what it was asked for. */
  static HttpResponse<String> required(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw failure(response);
    }
    return response;
  }

  /** What a refusal or a failure of the hub means to a script. */
  static CommandFailure failure(HttpResponse<String> response) {
    int exit = response.statusCode() >= 500 ? Exit.NO_VALID_ANSWER : Exit.REFUSED_BY_HUB;
    return new CommandFailure(exit, sentence(response));
  }

  static String sentence(HttpResponse<String> response) {
    String error = json(response).path("error").asText();
    return error.isEmpty()
        ? "The hub answered " + response.statusCode() + ": " + response.body()
        : error;
  }

  /** The answer as JSON; an empty node where it is none. */
  static JsonNode json(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
