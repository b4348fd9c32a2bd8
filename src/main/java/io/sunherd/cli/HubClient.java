package io.sunherd.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sunherd.config.Words;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks a running hub over HTTP, as Java's client does: redirects are not followed. */
final class HubClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Longer than the hub itself waits, so that the hub's own error arrives first. */
  private static final Duration ANSWER = Duration.ofSeconds(90);

  private static final String CORRECT = "Correct the address.";

  private static final int MOST_REFUSAL_BYTES = 4_096;

  private final URI hub;
  private final @Nullable String token;
  private final @Nullable SSLContext trust;

  /**
   * @param token the user's bearer token; null to ask without one
   */
  HubClient(URI hub, @Nullable String token) {
    this(hub, token, null);
  }

  /**
   * @param trust decides whether a certificate is believed; null for the usual way
   */
  HubClient(URI hub, @Nullable String token, @Nullable SSLContext trust) {
    this.hub = hub;
    this.token = token;
    this.trust = trust;
  }

  HttpResponse<String> get(String path) throws InterruptedException {
    return send(request(path), BodyHandlers.ofString());
  }

  /**
   * Gets an answer that may be too long for memory; the caller closes the stream.
   *
   * @throws CommandFailure where the hub did not do what it was asked for
   */
  InputStream stream(String path) throws InterruptedException, IOException {
    HttpResponse<InputStream> response = send(request(path), BodyHandlers.ofInputStream());
    if (response.statusCode() == 200) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      String text = new String(body.readNBytes(MOST_REFUSAL_BYTES), StandardCharsets.UTF_8);
      throw failure(response.statusCode(), text);
    }
  }

  /** Sends one POST request; it is never repeated. */
  HttpResponse<String> post(String path, String type, String body) throws InterruptedException {
    return send(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)),
        BodyHandlers.ofString());
  }

  /** A text encoded for a URL. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    String base = hub.toString();
    return HttpRequest.newBuilder(URI.create((base.endsWith("/") ? base : base + "/") + path))
        .timeout(ANSWER);
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
      throws InterruptedException {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT);
    if (trust != null) {
      client.sslContext(trust);
    }
    try {
      return client.build().send(request.build(), body);
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.NO_VALID_ANSWER, "The hub at " + hub + " cannot be reached: " + trouble(e), e);
    }
  }

  /** What is wrong, and what to do. */
  private String trouble(IOException e) {
    if (e instanceof HttpConnectTimeoutException) {
      return "nothing answers there. " + CORRECT;
    }
    if (e instanceof HttpTimeoutException) {
      return "it has not answered for " + ANSWER.toSeconds() + " s. Look into its log.";
    }
    if (isOf(UnresolvedAddressException.class, e)) {
      return "there is no host " + Words.quoted(hub.getHost()) + ". " + CORRECT;
    }
    if (e instanceof ConnectException) {
      return "nothing listens there. Start it with sunherd serve, or correct the address.";
    }
    if (e instanceof ProtocolException) {
      return "what answers there speaks no HTTP. " + CORRECT;
    }
    if (e instanceof SSLException) {
      return "its certificate is not believed, or it speaks no TLS (" + e.getMessage() + ").";
    }
    return "the connection broke off (" + e.getMessage() + "). Try again.";
  }

  private static boolean isOf(Class<? extends Throwable> kind, @Nullable Throwable failure) {
    return failure != null && (kind.isInstance(failure) || isOf(kind, failure.getCause()));
  }

  /** Ends the command where the hub did not do what it was asked for. */
  static HttpResponse<String> required(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw failure(response);
    }
    return response;
  }

  /** The exit code and sentence for an error answer of the hub. */
  static CommandFailure failure(HttpResponse<String> response) {
    return failure(response.statusCode(), response.body());
  }

  private static CommandFailure failure(int status, String body) {
    int exit = status >= 500 ? Exit.NO_VALID_ANSWER : Exit.REFUSED_BY_HUB;
    return new CommandFailure(
        exit, sentence(status, body) + (status == 401 ? " " + HubOptions.HOW_TO_LOG_IN : ""));
  }

  static String sentence(HttpResponse<String> response) {
    return sentence(response.statusCode(), response.body());
  }

  private static String sentence(int status, String body) {
    String error = json(body).path("error").asText();
    return error.isEmpty() ? "The hub answered " + status + ": " + body : error;
  }

  /** The answer as JSON; an empty node where it is none. */
  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  private static JsonNode json(String body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
