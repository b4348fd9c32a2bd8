package io.sunherd.web.api;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.FieldGroup;
import io.sunherd.protocol.field.Part;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.AmpsForm;
import io.sunherd.protocol.table.Argument;
import io.sunherd.protocol.table.Bound;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.Form;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Setting;
import io.sunherd.protocol.table.SpelledForm;
import io.sunherd.protocol.table.Spelling;
import io.sunherd.protocol.table.StepsForm;
import io.sunherd.protocol.table.TimeForm;
import io.sunherd.protocol.table.WindowForm;
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

  /** The quantities of a system, and these dialects with their inquiries and settings. */
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
    json.put(
        "settings",
        dialect.settings().stream().map(one -> setting(one, dialect.program(one))).toList());
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
    Part part = field.part();
    json.put("counts_as", part == null ? null : part.quantity().key());
    json.put("if_fitted", part != null && part.ifFitted());
    FieldGroup group = field.group();
    json.put("group", group == null ? null : group.key());
    json.put("twin_of", field.twinOf());
    return json;
  }

  private static Map<String, @Nullable Object> setting(Setting setting, @Nullable String program) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("code", setting.code());
    json.put("codes", setting.codes());
    json.put("name", setting.name());
    json.put("title", setting.title());
    json.put("unit", setting.unit());
    json.put("program", program);
    json.put("scope", word(setting.scope()));
    json.put("shared", setting.isShared());
    json.put("dangerous", setting.dangerous());
    Setting.Listing listing = setting.listing();
    json.put("listed_by", listing == null ? null : listing.inquiry());
    json.put("documented", listing == null ? null : listing.documented());
    Setting.Proof proof = setting.proof();
    json.put("shown_by", proof == null ? null : proof(proof));
    json.put("bounds", setting.bounds().stream().map(ProtocolTables::bound).toList());
    Setting.Need need = setting.need();
    json.put("sent_with", setting.companions());
    json.put("needs", need == null ? null : Map.of(need.setting(), need.values()));
    json.put("kind", setting.form().kind().word());
    json.putAll(new TreeMap<>(form(setting.form())));
    return json;
  }

  private static Map<String, Object> proof(Setting.Proof proof) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", proof.inquiry());
    json.put("key", proof.key());
    return json;
  }

  private static Map<String, Object> bound(Bound bound) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("side", word(bound.side()));
    json.put("setting", bound.setting());
    return json;
  }

  private static Map<String, Object> form(Form form) {
    if (form instanceof DigitsForm digits) {
      Map<String, Object> byVoltage = new LinkedHashMap<>();
      new TreeMap<>(digits.allowed())
          .forEach((volts, allowed) -> byVoltage.put(volts.toString(), range(allowed)));
      return Map.of("form", digits.pattern(), "allowed", byVoltage);
    }
    if (form instanceof AmpsForm amps) {
      return Map.of(
          "form",
          amps.own().get(0).form(),
          "spellings",
          spellings(amps.own()),
          "known_spellings",
          spellings(amps.known()));
    }
    if (form instanceof ChoiceForm choice) {
      return Map.of("allowed", choice.choices(), "words", new TreeMap<>(choice.words()));
    }
    if (form.kind() == Form.Kind.SWITCH) {
      return Map.of("allowed", List.of(true, false));
    }
    if (form instanceof SpelledForm spelled) {
      return Map.of("form", spelled.form());
    }
    if (form instanceof StepsForm steps) {
      return Map.of("form", steps.pattern(), "allowed", Map.of("0", range(steps.allowed())));
    }
    if (form instanceof TimeForm) {
      return Map.of("form", TimeForm.FORM);
    }
    if (form instanceof WindowForm) {
      return Map.of("form", WindowForm.FORM);
    }
    return Map.of();
  }

  private static List<String> spellings(List<Spelling> spellings) {
    return spellings.stream().map(spelling -> spelling.code() + " " + spelling.form()).toList();
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
