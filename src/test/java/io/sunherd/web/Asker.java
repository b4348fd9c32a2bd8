package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.web.Contract.Operation;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks a hub, and has each answer looked at.
 *
 * @param url where the hub is
 * @param headers what goes with every request
 */
record Asker(Witness witness, HttpClient client, String url, Map<String, String> headers) {

  Asker(Witness witness, Rig rig) {
    this(witness, "http://127.0.0.1:" + rig.web.port(), Map.of());
  }

  Asker(Witness witness, String url, Map<String, String> headers) {
    this(
        witness,
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
        url,
        Map.copyOf(headers));
  }

  /** The same with other headers. */
  Asker with(Map<String, String> others) {
    return new Asker(witness, client, url, Map.copyOf(others));
  }

  /** The same with one header more. */
  Asker and(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return with(more);
  }

  Answer ask(String method, String uri, String body) {
    return ask(
        method, uri, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  /** Sends a file. */
  Answer post(int status, String uri, byte[] file) {
    Answer answer = ask("POST", uri, BodyPublishers.ofByteArray(file));
    assertEquals(status, answer.status(), answer::body);
    return answer;
  }

  private Answer ask(String method, String uri, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + uri)).method(method, body);
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      MultiMap answered = MultiMap.caseInsensitiveMultiMap();
      response.headers().map().forEach(answered::add);
      return witness.sees(
          method, uri, new Answer(response.statusCode(), answered, response.body()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + uri + " was not answered", e);
    }
  }

  /** The same, which is answered with that status. */
  Answer ask(int status, String method, String uri, String body) {
    Answer answer = ask(method, uri, body);
    assertEquals(status, answer.status(), () -> method + " " + uri + ": " + answer.body());
    return answer;
  }

  Answer get(int status, String uri) {
    return ask(status, "GET", uri, "");
  }

  Answer put(int status, String uri, String body) {
    return ask(status, "PUT", uri, body);
  }

  Answer post(int status, String uri, String body) {
    return ask(status, "POST", uri, body);
  }

  /** The request that the examples of an operation make. */
  Answer example(int status, Operation operation) {
    Examples example = Examples.of(witness.contract(), operation);
    return ask(status, operation.method(), example.uri(), example.body());
  }
}
