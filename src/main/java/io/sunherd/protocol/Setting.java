package io.sunherd.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be set: how it is spelled, what it may be, and where it shows afterwards.
 *
 * @param code what goes over the wire before the value (PBFT)
 * @param name what users call it (battery_float_volt)
 * @param title a short English label
 * @param unit the unit of measure, or null
 * @param form how values are spelled and which are possible
 * @param scope whom it changes
 * @param proof where the value shows afterwards, or null where nothing shows it
 * @param listedBy the inquiry by which the unit tells the values it takes, or null
 * @param dangerous whether a write can drop the load, harm a battery, or lose settings
 */
public record Setting(
    String code,
    String name,
    String title,
    @Nullable String unit,
    Form form,
    Scope scope,
    @Nullable Proof proof,
    @Nullable String listedBy,
    boolean dangerous) {

  /** Whom a write changes. */
  public enum Scope {
    UNIT,
    SYSTEM
  }

  /**
   * Where a written value shows.
   *
   * @param inquiry the code of the inquiry
   * @param key the key in its reading
   */
  public record Proof(String inquiry, String key) {}

  static Setting of(String code, String name, String title, @Nullable String unit, Form form) {
    return new Setting(code, name, title, unit, form, Scope.UNIT, null, null, false);
  }

  Setting shownBy(String inquiry, String key) {
    return new Setting(
        code, name, title, unit, form, scope, new Proof(inquiry, key), listedBy, dangerous);
  }

  Setting listedBy(String inquiry) {
    return new Setting(code, name, title, unit, form, scope, proof, inquiry, dangerous);
  }

  Setting systemWide() {
    return new Setting(code, name, title, unit, form, Scope.SYSTEM, proof, listedBy, dangerous);
  }

  Setting danger() {
    return new Setting(code, name, title, unit, form, scope, proof, listedBy, true);
  }

  Setting spelled(Form other) {
    return new Setting(code, name, title, unit, other, scope, proof, listedBy, dangerous);
  }

  /** The command text that sets this value on that parallel unit (0 for a single one). */
  public String command(Object value, int parallelUnit) throws ProtocolException {
    return form.write(code, value, parallelUnit);
  }

  /** The value a command text asks for, if the text is one of this setting. */
  public Optional<Form.Assigned> read(String text) {
    return form.read(code, text);
  }
}
