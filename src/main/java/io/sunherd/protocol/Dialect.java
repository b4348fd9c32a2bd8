package io.sunherd.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A protocol as a table: its framing, its inquiries, its settings.
 *
 * <p>A variant is made from another dialect by replacing rows, never by copying it. A table that
 * contradicts itself cannot be built.
 */
public final class Dialect {
  private final String id;
  private final String title;
  private final Framing framing;
  private final List<Inquiry> inquiries;
  private final List<Setting> settings;
  private final Map<String, Inquiry> byText = new LinkedHashMap<>();

  Dialect(
      String id, String title, Framing framing, List<Inquiry> inquiries, List<Setting> settings) {
    this.id = id;
    this.title = title;
    this.framing = framing;
    this.inquiries = List.copyOf(inquiries);
    this.settings = List.copyOf(settings);
    for (Inquiry inquiry : inquiries) {
      claim(inquiry.code(), inquiry);
      claim(inquiry.name(), inquiry);
      inquiry.layouts().forEach(layout -> requireUniqueKeys(inquiry, layout));
    }
    Set<String> names = new HashSet<>();
    for (Setting setting : settings) {
      require(names.add(setting.name()), "two settings are called " + setting.name());
      requireProof(setting);
    }
  }

  private void claim(String text, Inquiry inquiry) {
    Inquiry other = byText.putIfAbsent(text, inquiry);
    require(other == null || other.equals(inquiry), "two inquiries are called " + text);
  }

  private void requireUniqueKeys(Inquiry inquiry, Layout layout) {
    Set<String> keys = new HashSet<>();
    for (Field field : layout.fields()) {
      require(keys.add(field.key()), inquiry.code() + " has " + field.key() + " twice");
    }
  }

  private void requireProof(Setting setting) {
    Setting.Proof proof = setting.proof();
    if (proof == null) {
      return;
    }
    Inquiry inquiry = byText.get(proof.inquiry());
    require(
        inquiry != null
            && inquiry.fields().stream().anyMatch(field -> field.key().equals(proof.key())),
        setting.code()
            + " shows in "
            + proof.inquiry()
            + "."
            + proof.key()
            + ", which is not there");
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("The table of " + id + " contradicts itself: " + what + ".");
    }
  }

  /** A dialect like this one, with some rows replaced (by code) and new ones added. */
  Dialect with(String variant, String name, Framing frames, Inquiry... rows) {
    Map<String, Inquiry> all = new LinkedHashMap<>();
    inquiries.forEach(inquiry -> all.put(inquiry.code(), inquiry));
    Arrays.stream(rows).forEach(row -> all.put(row.code(), row));
    return new Dialect(variant, name, frames, new ArrayList<>(all.values()), settings);
  }

  /** The same dialect with some settings replaced (by name) and new ones added. */
  Dialect setting(Setting... rows) {
    Map<String, Setting> all = new LinkedHashMap<>();
    settings.forEach(setting -> all.put(setting.name(), setting));
    Arrays.stream(rows).forEach(row -> all.put(row.name(), row));
    return new Dialect(id, title, framing, inquiries, new ArrayList<>(all.values()));
  }

  /** The same dialect without any settings. */
  Dialect readOnly() {
    return new Dialect(id, title, framing, inquiries, List.of());
  }

  /** The same dialect without these commands, by code. */
  Dialect without(String... codes) {
    Set<String> gone = Set.of(codes);
    return new Dialect(
        id,
        title,
        framing,
        inquiries.stream().filter(inquiry -> !gone.contains(inquiry.code())).toList(),
        settings.stream().filter(setting -> !gone.contains(setting.code())).toList());
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  public Framing framing() {
    return framing;
  }

  public List<Inquiry> inquiries() {
    return inquiries;
  }

  public List<Setting> settings() {
    return settings;
  }

  /**
   * The inquiry that a text names: a name (status), a code (QPIGS), or a code with its argument
   * (QPGS1). The bare name of a row that wants an argument is enough only where the table knows a
   * usual one.
   */
  public Optional<Request> request(String text) {
    Inquiry exact = byText.get(text);
    Argument wanted = exact == null ? null : exact.argument();
    if (exact != null && wanted == null) {
      return Optional.of(new Request(exact, exact.code()));
    }
    if (exact != null && wanted != null && wanted.usual() != null) {
      return Optional.of(new Request(exact, exact.code() + wanted.usual()));
    }
    return inquiries.stream()
        .filter(inquiry -> takes(inquiry, text))
        .map(inquiry -> new Request(inquiry, text))
        .findFirst();
  }

  private static boolean takes(Inquiry inquiry, String text) {
    Argument argument = inquiry.argument();
    return argument != null
        && text.startsWith(inquiry.code())
        && argument.form().matcher(text.substring(inquiry.code().length())).matches();
  }

  /** The row of an inquiry by its bare name or code, whether it wants an argument or not. */
  public Optional<Inquiry> inquiry(String nameOrCode) {
    return Optional.ofNullable(byText.get(nameOrCode));
  }

  /** The setting, value and unit that a whole command text (PBFT53.0) asks for. */
  public Optional<Assignment> assignment(String text) {
    for (Setting setting : settings) {
      Optional<Form.Assigned> assigned = setting.read(text);
      if (assigned.isPresent()) {
        return assigned.map(a -> new Assignment(setting, a.value(), a.unit()));
      }
    }
    return Optional.empty();
  }

  /**
   * A setting with a value for a unit.
   *
   * @param setting the row
   * @param value the natural value
   * @param unit the parallel unit's digit
   */
  public record Assignment(Setting setting, Object value, int unit) {}

  /** The names that can be asked for, for error messages. */
  public String names() {
    return inquiries.stream().map(Dialect::shown).collect(Collectors.joining(", "));
  }

  private static String shown(Inquiry inquiry) {
    Argument argument = inquiry.argument();
    return argument == null || argument.usual() != null
        ? inquiry.name()
        : inquiry.code() + argument.example();
  }

  @Override
  public String toString() {
    return id;
  }
}
