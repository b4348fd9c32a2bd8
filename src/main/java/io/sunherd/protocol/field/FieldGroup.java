package io.sunherd.protocol.field;

import java.util.Locale;

/** What a field tells of; those that tell how a unit is now stand together by it. */
public enum FieldGroup {
  SOLAR,
  BATTERY,
  /** What the unit makes of them for the house. */
  OUTPUT,
  /** The grid, or the generator in its place. */
  GRID,
  TEMPERATURE,
  STATE,
  /** What its parallel system has as a whole. */
  SYSTEM,
  /** What the unit is, and how it is set. */
  SETUP,
  WARNINGS;

  /** Its public name. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
