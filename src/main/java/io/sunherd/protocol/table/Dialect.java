package io.sunherd.protocol.table;

import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A protocol as a table: its framing, its inquiries, its settings.
 *
 * <p>A variant is made from another dialect by replacing rows, never by copying it. A table that
 * contradicts itself cannot be used.
 */
public final class Dialect {
  private final String id;
  private final String title;
  private final Framing framing;
  private final List<Inquiry> inquiries;
  private final List<Setting> settings;
  private final Documented documented;
  private final Map<String, String> programs;

  /** Built at the first look-up: most dialects are never used. */
  private volatile @Nullable Index index;

  /** A dialect of these rows. */
  public Dialect(
      String id,
      String title,
      Framing framing,
      List<Inquiry> inquiries,
      List<Setting> settings,
      Documented documented) {
    this(id, title, framing, inquiries, settings, documented, Map.of());
  }

  private Dialect(
      String id,
      String title,
      Framing framing,
      List<Inquiry> inquiries,
      List<Setting> settings,
      Documented documented,
      Map<String, String> programs) {
    this.id = id;
    this.title = title;
    this.framing = framing;
    this.inquiries = List.copyOf(inquiries);
    this.settings = List.copyOf(settings);
    this.documented = documented;
    this.programs = Map.copyOf(programs);
  }

  private Index index() {
    Index known = index;
    if (known == null) {
      known = new Index(id, inquiries, settings);
      index = known;
    }
    return known;
  }

  /**
   * A dialect like this one, with some rows replaced (by code) and new ones added. What the units'
   * own display calls its settings is not taken over: other units have other displays.
   */
  public Dialect with(String variant, String name, Framing frames, Inquiry... rows) {
    Map<String, Inquiry> all = new LinkedHashMap<>();
    inquiries.forEach(inquiry -> all.put(inquiry.code(), inquiry));
    Arrays.stream(rows).forEach(row -> all.put(row.code(), row));
    return new Dialect(variant, name, frames, new ArrayList<>(all.values()), settings, documented);
  }

  /** The same dialect with some settings replaced (by name) and new ones added. */
  public Dialect replacing(Setting... rows) {
    Map<String, Setting> all = new LinkedHashMap<>();
    settings.forEach(setting -> all.put(setting.name(), setting));
    Arrays.stream(rows).forEach(row -> all.put(row.name(), row));
    return new Dialect(
        id, title, framing, inquiries, new ArrayList<>(all.values()), documented, programs);
  }

  /** The same dialect, of units on whose own display settings have numbers: these, by name. */
  public Dialect numbering(Map<String, String> numbers) {
    return new Dialect(id, title, framing, inquiries, settings, documented, numbers);
  }

  /** The same dialect with these of its settings only, by name. */
  public Dialect offering(Set<String> names) {
    List<Setting> some =
        settings.stream().filter(setting -> names.contains(setting.name())).toList();
    return new Dialect(id, title, framing, inquiries, some, documented, programs);
  }

  /** The same dialect without any settings. */
  public Dialect readOnly() {
    return new Dialect(id, title, framing, inquiries, List.of(), documented);
  }

  /** What it is called in a configuration: pi30. */
  public String id() {
    return id;
  }

  /** A short English label. */
  public String title() {
    return title;
  }

  /** How its requests and replies are wrapped. */
  public Framing framing() {
    return framing;
  }

  /** Its inquiries, in the order of the table. */
  public List<Inquiry> inquiries() {
    return inquiries;
  }

  /** Its settings, in the order of the table, each with its relations to others. */
  public List<Setting> settings() {
    return index().settings();
  }

  /** The number of a setting on most units' own display; null where none is known. */
  public @Nullable String program(Setting setting) {
    return programs.get(setting.name());
  }

  /** What its documents have to set a unit by. */
  public Documented documented() {
    return documented;
  }

  /**
   * The inquiry that a text names: a name (status), a code (QPIGS), or a code with its argument
   * (QPGS1). The bare name of a row with an argument is enough only where the argument has a
   * default.
   */
  public Optional<Request> request(String text) {
    Inquiry exact = index().inquiry(text);
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

  /** The row of an inquiry by its bare name or code, with or without an argument. */
  public Optional<Inquiry> inquiry(String nameOrCode) {
    return Optional.ofNullable(index().inquiry(nameOrCode));
  }

  /**
   * The polled inquiries by which a unit reports a quantity over its own cable: each that the unit
   * supports has a part of it.
   */
  public List<Inquiry> carriers(Quantity quantity) {
    return index().carriers(quantity);
  }

  /** The inquiries by which a unit reports a quantity of another unit on its parallel bus. */
  public List<Inquiry> busCarriers(Quantity quantity) {
    return index().busCarriers(quantity);
  }

  /** The setting of that name (battery_float_volt) or code (PBFT; PDa as well as PEa). */
  public Optional<Setting> setting(String nameOrCode) {
    return Optional.ofNullable(index().setting(nameOrCode));
  }

  /**
   * The setting, value and unit that a code and its argument in the protocol's own form ask for:
   * MCHGC and "010", PEa and "". Fails where inverters themselves would read it differently.
   *
   * @throws ProtocolException {@link Reason#UNKNOWN_COMMAND} where there is no such setting, {@link
   *     Reason#BAD_VALUE} where the argument is not of its form
   */
  public Assignment spelled(String code, String argument) throws ProtocolException {
    Optional<Setting> named = setting(code).or(() -> setting(code + argument));
    if (named.isEmpty() && settings().stream().anyMatch(s -> s.code().equals(code))) {
      throw new ProtocolException(
          Reason.BAD_VALUE,
          code
              + " carries several values; set one of them by its name: "
              + settings().stream()
                  .filter(s -> s.code().equals(code))
                  .map(Setting::name)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (named.isEmpty()) {
      throw new ProtocolException(
          Reason.UNKNOWN_COMMAND,
          Shown.of(code) + " is no setting of " + title + "; known are " + settingNames() + ".");
    }
    Setting setting = named.get();
    String head = code.equals(setting.name()) ? setting.code() : code;
    Form.Assigned assigned = setting.spelled(head + argument);
    return new Assignment(setting, assigned.value(), assigned.unit());
  }

  /** Whether a whole command text is one that a setting of this dialect would write. */
  public boolean isSetting(String text) {
    return settings().stream().anyMatch(setting -> setting.writes(text));
  }

  /** The codes of the inquiries that return the values of settings. */
  public Set<String> proofs() {
    return settings().stream()
        .map(Setting::proof)
        .filter(Objects::nonNull)
        .map(Setting.Proof::inquiry)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names of all settings, for error messages. */
  public String settingNames() {
    return settings().stream()
        .map(setting -> setting.name() + " (" + setting.code() + ")")
        .collect(Collectors.joining(", "));
  }

  /** The setting, value and unit that a whole command text asks for, as this family reads it. */
  public Optional<Assignment> assignment(String text) {
    return assignments(text).stream().findFirst();
  }

  /** The same for each setting of which the text carries a value: usually one. */
  public List<Assignment> assignments(String text) {
    return settings().stream()
        .flatMap(
            setting ->
                setting.read(text).stream().map(a -> new Assignment(setting, a.value(), a.unit())))
        .toList();
  }

  /**
   * The codes of the inquiries needed to check a value of a setting, besides the one that shows it:
   * those that show the settings it is related to or sent together with, the one with the voltage
   * that it puts to use, and the one with the nominal battery voltage.
   */
  public Set<String> basis(Setting setting) {
    Set<String> basis = new LinkedHashSet<>();
    if (sentWith(setting).anyMatch(one -> one.form() instanceof DigitsForm)) {
      inquiries.stream()
          .filter(Dialect::tellsRating)
          .map(Inquiry::code)
          .findFirst()
          .ifPresent(basis::add);
    }
    Stream.Builder<String> others = Stream.builder();
    setting.bounds().forEach(bound -> others.add(bound.setting()));
    Setting.Need need = setting.need();
    if (need != null) {
      others.add(need.setting());
    }
    setting.companions().forEach(others::add);
    BatteryVolts.behind(setting).ifPresent(others::add);
    others
        .build()
        .flatMap(other -> setting(other).stream())
        .map(Setting::proof)
        .filter(Objects::nonNull)
        .forEach(proof -> basis.add(proof.inquiry()));
    return basis;
  }

  /** A setting and those that its command sends along. */
  private Stream<Setting> sentWith(Setting setting) {
    return Stream.concat(
        Stream.of(setting), setting.companions().stream().flatMap(name -> setting(name).stream()));
  }

  /** Whether an inquiry tells the nominal battery voltage. */
  public boolean tellsRating(String code) {
    return inquiry(code).filter(Dialect::tellsRating).isPresent();
  }

  private static boolean tellsRating(Inquiry inquiry) {
    return inquiry.argument() == null
        && inquiry.fields().stream().anyMatch(field -> field.key().equals(Facts.RATED));
  }

  /**
   * A setting with a value for a unit.
   *
   * @param setting the row
   * @param value the natural value
   * @param unit the parallel unit's digit; 0 for the unit that has the cable
   */
  public record Assignment(Setting setting, Object value, int unit) {}

  /** The names of all inquiries, for error messages. */
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
