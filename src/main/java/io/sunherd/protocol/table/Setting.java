package io.sunherd.protocol.table;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A setting: how it is spelled, its allowed values, and the reading in which it shows afterwards.
 *
 * @param code what goes over the wire before the value (PBFT)
 * @param name what users call it (battery_float_volt)
 * @param title a short English label
 * @param unit the unit of measure, or null
 * @param form how values are spelled, and which of them exist
 * @param scope which units a write changes
 * @param proof the reading in which the value shows afterwards, or null where none does
 * @param listing how the unit lists the values it accepts, or null where it does not
 * @param dangerous whether a write must be confirmed: it can drop the load, harm a battery, affect
 *     the grid, or lose data for good
 * @param bounds how it must compare with other settings of the unit
 * @param need the likely reason where the unit refuses it, or null
 * @param alike how paralleled units must agree in it although each has its own; null where they may
 *     differ, or where a write reaches all of them
 * @param joint the command that carries its value together with those of others, or null where its
 *     command carries it alone
 */
public record Setting(
    String code,
    String name,
    String title,
    @Nullable String unit,
    Form form,
    Scope scope,
    @Nullable Proof proof,
    @Nullable Listing listing,
    boolean dangerous,
    List<Bound> bounds,
    @Nullable Need need,
    @Nullable Alike alike,
    @Nullable JointCommand joint) {

  public Setting {
    bounds = List.copyOf(bounds);
  }

  /** The units that a write changes. */
  public enum Scope {
    UNIT,
    SYSTEM
  }

  /**
   * The reading in which a written value shows.
   *
   * @param inquiry the code of the inquiry
   * @param key the key in its reading
   * @param moves whether what shows there also changes by itself: it is a state
   */
  public record Proof(String inquiry, String key, boolean moves) {
    /** Where a value shows that stays as it was set. */
    public Proof(String inquiry, String key) {
      this(inquiry, key, false);
    }
  }

  /**
   * How a unit lists the values it accepts.
   *
   * @param inquiry the code of the inquiry that lists them
   * @param documented those of the documents, for units that do not answer it
   * @param limits where it tells a lowest and a highest value only: what stands before {@code _low}
   *     and {@code _high} in their keys; else null
   */
  public record Listing(String inquiry, List<Double> documented, @Nullable String limits) {
    public Listing {
      documented = List.copyOf(documented);
    }

    /** What tells them, apart from all else that tells values. */
    public String source() {
      return limits == null ? inquiry : inquiry + " " + limits;
    }
  }

  /**
   * The value of another setting that most firmware requires first.
   *
   * @param setting the name of the other setting
   * @param values the natural values it should have
   * @param why why it is not sent else, one sentence; null where it may be tried all the same
   * @param rollCall the inquiry that tells by serial number which number a unit has on the parallel
   *     bus, if the setting may be sent with that number in any case; else null
   */
  public record Need(
      String setting, List<String> values, @Nullable String why, @Nullable String rollCall) {
    public Need {
      values = List.copyOf(values);
    }

    /** Whether the present settings, by name, meet it. */
    public boolean isMet(Map<String, Object> now) {
      Object is = now.get(setting);
      return is != null && values.contains(is.toString());
    }
  }

  /**
   * How paralleled units must agree in a setting.
   *
   * @param kinds the kind that each value counts as in this comparison; a value without one counts
   *     as itself
   */
  public record Alike(Map<String, String> kinds) {
    public Alike {
      kinds = Map.copyOf(kinds);
    }
  }

  /** A setting of one unit; the methods below add the rest. */
  public static Setting of(
      String code, String name, String title, @Nullable String unit, Form form) {
    return new Setting(
        code, name, title, unit, form, Scope.UNIT, null, null, false, List.of(), null, null, null);
  }

  /** A setting of one unit, whose value goes together with those of others. */
  public static Setting of(
      String code, String name, String title, @Nullable String unit, JointCommand joint) {
    return new Setting(
        code,
        name,
        title,
        unit,
        joint.form(name),
        Scope.UNIT,
        null,
        null,
        false,
        List.of(),
        null,
        null,
        joint);
  }

  /** The same setting; its value shows under that key of that inquiry. */
  public Setting shownBy(String inquiry, String key) {
    return new Setting(
        code,
        name,
        title,
        unit,
        form,
        scope,
        new Proof(inquiry, key),
        listing,
        dangerous,
        bounds,
        need,
        alike,
        joint);
  }

  /** The same setting, of which that shows which also changes by itself. */
  public Setting moving() {
    Proof state = proof == null ? null : new Proof(proof.inquiry(), proof.key(), true);
    return new Setting(
        code, name, title, unit, form, scope, state, listing, dangerous, bounds, need, alike,
        joint);
  }

  /** Whether its value changes by itself: a clock, a state. There is nothing to be kept of it. */
  public boolean moves() {
    return form instanceof ClockForm || (proof != null && proof.moves());
  }

  /** The same setting, whose values the unit tells; else those of the documents are taken. */
  public Setting listedBy(String inquiry, Double... documented) {
    return listing(new Listing(inquiry, List.of(documented), null));
  }

  /** The same setting, of which the unit tells the lowest and the highest value that it takes. */
  public Setting limitedBy(String inquiry, String limits) {
    return listing(new Listing(inquiry, List.of(), limits));
  }

  /** The same for limits that not every unit tells: else those of the documents hold. */
  public Setting limitedIfTold(String inquiry, String limits) {
    List<Double> documented =
        form instanceof DigitsForm digits
            ? digits.allowed().values().stream()
                .flatMap(range -> Stream.of(range.min(), range.max()))
                .sorted()
                .toList()
            : List.of();
    return listing(new Listing(inquiry, documented, limits));
  }

  private Setting listing(Listing list) {
    return new Setting(
        code, name, title, unit, form, scope, proof, list, dangerous, bounds, need, alike, joint);
  }

  /** The same setting; a write changes every unit of a system. */
  public Setting systemWide() {
    return new Setting(
        code,
        name,
        title,
        unit,
        form,
        Scope.SYSTEM,
        proof,
        listing,
        dangerous,
        bounds,
        need,
        alike,
        joint);
  }

  /** The same setting; a write must be confirmed. */
  public Setting danger() {
    return new Setting(
        code, name, title, unit, form, scope, proof, listing, true, bounds, need, alike, joint);
  }

  Setting spelled(String otherCode, Form other) {
    return new Setting(
        otherCode, name, title, unit, other, scope, proof, listing, dangerous, bounds, need, alike,
        joint);
  }

  /** The same setting; most firmware accepts it only while another one has one of these values. */
  public Setting needs(String setting, List<String> values) {
    return needs(new Need(setting, values, null, null));
  }

  /**
   * The same setting, which is only sent while another one has one of these values.
   *
   * @param why why not else, one sentence
   */
  public Setting onlyWhile(String setting, List<String> values, String why) {
    return needs(new Need(setting, values, why, null));
  }

  /** The same setting, which may be sent in any case where that roll call tells the number. */
  public Setting unlessNumberedBy(String rollCall) {
    return need == null
        ? this
        : needs(new Need(need.setting(), need.values(), need.why(), rollCall));
  }

  /** The same setting where the number of the unit is known: it may be sent in any case. */
  public Setting numbered() {
    return needs((Need) null);
  }

  private Setting needs(@Nullable Need what) {
    return new Setting(
        code, name, title, unit, form, scope, proof, listing, dangerous, bounds, what, alike,
        joint);
  }

  /** The same setting; paralleled units must have the same value. */
  public Setting alikeInSets() {
    return alikeInSets(Map.of());
  }

  /** The same setting; paralleled units must have values of the same kind. */
  public Setting alikeInSets(Map<String, String> kinds) {
    Alike how = new Alike(kinds);
    return new Setting(
        code, name, title, unit, form, scope, proof, listing, dangerous, bounds, need, how, joint);
  }

  /** Whether paralleled units should agree in it, because a write reaches all or by its nature. */
  public boolean isShared() {
    return scope == Scope.SYSTEM || alike != null;
  }

  /** The kind that a value counts as where paralleled units are compared. */
  public Object kind(Object value) {
    return alike == null ? value : alike.kinds().getOrDefault(value.toString(), value.toString());
  }

  /** The same setting with more relations to others. */
  public Setting bound(Bound... more) {
    return bound(List.of(more));
  }

  /** The same setting with more relations, each once. */
  Setting bound(List<Bound> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Bound> all = new ArrayList<>(bounds);
    for (Bound bound : more) {
      if (all.stream().noneMatch(bound::isSameAs)) {
        all.add(bound);
      }
    }
    return new Setting(
        code, name, title, unit, form, scope, proof, listing, dangerous, all, need, alike, joint);
  }

  /** All codes it may have on the wire: MCHGC and MNCHGC, PEa and PDa. */
  public List<String> codes() {
    return form.codes(code);
  }

  /** The code of this setting with which a command text begins. */
  public String codeIn(String text) {
    return codes().stream()
        .filter(text::startsWith)
        .max(Comparator.comparing(String::length))
        .orElse(code);
  }

  /**
   * The numbers that this unit accepts; empty where the setting is no number, or too little is
   * known of the unit.
   */
  public Optional<Allowed> allowed(Facts facts) {
    return new Judge(this, facts).allowed();
  }

  /**
   * Whether some document has the allowed values for a unit with this battery, as far as it is
   * known.
   */
  public boolean isDocumented(Facts facts) {
    return !(form instanceof DigitsForm digits)
        || facts.batteryVolts() == null
        || digits.allowed(facts.batteryVolts()).isPresent();
  }

  /**
   * Whether a unit can have a value: one between the lowest and the highest that it takes, on
   * whatever step.
   */
  public boolean isCredible(Object value, Facts facts) {
    return !(value instanceof Number number)
        || allowed(facts).map(all -> all.spans(number.doubleValue())).orElse(true);
  }

  /** The values that this unit accepts, to follow "takes". */
  public String takes(Facts facts) {
    return new Judge(this, facts).takes();
  }

  /**
   * The natural value for an input, if it may be sent to this unit.
   *
   * @param value a number or a numeral, a word, true or false, a time, as it came from outside
   * @throws ProtocolException {@link Reason#BAD_VALUE} with one sentence that says what the unit
   *     accepts
   */
  public Object check(@Nullable Object value, Facts facts) throws ProtocolException {
    return new Judge(this, facts).judge(value);
  }

  /**
   * The command texts that set a natural value: the first is to be sent, each other one only where
   * the unit has refused the one before it.
   *
   * @param parallelUnit 0 for the unit that has the cable, else its number on the parallel bus
   * @throws ProtocolException {@link Reason#BAD_VALUE} where no text is unambiguous
   */
  public List<String> commands(Object value, int parallelUnit) throws ProtocolException {
    return commands(value, parallelUnit, Map.of());
  }

  /**
   * The same, given the unit's present settings.
   *
   * @param now the present settings, natural values by name
   * @throws ProtocolException {@link Reason#BAD_VALUE} where no text is unambiguous
   */
  public List<String> commands(Object value, int parallelUnit, Map<String, Object> now)
      throws ProtocolException {
    return new CommandTexts(this).of(value, parallelUnit, now);
  }

  /** The value that a command text sets, as this family reads it. */
  public Optional<Form.Assigned> read(String text) {
    return new CommandTexts(this).read(text);
  }

  /** The names of the settings whose values its command carries besides. */
  public List<String> companions() {
    return joint == null ? List.of() : joint.besides(name);
  }

  /** Whether a command text is one of those that {@link #commands} returns for its value. */
  boolean writes(String text) {
    return new CommandTexts(this).has(text);
  }

  /**
   * The value in a command text as it goes over the wire ("010" after MCHGC).
   *
   * @throws ProtocolException {@link Reason#BAD_VALUE} where it is not spelled so, or where it
   *     means different things to different firmware
   */
  public Form.Assigned spelled(String text) throws ProtocolException {
    return new CommandTexts(this).spelled(text);
  }

  /**
   * The value of this setting in a reading of {@link Proof#inquiry}.
   *
   * @return the natural value, or null where the unit does not have it or sent an unknown code
   */
  public @Nullable Object shown(Map<String, @Nullable Object> reading) {
    Object raw = proof == null ? null : reading.get(proof.key());
    return raw == null ? null : form.natural(raw).orElse(null);
  }

  /**
   * Whether the value read back shows that the unit kept the written one; a clock may run on
   * meanwhile.
   */
  public boolean isKept(Object wanted, Object seen) {
    return form instanceof ClockForm
        ? ClockForm.between(wanted, seen).filter(gap -> gap.toSeconds() <= 60).isPresent()
        : wanted.equals(seen);
  }

  /** A likely reason why this unit refused a write, as a sentence; empty where none is known. */
  public Optional<String> likelyCause(Facts facts) {
    return new Judge(this, facts).likelyCause();
  }

  ProtocolException bad(String what) {
    return new ProtocolException(Reason.BAD_VALUE, name + " (" + code + ") " + what);
  }
}
