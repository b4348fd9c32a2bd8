package io.sunherd.web;

import io.sunherd.protocol.Allowed;
import io.sunherd.protocol.Argument;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Field;
import io.sunherd.protocol.Form;
import io.sunherd.protocol.Inquiry;
import io.sunherd.protocol.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol tables as plain values, ready to be written as JSON. */
final class ProtocolTables {
  private ProtocolTables() {}

  /** Every dialect with its inquiries and settings. */
  static Map<String, Object> json() {
    return Map.of("dialects", Dialects.all().stream().map(ProtocolTables::dialect).toList());
  }

  private static Map<String, @Nullable Object> dialect(Dialect dialect) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", dialect.id());
    json.put("title", dialect.title());
    json.put("inquiries", dialect.inquiries().stream().map(ProtocolTables::inquiry).toList());
    json.put("settings", dialect.settings().stream().map(ProtocolTables::setting).toList());
    return json;
  }

  private static Map<String, @Nullable Object> inquiry(Inquiry inquiry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("code", inquiry.code());
    json.put("name", inquiry.name());
    json.put("title", inquiry.title());
    json.put("every_ms", inquiry.every().toMillis());
    Argument argument = inquiry.argument();
    json.put("argument", argument == null ? null : argument(argument));
    json.put("fields", inquiry.fields().stream().map(ProtocolTables::field).toList());
    return json;
  }

  private static Map<String, @Nullable Object> argument(Argument argument) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("title", argument.title());
    json.put("form", argument.form().pattern());
    json.put("example", argument.example());
    json.put("usual", argument.usual());
    return json;
  }

  private static Map<String, @Nullable Object> field(Field field) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("key", field.key());
    json.put("title", field.title());
    json.put("type", word(field.type()));
    json.put("unit", field.unit());
    json.put("meanings", field.meanings());
    return json;
  }

  private static Map<String, @Nullable Object> setting(Setting setting) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("code", setting.code());
    json.put("name", setting.name());
    json.put("title", setting.title());
    json.put("unit", setting.unit());
    json.put("scope", word(setting.scope()));
    json.put("dangerous", setting.dangerous());
    json.put("listed_by", setting.listedBy());
    json.putAll(form(setting.form()));
    return json;
  }

  private static Map<String, Object> form(Form form) {
    if (form instanceof Form.Digits digits) {
      Map<String, Object> byVoltage = new LinkedHashMap<>();
      digits.allowed().forEach((volts, allowed) -> byVoltage.put(volts.toString(), range(allowed)));
      return Map.of("kind", "number", "form", digits.pattern(), "allowed", byVoltage);
    }
    if (form instanceof Form.Amps amps) {
      Map<String, Object> whole = Map.of("min", 0, "max", amps.most(), "step", 1);
      return Map.of("kind", "amperes", "form", amps.spellings().get(0), "allowed", whole);
    }
    if (form instanceof Form.Choice choice) {
      return Map.of("kind", "choice", "allowed", List.copyOf(choice.words().values()));
    }
    if (form instanceof Form.Letter || form instanceof Form.OnOff) {
      return Map.of("kind", "switch", "allowed", List.of(true, false));
    }
    if (form instanceof Form.Spelled spelled) {
      return Map.of("kind", "text", "form", spelled.form());
    }
    return Map.of("kind", form instanceof Form.Clock ? "clock" : "action");
  }

  private static Map<String, Object> range(Allowed allowed) {
    if (allowed.min() > allowed.max()) {
      return Map.of("also", allowed.also());
    }
    return Map.of(
        "min", allowed.min(),
        "max", allowed.max(),
        "step", allowed.step(),
        "also", allowed.also());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
