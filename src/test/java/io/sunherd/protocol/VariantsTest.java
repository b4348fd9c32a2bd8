package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.column.Columns;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.OnOffForm;
import io.sunherd.protocol.table.Setting;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What sets the variants of PI30 apart. */
@PureTests
class VariantsTest {
  private static final String RATINGS =
      "230.0 21.7 230.0 50.0 21.7 5000 5000 48.0 46.0 42.0 56.4 54.0 2 30 060 0 1 2 9 01 0";
  private static final String OLDER = RATINGS + " 0 54.0 0 1";
  private static final String MAX = OLDER + " 060 0 120";
  private static final String CLONE = OLDER + " 23.5 12 22.0";

  private static Map<String, Object> decode(Dialect dialect, String code, String payload)
      throws ProtocolException {
    return dialect.request(code).orElseThrow().inquiry().decode(payload);
  }

  @Test
  void aMaxIsKnownByTheTailOfItsRatings() {
    assertEquals("pi30max", Variants.of(MAX, null, null).id());
    assertEquals("pi30", Variants.of(OLDER, null, null).id());
    assertEquals("pi30", Variants.of(CLONE, null, null).id());
    assertEquals("pi30", Variants.of(null, null, null).id());
    assertTrue(Variants.mayBeRevo(RATINGS));
  }

  @Test
  void aFamilyIsKnownByItsAnswerToQpi() {
    assertEquals("pi30", Dialects.speaking("PI30").orElseThrow().id());
    assertEquals("pi41", Dialects.speaking("PI41").orElseThrow().id());
    assertEquals("pi16", Dialects.speaking("PI16").orElseThrow().id());
    assertEquals("pi16", Dialects.speaking("PI15").orElseThrow().id());
    assertTrue(Dialects.speaking("PI34").isEmpty());
    assertTrue(Dialects.speaking("PI00").isEmpty());
  }

  @Test
  void aKingIsKnownByNameOrNumber() {
    assertEquals("pi30gk", Variants.of(OLDER, "KING-5000", null).id());
    assertEquals("pi30gk", Variants.of(OLDER, null, "023").id());
    assertEquals("pi30max", Variants.of(OLDER, "VMIII-4000", "055").id());
  }

  @Test
  void anLv6548CountsChargerPrioritiesItsOwnWay() throws ProtocolException {
    Dialect lv = Dialects.find("pi30lv6548").orElseThrow();
    assertEquals("solar_only", decode(lv, "QPIRI", MAX).get("charger_source_priority"));
    assertEquals(
        "solar_and_utility",
        decode(Dialects.common(), "QPIRI", MAX).get("charger_source_priority"));
    assertEquals("solar_only", lv.assignment("PCP02").orElseThrow().value());
    assertEquals("pi30lv6548", lv.id());
  }

  @Test
  void theStatusBitsOfAKingHaveAnotherMeaning() throws ProtocolException {
    String payload =
        "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040 00.0 000.0 00.00 00005"
            + " 10010000 00 00 00000 010";
    Dialect king = Dialects.find("pi30gk").orElseThrow();
    assertEquals(true, decode(king, "QPIGS", payload).get("source_feeds_load"));
    assertEquals(true, decode(Dialects.common(), "QPIGS", payload).get("sbu_priority_version"));
  }

  @Test
  void aCloneKeepsItsForeignTailRaw() throws ProtocolException {
    Map<String, Object> ratings = decode(Dialects.common(), "QPIRI", CLONE);
    assertEquals("23.5", ratings.get("undocumented_26"));
    assertEquals(null, ratings.get("cv_charging_time"));
  }

  @Test
  void whatIsUnknownIsShownAsUnknownAndNothingShifts() throws ProtocolException {
    Map<String, Object> ratings =
        decode(Dialects.common(), "QPIRI", MAX.replace(" 2 30 060", " X 30 060") + " 54.7 7 8");
    assertEquals(null, ratings.get("battery_type"));
    assertEquals(Map.of("battery_type", "X"), ratings.get("unknown"));
    assertEquals(30, ratings.get("max_ac_charging_current"));
    assertEquals(List.of("7", "8"), ratings.get("extra"));
    Map<String, Object> mode = decode(Dialects.common(), "QMOD", "Z");
    assertEquals("00", mode.get("mode"));
    assertEquals("Z", mode.get("mode_code"));
  }

  @Test
  void absentValuesAreNullAndNeverZero() throws ProtocolException {
    Map<String, Object> status =
        decode(
            Dialects.common(),
            "QPIGS",
            "NA --.- 230.0 50.0 0500 0400 010 400 52.00 000 080 ---- 00.0  00.00 00005 00010000");
    for (String key : List.of("grid_volt", "grid_freq", "temp", "pv_volts", "pv_watts", "mask_d")) {
      assertTrue(status.containsKey(key), key);
      assertEquals(null, status.get(key), key);
    }
    assertEquals(0.0, status.get("pv_amps"));
  }

  @Test
  void aTableThatContradictsItselfCannotBeUsed() {
    Inquiry twice = Inquiry.of("QXX", "status", "Twice", Layout.exact(Columns.flag("a", "A")));
    Dialect sound = Dialects.common();
    Dialect ambiguous = sound.with("broken", "Broken", sound.framing(), twice);
    assertThrows(IllegalStateException.class, () -> ambiguous.request("QXX"));
    Setting unproven =
        Setting.of("PXX", "x", "X", null, new OnOffForm()).shownBy("QPIRI", "no_such_key");
    Dialect blind = Dialects.common().replacing(unproven);
    assertThrows(IllegalStateException.class, blind::settings);
  }
}
