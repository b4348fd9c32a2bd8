package io.sunherd.web;

import io.sunherd.web.Contract.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request made of the examples of the document: with what is required, without what is not.
 *
 * @param uri path and query
 * @param body of JSON, or a file; empty where none is required
 */
record Examples(String uri, String body) {

  static Examples of(Contract contract, Operation operation) {
    String path = operation.path();
    for (JsonObject parameter : operation.parameters("path")) {
      path = path.replace("{" + parameter.getString("name") + "}", parameter.getString("example"));
    }
    StringBuilder query = new StringBuilder();
    for (JsonObject parameter : operation.parameters("query")) {
      if (parameter.getBoolean("required", false)) {
        query.append(query.isEmpty() ? "?" : "&").append(pairs(parameter));
      }
    }
    JsonObject body = operation.json().getJsonObject("requestBody", new JsonObject());
    Object text =
        body.getBoolean("required", false)
            ? ((JsonObject) body.getJsonObject("content").iterator().next().getValue())
                .getValue("example")
            : "";
    return new Examples(path + query, text.toString());
  }

  /** A parameter of a query with its example: {@code cmd=status}. */
  static String pairs(JsonObject parameter) {
    Object example = parameter.getValue("example");
    List<?> values = example instanceof JsonArray several ? several.getList() : List.of(example);
    return String.join(
        "&",
        values.stream()
            .map(
                value ->
                    parameter.getString("name")
                        + "="
                        + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8))
            .toList());
  }
}
