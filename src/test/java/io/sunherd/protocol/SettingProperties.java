package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a value is, only the setting's own well-formed text comes of it. */
class SettingProperties {

  @Provide
  Arbitrary<Setting> settings() {
    return Arbitraries.of(
        Dialects.all().stream().flatMap(dialect -> dialect.settings().stream()).toList());
  }

  @Provide
  Arbitrary<Object> values() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().map(value -> (Object) value),
        Arbitraries.integers().between(-10, 1200).map(value -> (Object) value),
        Arbitraries.integers().between(0, 700).map(tenths -> (Object) (tenths / 10.0)),
        Arbitraries.of(true, false).map(value -> (Object) value),
        Arbitraries.strings().ofMaxLength(40).map(value -> (Object) value),
        Arbitraries.of("utility_first", "solar_only", "AGM", "user", "53.0\rPF", "2026-11-24T12:00")
            .map(value -> (Object) value),
        Arbitraries.just((Object) Double.NaN));
  }

  @Property(tries = 4000, seed = "20261124")
  void onlyItsOwnFormReachesTheWire(
      @ForAll("settings") Setting setting,
      @ForAll("values") Object value,
      @ForAll("units") int unit) {
    String text;
    try {
      text = setting.command(value, unit);
    } catch (ProtocolException e) {
      assertEquals(ProtocolException.Reason.BAD_VALUE, e.reason());
      return;
    }
    assertTrue(text.matches("[A-Z]+[a-z]?[0-9.]*"), text);
    Optional<Form.Assigned> read = setting.read(text);
    assertTrue(read.isPresent(), () -> text + " is not read back");
    if (value instanceof Number number && read.get().value() instanceof Number seen) {
      assertEquals(number.doubleValue(), seen.doubleValue(), 1e-6, text);
    } else if (value instanceof Boolean && !(setting.form() instanceof Form.Action)) {
      assertEquals(value, read.get().value(), text);
    }
  }

  @Provide
  Arbitrary<Integer> units() {
    return Arbitraries.integers().between(-2, 12);
  }
}
