package io.sunherd.protocol.pi18;

import static io.sunherd.protocol.table.Documented.NUMBERS;

import io.sunherd.protocol.table.Documented;

/** What the document has to set a unit by (PI18.md 3). */
final class Pi18Setters {
  static final Documented ALL =
      Documented.NONE
          .with("LON ACCT ACLT MCHGV BUCD", NUMBERS)
          .with("PE PD", "[A-I]")
          .with("PF CLE", "")
          .with("POP PSP PGR PBT", "\\d")
          .with("PCP POPM", "\\d,\\d")
          .with("MCHGC MUCHGC", "\\d,\\d{3}")
          .with("PSDV", "\\d{3}")
          .with("F", "[56]0")
          .with("V", "\\d{4}")
          .with("DAT", "\\d{12}")
          .with("ID", "\\d{22}")
          .losing("PF|CLE|ID\\d{8,}");

  private Pi18Setters() {}
}
