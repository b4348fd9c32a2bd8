package io.sunherd.protocol.pi16;

import static io.sunherd.protocol.table.Documented.NUMBERS;

import io.sunherd.protocol.table.Documented;

/** What the documents have to set a unit by (PI16.md 3). */
final class Pi16Setters {
  static final Documented ALL =
      Documented.NONE
          .with(
              "GNTM PRIO DMODEL PVN GOHV GOLV GOHF GOLF PHV PLV PGF PSF FT MCHGV BCHGV OFFC BSDV"
                  + " DSUBV PVIPHV PVIPLV MPPTHV MPPTLV OPMP GPMP LST CHTH CHTL PKT LDT GLTHV PPS PPD"
                  + " PDG PFL GTS",
              NUMBERS)
          .with("PE PD", "[ABGP]")
          .with("PF OEEPB ST SOFF SON FGD FGE", "")
          .with("ENF", "[A-J][01]")
          .with("SOPF", "[+-]\\d{3}")
          .with("MCHGC", "\\d\\d\\.\\d")
          .with("V", "\\d{3}")
          .with("F", "\\d\\d")
          .with("DAT", "\\d{12}")
          .losing("PF");

  private Pi16Setters() {}
}
