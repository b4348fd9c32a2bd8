package io.sunherd.protocol.pi30;

import io.sunherd.protocol.table.AmpsForm;
import io.sunherd.protocol.table.Setting;
import io.sunherd.protocol.table.Spelling;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** PI30: the charging currents, as each firmware generation spells them (PI30.md 9). */
final class Pi30Currents {
  private static final Spelling TOTAL_HS = Spelling.of("MCHGC", "mnn");
  private static final Spelling TOTAL_KS = Spelling.of("MCHGC", "nnn");
  private static final Spelling TOTAL_PS = Spelling.of("MCHGC", "mnnn");
  private static final Spelling TOTAL_GK = Spelling.of("MNCHGC", "nnn");
  private static final Spelling TOTAL_MAX = Spelling.of("MNCHGC", "mnnn");
  private static final Spelling AC_HS = Spelling.of("MUCHGC", "mnn");
  private static final Spelling AC_KS = Spelling.of("MUCHGC", "nnn");
  private static final Spelling AC_MAX = Spelling.of("MUCHGC", "mnnn");
  private static final Spelling SOLAR_KS = Spelling.of("MSCHGC", "nnn");

  /** The spellings of all generations, in the order to try them. */
  private static final List<Spelling> TOTAL =
      List.of(TOTAL_MAX, TOTAL_PS, TOTAL_GK, TOTAL_KS, TOTAL_HS);

  private static final List<Spelling> AC = List.of(AC_MAX, AC_KS, AC_HS);

  /** The lists of the documents, for units that do not list their values. */
  private static final Double[] DOCUMENTED_TOTAL = tens(10, 80);

  private static final Double[] DOCUMENTED_AC =
      Stream.concat(Stream.of(2.0), Stream.of(tens(10, 60))).toArray(Double[]::new);

  private static final Setting SOLAR =
      Setting.of(
              "MSCHGC",
              "max_solar_charging_current",
              "Highest charging current from the sun",
              "A",
              new AmpsForm(List.of(SOLAR_KS), List.of(SOLAR_KS)))
          .listedBy("QMSCHGCR");

  static final List<Setting> HS = List.of(total(TOTAL_HS, TOTAL_MAX), ac(AC_HS), SOLAR);
  static final Setting[] KS = {total(TOTAL_KS, TOTAL_MAX), ac(AC_KS)};
  static final Setting[] GK = {total(TOTAL_GK, TOTAL_MAX), ac(AC_KS)};

  /** The document says mnn for AC; every device seen wants mnnn (PI30.md 11). */
  static final Setting[] MAX = {total(TOTAL_MAX), ac(AC_MAX)};

  static final Setting[] PI41 = {total(TOTAL_MAX), ac(AC_HS)};

  private Pi30Currents() {}

  private static Setting total(Spelling... own) {
    return Setting.of(
            own[0].code(),
            "max_charging_current",
            "Highest charging current",
            "A",
            new AmpsForm(List.of(own), TOTAL))
        .shownBy("QPIRI", "max_charging_current")
        .alikeInSets()
        .listedBy("QMCHGCR", DOCUMENTED_TOTAL);
  }

  private static Setting ac(Spelling own) {
    return Setting.of(
            own.code(),
            "max_ac_charging_current",
            "Highest charging current from the grid",
            "A",
            new AmpsForm(List.of(own), AC))
        .shownBy("QPIRI", "max_ac_charging_current")
        .alikeInSets()
        .listedBy("QMUCHGCR", DOCUMENTED_AC);
  }

  private static Double[] tens(int first, int last) {
    return IntStream.rangeClosed(first / 10, last / 10)
        .mapToObj(ten -> ten * 10.0)
        .toArray(Double[]::new);
  }
}
