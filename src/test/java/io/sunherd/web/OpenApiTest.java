package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Contract.Operation;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("openapi.yaml")
@ProcessTests
class OpenApiTest {
  private static final String OPENAPI = "https://spec.openapis.org/oas/3.1/schema/2022-10-07";
  private static final String OPENAPI_FILE = OPENAPI.replace("https://", "/");
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri("https://sunherd.invalid/")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Basic);

  private final Contract contract = Contract.read();

  @Test
  @DisplayName("is an OpenAPI document, and its schemas are schemas")
  void valid() throws IOException {
    Vertx vertx = Vertx.vertx();
    try {
      SchemaRepository known =
          SchemaRepository.create(OPTIONS)
              .preloadMetaSchema(vertx.fileSystem(), Draft.DRAFT202012)
              .dereference(OPENAPI, openApi());
      Validator openApi = known.validator(OPENAPI, OPTIONS);
      Validator schema = known.validator(Draft.DRAFT202012.getIdentifier(), OPTIONS);
      isValid(openApi, contract.document());
      for (JsonObject one : Schemas.of(contract.document())) {
        isValid(schema, one);
        assertEquals(Set.of(), Schemas.unknownKeywords(one), one::encode);
      }
      JsonObject nameless = contract.document().copy();
      nameless.getJsonObject("info").remove("title");
      assertFalse(openApi.validate(nameless).getValid());
      assertFalse(schema.validate(new JsonObject().put("type", "integral")).getValid());
    } finally {
      Rig.wait(vertx.close());
    }
  }

  private static void isValid(Validator validator, JsonObject json) {
    OutputUnit told = validator.validate(json);
    assertTrue(told.getValid(), () -> json.encode() + ": " + told.getErrors());
  }

  private static JsonSchema openApi() throws IOException {
    try (InputStream file = OpenAPIContract.class.getResourceAsStream(OPENAPI_FILE)) {
      return JsonSchema.of(new JsonObject(Buffer.buffer(file.readAllBytes())));
    }
  }

  @Test
  @DisplayName(
      "is served as YAML, to be asked for again each time, and sent again where it changed")
  void served() throws Exception {
    try (Rig rig = new Rig(Rig.site(List.of(), List.of(), Path.of("webroot")))) {
      Answer answer = rig.get("/openapi.yaml");
      assertEquals(200, answer.status());
      assertTrue(
          answer.headers().get("content-type").equals("application/yaml"),
          answer.headers().get("content-type"));
      assertTrue(answer.headers().get("cache-control").contains("max-age=0"));
      assertEquals(Files.readString(Contract.FILE), answer.body());
      Answer again =
          Rig.wait(
              rig.send(
                  HttpMethod.GET,
                  "/openapi.yaml",
                  Map.of("if-modified-since", answer.headers().get("last-modified"))));
      assertEquals(304, again.status());
    }
  }

  @Test
  @DisplayName("has every route of the hub, and the hub every route of it")
  void routes() {
    Set<String> described = new TreeSet<>();
    for (Operation operation : contract.operations()) {
      described.add(operation.route());
      if (operation.method().equals("GET")) {
        described.add(operation.route().replaceFirst("GET", "HEAD"));
      }
    }
    try (Rig rig = Rig.plain()) {
      assertEquals(described, new TreeSet<>(rig.web.routes()));
    }
  }

  @Test
  @DisplayName("has for every path the methods that the hub allows there")
  void methods() {
    JsonObject refusal = contract.document().getJsonObject("components").getJsonObject("responses");
    assertTrue(refusal.getJsonObject("NotPossible").getJsonObject("headers").containsKey("Allow"));
    try (Rig rig = Rig.plain()) {
      for (Operation operation : contract.operations()) {
        Set<String> known = new TreeSet<>();
        for (Operation other : contract.operations()) {
          if (other.path().equals(operation.path())) {
            known.add(other.method());
            known.addAll(other.method().equals("GET") ? List.of("HEAD") : List.of());
          }
        }
        Answer answer = rig.ask("DELETE", Examples.of(contract, operation).uri(), Map.of(), "");
        assertEquals(405, answer.status(), operation.name());
        assertEquals(known, Set.of(answer.headers().get("allow").split(", ")), operation.name());
        assertEquals(List.of(), contract.complaints(Contract.schema("Error"), answer.json()));
      }
    }
  }

  @Test
  @DisplayName("is served by no name that is not the hub's, but for how it is")
  void misdirected() {
    Set<String> open = Set.of("/health/live", "/health/ready", "/metrics");
    try (Rig rig = Rig.plain()) {
      for (Operation operation : contract.operations()) {
        Examples example = Examples.of(contract, operation);
        Answer answer =
            rig.ask(
                operation.method(), example.uri(), Map.of("Host", "evil.example"), example.body());
        assertEquals(!open.contains(operation.path()), answer.status() == 421, operation.name());
        if (answer.status() == 421) {
          assertEquals(List.of(), contract.complaints(Contract.schema("Error"), answer.json()));
        }
      }
    }
  }

  @Test
  @DisplayName("has a name, a summary and a known tag for every operation")
  void described() {
    Set<String> tags = new HashSet<>();
    contract.document().getJsonArray("tags").stream()
        .forEach(tag -> tags.add(((JsonObject) tag).getString("name")));
    Set<String> names = new HashSet<>();
    for (Operation operation : contract.operations()) {
      assertTrue(names.add(operation.json().getString("operationId")), operation.name());
      assertFalse(operation.json().getString("summary", "").isBlank(), operation.name());
      assertEquals(1, operation.json().getJsonArray("tags").size(), operation.name());
      assertTrue(tags.contains(operation.json().getJsonArray("tags").getString(0)));
    }
  }

  @Test
  @DisplayName("gives examples that are right, one for every parameter and body")
  void examples() {
    List<String> wrong = new ArrayList<>();
    walk(
        contract.document(),
        "",
        (path, json) -> {
          JsonObject schema = json.getJsonObject("schema");
          if (schema == null) {
            return;
          }
          if (json.containsKey("in") && !json.containsKey("example")) {
            wrong.add(path + " has no example");
          }
          if (json.containsKey("example")) {
            check(wrong, path, schema, json.getValue("example"));
          }
          for (Map.Entry<String, Object> one : json.getJsonObject("examples", new JsonObject())) {
            check(
                wrong,
                path + "/" + one.getKey(),
                schema,
                ((JsonObject) one.getValue()).getValue("value"));
          }
        });
    for (Map.Entry<String, Object> schema : schemas()) {
      ((JsonObject) schema.getValue())
          .getJsonArray("examples", new JsonArray())
          .forEach(one -> check(wrong, schema.getKey(), Contract.schema(schema.getKey()), one));
    }
    assertEquals(List.of(), wrong);
  }

  private void check(List<String> wrong, String where, JsonObject schema, Object example) {
    contract.complaints(schema, example).forEach(complaint -> wrong.add(where + complaint));
  }

  private JsonObject schemas() {
    return contract.document().getJsonObject("components").getJsonObject("schemas");
  }

  @Test
  @DisplayName("says of every object which keys it has, and what others may be")
  void strict() {
    Set<Object> parts = new HashSet<>();
    for (JsonObject schema : Schemas.of(contract.document())) {
      for (Object part : schema.getJsonArray("allOf", new JsonArray())) {
        parts.add(contract.resolved((JsonObject) part));
      }
    }
    assertEquals(
        List.of(),
        Schemas.of(contract.document()).stream()
            .filter(schema -> Schemas.isOpen(schema) && !parts.contains(schema))
            .toList());
  }

  @Test
  @DisplayName("uses all that it defines")
  void used() {
    Set<String> references =
        new HashSet<>(
            Set.of(
                "#/components/responses/NotPossible", // by methods that are not described
                "#/components/responses/Misdirected", // by hosts that are not the hub's
                "#/components/schemas/Status", // by a name in words
                "#/components/schemas/StreamRequest"));
    walk(contract.document(), "", (path, json) -> references.add(json.getString("$ref")));
    Set<String> defined = new TreeSet<>();
    for (String kind : List.of("schemas", "responses", "parameters", "headers")) {
      contract
          .document()
          .getJsonObject("components")
          .getJsonObject(kind)
          .fieldNames()
          .forEach(name -> defined.add("#/components/" + kind + "/" + name));
    }
    defined.removeAll(references);
    assertEquals(Set.of(), defined);
  }

  @Test
  @DisplayName("is held by a check that finds keys it does not know")
  void watchful() {
    JsonObject live = new JsonObject().put("status", "live");
    assertEquals(List.of(), contract.complaints(Contract.schema("Live"), live));
    assertNotEquals(
        List.of(), contract.complaints(Contract.schema("Live"), live.copy().put("more", 1)));
    JsonObject written =
        schemas().getJsonObject("Written").getJsonArray("examples").getJsonObject(0);
    assertEquals(List.of(), contract.complaints(Contract.schema("Written"), written));
    for (JsonObject wrong :
        List.of(
            written.copy().put("more", 1),
            written.copy().put("error", "It is not."),
            written.copy().put("reply", "OK"))) {
      assertNotEquals(List.of(), contract.complaints(Contract.schema("Written"), wrong));
    }
  }

  /** Every object in it that is no example, with where it is. */
  private static void walk(Object json, String path, BiConsumer<String, JsonObject> visit) {
    if (json instanceof JsonObject object) {
      visit.accept(path, object);
      for (String key : object.fieldNames()) {
        if (!key.equals("example") && !key.equals("examples")) {
          walk(object.getValue(key), path + "/" + key, visit);
        }
      }
    } else if (json instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        walk(array.getValue(i), path + "/" + i, visit);
      }
    }
  }
}
