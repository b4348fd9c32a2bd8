package io.sunherd.protocol.pi17;

import static io.sunherd.protocol.table.Documented.NUMBERS;

import io.sunherd.protocol.table.Documented;

/** What the documents have to set a unit by (PI17.md 3). */
final class Pi17Setters {
  static final Documented ALL =
      Documented.NONE
          .with(
              "LON GOHV GOLV GOHF GOLF OPMP GPMP SIHV SILV MPPTHV MPPTLV LST MCHGV BATDV BATDS SEP"
                  + " BCA DM FT ACCT ACLT BT BIT ACCB BTS FPADJ FPRADJ FPSADJ FPTADJ BDCM FPPF AAPF"
                  + " PALE PLE EPS GVRP GSVP GVPT FRP SFP FPT FHD VRR FLD QUQ QRT PUD PQD BTEQ EQST"
                  + " SCVT OPANG SPVP ACLD AFHD",
              NUMBERS)
          .with("PE PD", "[A-Z]")
          .with("PF BST", "")
          .with("MCHGC MUCHGC V", "\\d{4}")
          .with("FPRA", "[+-]\\d{4}")
          .with("ED", "[A-H][01]")
          .with("F", "[56]0")
          .with("DAT", "\\d{12}")
          .losing("PF");

  private Pi17Setters() {}
}
