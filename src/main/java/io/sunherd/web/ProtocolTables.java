package io.sunherd.web;

import io.sunherd.protocol.Allowed;
import io.sunherd.protocol.Argument;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Field;
import io.sunherd.protocol.Form;
import io.sunherd.protocol.Inquiry;
import io.sunherd.protocol.Quantity;
import io.sunherd.protocol.Setting;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The protocol tables as plain values in a fixed order, ready to be written as JSON. */
final class ProtocolTables {
  private ProtocolTables() {}

  /** What is told of a system, and these dialects with their inquiries and settings. */
  static Map<String, Object> json(List<Dialect> dialects) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("system", Arrays.stream(Quantity.values()).map(ProtocolTables::quantity).toList());
    json.put("dialects", dialects.stream().map(ProtocolTables::dialect).toList());
    return json;
  }

  private static Map<String, Object> quantity(Quantity quantity) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", quantity.key());
    json.put("title", quantity.title());
    json.put("unit", quantity.unit());
    json.put("decimals", quantity.decimals());
    json.put("rule", word(quantity.rule()));
    return json;
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
    json.put("meanings", new TreeMap<>(field.meanings()));
    json.put("rule", word(field.rule()));
    Quantity quantity = field.countsAs();
    json.put("counts_as", quantity == null ? null : quantity.key());
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
    json.putAll(new TreeMap<>(form(setting.form())));
    return json;
  }

  private static Map<String, Object> form(Form form) {
    if (form instanceof Form.Digits digits) {
      Map<Integer, Object> byVoltage = new TreeMap<>();
      digits.allowed().forEach((volts, allowed) -> byVoltage.put(volts, range(allowed)));
      return Map.of("kind", "number", "form", digits.pattern(), "allowed", byVoltage);
    }
    if (form instanceof Form.Amps amps) {
      Map<String, Object> whole = range(new Allowed(0, amps.most(), 1, List.of()));
      return Map.of("kind", "amperes", "form", amps.spellings().get(0), "allowed", whole);
    }
    if (form instanceof Form.Choice choice) {
      return Map.of(
          "kind", "choice", "allowed", choice.words().values().stream().sorted().toList());
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
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("min", allowed.min());
    json.put("max", allowed.max());
    json.put("step", allowed.step());
    json.put("also", allowed.also());
    return json;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
