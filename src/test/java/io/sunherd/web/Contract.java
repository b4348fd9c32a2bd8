package io.sunherd.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** webroot/openapi.yaml, and what it says of requests and answers. */
final class Contract {
  static final Path FILE = Path.of("webroot", "openapi.yaml");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final String ADDRESS = "https://sunherd.invalid/openapi.yaml";
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri("https://sunherd.invalid/")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Basic);

  private final JsonObject document;
  private final List<Operation> operations;
  private final SchemaRepository known = SchemaRepository.create(OPTIONS);

  /** By schema: to make one costs more than to use it. */
  private final Map<JsonObject, Validator> validators = new ConcurrentHashMap<>();

  private Contract(JsonObject document) {
    this.document = document;
    this.operations = List.copyOf(findOperations());
    // Of a copy, since it writes its own notes into what it is given.
    JsonObject components = document.getJsonObject("components").copy();
    known.dereference(ADDRESS, JsonSchema.of(new JsonObject().put("components", components)));
  }

  /**
   * What can be done at a path.
   *
   * @param json as it is described
   * @param parameters those of the path and its own, resolved
   */
  record Operation(String method, String path, JsonObject json, List<JsonObject> parameters) {
    String name() {
      return method + " " + path;
    }

    /** Who may; null where that is not said. */
    String may() {
      return json.getString("x-may");
    }

    /** As the router knows it: {@code GET /api/v1/inverters/:id}. */
    String route() {
      return name().replaceAll("\\{(\\w+)}", ":$1");
    }

    private boolean fits(String otherMethod, String uriPath) {
      return method.equals(otherMethod)
          && Pattern.matches(path.replaceAll("\\{\\w+}", "[^/]+"), uriPath);
    }

    List<JsonObject> parameters(String in) {
      return parameters.stream().filter(one -> in.equals(one.getString("in"))).toList();
    }
  }

  static Contract read() {
    try {
      return of(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document of this text. */
  static Contract of(String text) {
    Map<String, Object> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return new Contract(new JsonObject(new JsonObject(yaml).encode()));
  }

  /** The whole of it. */
  JsonObject document() {
    return document;
  }

  /** All operations, in the order of the document. */
  List<Operation> operations() {
    return operations;
  }

  private List<Operation> findOperations() {
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, Object> path : document.getJsonObject("paths")) {
      JsonObject item = (JsonObject) path.getValue();
      for (String method : item.fieldNames()) {
        if (METHODS.contains(method)) {
          JsonObject json = item.getJsonObject(method);
          List<JsonObject> parameters =
              Stream.of(item, json)
                  .flatMap(some -> some.getJsonArray("parameters", new JsonArray()).stream())
                  .map(one -> resolved((JsonObject) one))
                  .toList();
          all.add(new Operation(method.toUpperCase(), path.getKey(), json, parameters));
        }
      }
    }
    return all;
  }

  /** The operation that a request is for; of several that fit, the one without variables. */
  Optional<Operation> operation(String method, String uri) {
    String path = uri.split("\\?", 2)[0];
    return operations().stream()
        .filter(one -> one.fits(method, path))
        .min((a, b) -> Boolean.compare(a.path().endsWith("}"), b.path().endsWith("}")));
  }

  /** What a reference stands for; anything else is itself. */
  JsonObject resolved(JsonObject json) {
    String reference = json.getString("$ref");
    if (reference == null) {
      return json;
    }
    JsonObject found = document;
    for (String key : reference.substring("#/".length()).split("/")) {
      found = Objects.requireNonNull(found.getJsonObject(key), reference);
    }
    return found;
  }

  /** A component schema, by reference. */
  static JsonObject schema(String name) {
    return new JsonObject().put("$ref", "#/components/schemas/" + name);
  }

  /** What is wrong with a value by a schema of this document; nothing where it is right. */
  List<String> complaints(JsonObject schema, Object value) {
    OutputUnit told = validators.computeIfAbsent(schema.copy(), this::validator).validate(value);
    return told.getValid()
        ? List.of()
        : told.getErrors().stream()
            .map(error -> error.getInstanceLocation() + ": " + error.getError())
            .distinct()
            .toList();
  }

  /** What it refers to is known by the address of the document. */
  private Validator validator(JsonObject schema) {
    String text = schema.encode().replace("\"#/components/", "\"" + ADDRESS + "#/components/");
    return known.validator(JsonSchema.of(new JsonObject(text)), OPTIONS);
  }
}
