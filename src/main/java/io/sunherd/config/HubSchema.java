package io.sunherd.config;

import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of the configuration file, hub.schema.json. */
final class HubSchema {
  private static final String BASE = "app://sunherd/";
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri(BASE)
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Basic);

  /**
   * One rule that a document breaks.
   *
   * @param path the value that breaks it
   * @param keyword the rule's name in the schema: type, pattern, required, ...
   * @param schema the part of the schema that holds the rule
   */
  record Violation(KeyPath path, String keyword, JsonObject schema) {}

  private final JsonObject document = load();
  private final Validator validator = Validator.create(JsonSchema.of(document), OPTIONS);

  private static JsonObject load() {
    try (InputStream in =
        Objects.requireNonNull(HubSchema.class.getResourceAsStream("hub.schema.json"))) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonObject document() {
    return document;
  }

  /** Every rule that the document breaks, in the order of the schema. */
  List<Violation> violations(JsonObject configuration) {
    List<OutputUnit> errors = validator.validate(configuration).getErrors();
    return errors == null ? List.of() : errors.stream().map(this::violation).toList();
  }

  private Violation violation(OutputUnit error) {
    JsonPointer rule = JsonPointer.fromURI(URI.create(error.getAbsoluteKeywordLocation()));
    String keyword = KeyPath.ofPointer(rule.toString()).last();
    Object schema = rule.copy().parent().queryJson(document);
    return new Violation(
        KeyPath.ofPointer(error.getInstanceLocation()), keyword, (JsonObject) schema);
  }

  /** Whether a value is valid by one part of the schema. */
  static boolean allows(JsonObject schema, @Nullable Object value) {
    return Validator.create(JsonSchema.of(schema), OPTIONS).validate(value).getValid();
  }
}
