package io.sunherd.config;

import io.sunherd.config.HubSchema.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports in sentences where a configuration breaks the schema. */
final class SchemaCheck {
  private final HubSchema schema;
  private final Origins origins;
  private final Mistakes mistakes;

  SchemaCheck(HubSchema schema, Origins origins, Mistakes mistakes) {
    this.schema = schema;
    this.origins = origins;
    this.mistakes = mistakes;
  }

  void check(JsonObject configuration) {
    Set<KeyPath> told = new HashSet<>();
    for (Violation violation : schema.violations(configuration)) {
      switch (violation.keyword()) {
        case "additionalProperties" -> unknownKeys(violation, configuration);
        case "required" -> missingKeys(violation, configuration);
        // These only say that something within them is wrong, which is reported on its own.
        case "properties", "items", "$ref" -> {}
        default -> {
          if (isThere(violation.path(), configuration) && told.add(violation.path())) {
            KeyPath path = violation.path();
            mistakes.add(path, wrongValue(path, path.in(configuration), violation.schema()));
          }
        }
      }
    }
  }

  /** Only a command with a malformed name is not found, and HerdCheck reports that name. */
  private static boolean isThere(KeyPath path, JsonObject configuration) {
    return !(path.parent().in(configuration) instanceof JsonObject group)
        || path.isRoot()
        || group.containsKey(path.last());
  }

  private void unknownKeys(Violation violation, JsonObject configuration) {
    KeyPath path = violation.path().parent();
    JsonObject known = violation.schema().getJsonObject("properties");
    // The validator also names known keys here, if their value is wrong.
    if (known != null && path.in(configuration) instanceof JsonObject group) {
      Set<String> names = known.fieldNames();
      for (String key : group.fieldNames()) {
        if (!names.contains(key)) {
          String meant = Words.didYouMean(key, names);
          mistakes.add(
              path.child(key), "no such key: allowed here are " + Words.all(names) + meant + ".");
        }
      }
    }
  }

  private void missingKeys(Violation violation, JsonObject configuration) {
    if (!(violation.path().in(configuration) instanceof JsonObject group)) {
      return;
    }
    JsonArray required = violation.schema().getJsonArray("required");
    for (Object key : required) {
      if (!group.containsKey(key.toString())) {
        JsonObject missing =
            violation.schema().getJsonObject("properties").getJsonObject(key.toString());
        mistakes.add(
            violation.path(),
            "there is no " + key + ": write " + missing.getString("description") + ".");
      }
    }
  }

  private String wrongValue(KeyPath path, @Nullable Object value, JsonObject rule) {
    boolean isSecret = rule.getBoolean("writeOnly", false);
    String text = isSecret ? null : origins.text(path);
    if (text != null
        && isSurprise(value)
        && HubSchema.allows(rule, text)
        && ZoneCheck.allows(path, text)) {
      String kind = value instanceof Number ? "the number " : "";
      return text
          + " is read as "
          + kind
          + value
          + ": put it in quotes, "
          + Words.quoted(text)
          + ".";
    }
    if (isSecret && isSurprise(value)) {
      return "this value is not read as a text: put it in quotes.";
    }
    String subject = isSecret ? "this value" : Words.shown(value);
    return subject + " is not allowed: write " + rule.getString("description") + ".";
  }

  private static boolean isSurprise(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean;
  }
}
