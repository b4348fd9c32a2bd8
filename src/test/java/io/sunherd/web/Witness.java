package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.web.Contract.Operation;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds each answer to the contract, and remembers which of those described were seen. */
final class Witness {
  /** What any answer may have: how it is carried, and what it allows browsers and caches. */
  private static final Set<String> USUAL =
      Set.of(
          "content-type",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "connection",
          "cache-control",
          "x-content-type-options",
          "vary",
          "access-control-allow-origin",
          "access-control-expose-headers");

  private final Contract contract;
  private final Set<String> seen = new LinkedHashSet<>();

  Witness(Contract contract) {
    this.contract = contract;
  }

  Contract contract() {
    return contract;
  }

  /** The answer, which is as it is described for that operation and status. */
  Answer sees(String method, String uri, Answer answer) {
    String what = method + " " + uri + " " + answer.status();
    Operation operation =
        contract
            .operation(method, uri)
            .orElseThrow(() -> new AssertionError(what + ": no such operation is described"));
    JsonObject responses = operation.json().getJsonObject("responses");
    String status = Integer.toString(answer.status());
    String key = responses.containsKey(status) ? status : answer.status() == 500 ? "default" : "";
    assertTrue(
        responses.containsKey(key), () -> what + " is not described; body: " + answer.body());
    JsonObject response = contract.resolved(responses.getJsonObject(key));
    String described = operation.name() + " " + key;
    headers(what, response.getJsonObject("headers", new JsonObject()), answer);
    String type = String.valueOf(answer.headers().get("content-type")).split(";", 2)[0];
    JsonObject media =
        response.getJsonObject("content", new JsonObject()).getJsonObject(type, new JsonObject());
    assertTrue(media.containsKey("schema"), () -> what + ": " + type + " is not described");
    assertEquals(
        List.of(),
        contract.complaints(media.getJsonObject("schema"), value(type, answer.body())),
        () -> what + ": " + answer.body());
    seen.add(described + " " + type);
    return answer;
  }

  private static Object value(String type, String body) {
    return switch (type) {
      case "application/json" -> Json.decodeValue(body);
      case "application/yaml" ->
          Json.decodeValue(
              Json.encode(new Yaml(new SafeConstructor(new LoaderOptions())).load(body)));
      default -> body;
    };
  }

  private void headers(String what, JsonObject described, Answer answer) {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(USUAL);
    for (Map.Entry<String, Object> one : described) {
      known.add(one.getKey());
      JsonObject header = contract.resolved((JsonObject) one.getValue());
      String text = answer.headers().get(one.getKey());
      if (text == null) {
        assertTrue(!header.getBoolean("required", false), () -> what + " lacks " + one.getKey());
      } else {
        JsonObject schema = header.getJsonObject("schema");
        boolean isWhole = "integer".equals(schema.getValue("type"));
        Object value = isWhole ? (Object) Long.valueOf(text) : text;
        assertEquals(List.of(), contract.complaints(schema, value), what + ": " + one.getKey());
      }
    }
    for (String name : answer.headers().names()) {
      assertTrue(known.contains(name), () -> what + ": " + name + " is not described");
    }
    assertEquals("no-store", answer.headers().get("cache-control"), what);
    assertEquals("nosniff", answer.headers().get("x-content-type-options"), what);
  }

  /** A frame of the stream, as it is described. */
  JsonObject sees(JsonObject frame) {
    JsonObject schema = Contract.schema("StreamMessage");
    assertEquals(List.of(), contract.complaints(schema, frame), frame::encode);
    String type = frame.getString("type");
    String own = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) + "Message";
    assertEquals(List.of(), contract.complaints(Contract.schema(own), frame), frame::encode);
    seen.add("GET /stream 101 application/json");
    seen.add("frame " + type);
    return frame;
  }

  /** What is described and was never seen. */
  Set<String> unseen() {
    Set<String> unseen = new TreeSet<>();
    for (Operation operation : contract.operations()) {
      for (Map.Entry<String, Object> one : operation.json().getJsonObject("responses")) {
        JsonObject response = contract.resolved((JsonObject) one.getValue());
        for (String type : response.getJsonObject("content").fieldNames()) {
          unseen.add(operation.name() + " " + one.getKey() + " " + type);
        }
      }
    }
    JsonObject frames =
        contract
            .resolved(Contract.schema("StreamMessage"))
            .getJsonObject("discriminator")
            .getJsonObject("mapping");
    frames.fieldNames().forEach(type -> unseen.add("frame " + type));
    unseen.removeAll(seen);
    return unseen;
  }
}
