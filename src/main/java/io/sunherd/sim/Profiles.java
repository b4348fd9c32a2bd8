package io.sunherd.sim;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.sim.firmware.Pi16Firmware;
import io.sunherd.sim.firmware.Pi17Firmware;
import io.sunherd.sim.firmware.Pi18Firmware;
import io.sunherd.sim.firmware.Pi30Firmware;
import io.sunherd.sim.firmware.Pi41Firmware;
import io.sunherd.sim.plant.Firmware;
import io.sunherd.sim.plant.Profile;
import io.sunherd.sim.plant.Ratings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The inverters that can be simulated; PI30.md 4 lists which inquiries each answers. */
public final class Profiles {
  private static final Firmware PI30 = new Pi30Firmware();

  private static final List<String> ALL_FAMILIES =
      List.of("QPI", "QID", "QVFW", "QFLAG", "QMOD", "QMCHGCR", "QMUCHGCR");

  private static final List<String> NEWER =
      List.of("QSID", "QVFW3", "VERFW:", "QMN", "QGMN", "QBEQI", "QOPPT", "QCHPT", "QT");

  private static final List<String> NEWEST =
      List.of("QET", "QEY", "QEM", "QED", "QLT", "QLY", "QLM", "QLD", "QBMS", "QLED", "Q1");

  /** KS/MKS, 48 V. */
  private static final Profile AXPERT =
      new Profile(
          Names.AXPERT,
          dialect("pi30ks"),
          PI30,
          "MKS2",
          "023",
          new Ratings(
              48, 200, 5000, 4000, 1, 102, Ratings.tens(10, 20, 80), Ratings.tens(2, 10, 60)),
          true,
          false,
          Shape.layouts(
              dialect("pi30ks"),
              List.of(ALL_FAMILIES, List.of("QVFW2", "QBOOT", "QOPM", "QCST", "Q1")),
              Shape.of("QPIGS", 0, 21),
              Shape.of("QPIRI", 0, 25),
              Shape.of("QDI", 0, 25),
              Shape.of("QPIWS", 0, 0),
              Shape.of("QPGS", 0, 27)));

  /** VM III, 24 V: the family of MAX. */
  private static final Profile VMIII =
      new Profile(
          Names.VMIII,
          dialect("pi30max"),
          PI30,
          "VMIII",
          "037",
          new Ratings(
              24, 200, 3000, 3000, 1, 240, Ratings.tens(2, 10, 100), Ratings.tens(2, 10, 80)),
          false,
          false,
          Shape.layouts(
              dialect("pi30max"),
              List.of(ALL_FAMILIES, NEWER, NEWEST),
              Shape.of("QPIGS", 0, 24),
              Shape.of("QPIRI", 0, 26),
              Shape.of("QDI", 0, 26),
              Shape.of("QPIWS", 1, 0),
              Shape.of("QDOP", 1, 0)));

  /** GK, 48 V. */
  private static final Profile KING =
      new Profile(
          Names.KING,
          dialect("pi30gk"),
          PI30,
          "KING",
          "026",
          new Ratings(
              48, 200, 5000, 5000, 1, 110, Ratings.tens(10, 20, 80), Ratings.tens(2, 10, 60)),
          false,
          false,
          Shape.layouts(
              dialect("pi30gk"),
              List.of(ALL_FAMILIES, NEWER, List.of("QVFW2")),
              Shape.of("QPIGS", 0, 21),
              Shape.of("QPIRI", 0, 27),
              Shape.of("QDI", 0, 26),
              Shape.of("QPIWS", 0, 0)));

  /** MAX, 48 V, two trackers; also the one of parallel systems. */
  public static final Profile MAX =
      new Profile(
          Names.MAX,
          dialect("pi30max"),
          PI30,
          "PIP",
          "044",
          new Ratings(
              48, 300, 8000, 8000, 2, 310, Ratings.tens(10, 20, 120), Ratings.tens(2, 10, 120)),
          false,
          false,
          Shape.layouts(
              dialect("pi30max"),
              List.of(ALL_FAMILIES, NEWER, NEWEST),
              Shape.of("QPIGS", 0, 24),
              Shape.of("QPIGS2", 0, 0),
              Shape.of("QPIRI", 0, 28),
              Shape.of("QDI", 0, 26),
              Shape.of("QPIWS", 1, 0),
              Shape.of("QPGS", 0, 29)));

  /** HS of the first generation, 24 V. */
  private static final Profile HS =
      new Profile(
          Names.HS,
          dialect("pi30"),
          PI30,
          "VP",
          "001",
          new Ratings(
              24, 200, 3000, 2400, 1, 66, Ratings.tens(20, 30, 60), Ratings.tens(20, 30, 30)),
          true,
          true,
          Shape.layouts(
              dialect("pi30"),
              List.of(ALL_FAMILIES, List.of("QVFW2", "QBOOT")),
              Shape.of("QPIGS", 0, 17),
              Shape.of("QPIRI", 0, 25),
              Shape.of("QDI", 0, 25),
              Shape.of("QPIWS", 2, 0)));

  /** InfiniSolar V, 48 V, two trackers; it speaks PI18. */
  private static final Profile INFINI_V =
      new Profile(
          Names.INFINI_V,
          dialect("pi18"),
          new Pi18Firmware(),
          "InfiniSolar V",
          "",
          new Ratings(
              48, 200, 5600, 5600, 2, 245, Ratings.tens(10, 20, 80), Ratings.tens(2, 10, 80)),
          false,
          false,
          Shape.layouts(
              dialect("pi18"),
              List.of(
                  List.of("GS", "MOD", "FWS", "T", "ET", "EY", "EM", "ED"),
                  List.of("PIRI", "FLAG", "DI", "PI", "ID", "VFW", "MCHGCR", "MUCHGCR"),
                  List.of("ACCT", "ACLT", "PRI", "PGS"))));

  /** LV5048 Hybrid V2, 48 V, as in captures: it has no counters for years, months and days. */
  private static final Profile LV5048 =
      new Profile(
          Names.LV5048,
          dialect("pi18"),
          new Pi18Firmware(),
          "LV5048",
          "",
          new Ratings(
              48, 200, 5600, 5600, 2, 244, Ratings.tens(10, 20, 80), Ratings.tens(2, 10, 80)),
          false,
          false,
          Shape.layouts(
              dialect("pi18"),
              List.of(
                  List.of("GS", "MOD", "FWS", "T", "ET", "FLAG", "DI", "PI", "ID", "VFW"),
                  List.of("MCHGCR", "MUCHGCR", "ACCT", "ACLT", "PRI", "PGS")),
              Shape.of("PIRI", 1, 0)));

  /** InfiniSolar E, 48 V, two trackers; it speaks PI16. */
  private static final Profile INFINI_E =
      new Profile(
          Names.INFINI_E,
          dialect("pi16"),
          new Pi16Firmware(),
          "InfiniSolar E",
          "031",
          new Ratings(48, 200, 5500, 5500, 2, 250, List.of(), List.of()),
          false,
          false,
          Shape.layouts(
              dialect("pi16"),
              List.of(
                  List.of("QPIGS", "QMOD", "QPIWS", "QPIBI", "QPICF", "QT", "QFET", "QSTS"),
                  List.of("QEY", "QEM", "QED", "QEH", "QPIRI", "QPI", "QID", "QMD", "QDM"),
                  List.of("QGMN", "QVFW", "QVFW2", "QSVFW2", "I", "QFLAG", "QENF", "QPRIO"),
                  List.of("QCHGS", "QBSDV", "QOFFC", "QDI", "QDI2", "QVFTR", "GNTMQ", "QGOV"),
                  List.of("QGOF", "QBYV", "QBYF", "QPVIPV", "QMPPTV", "QCHT", "QPKT", "QLDT"),
                  List.of("QGLTV", "QFT", "QOPMP", "QGPMP", "QLST")),
              Shape.of("QPIHF", 0, 0)));

  /** LV5048, 48 V, split phase, as it speaks PI41; also in systems. */
  private static final Profile LV5048_PI41 =
      new Profile(
          Names.LV5048_PI41,
          dialect("pi41"),
          new Pi41Firmware(),
          "LV5048",
          "",
          new Ratings(
              48, 200, 5000, 5000, 2, 110, Ratings.tens(10, 20, 80), Ratings.tens(2, 10, 60)),
          false,
          false,
          Shape.layouts(
              dialect("pi41"),
              List.of(
                  List.of("QPI", "QID", "QSID", "QVFW", "QVFW2", "QFLAG", "QMOD"),
                  List.of("QMCHGCR", "QMUCHGCR", "QPIGS2", "QPIWS", "QBEQI", "QOPM"),
                  List.of("QP2GS")),
              Shape.of("QPIGS", 0, 21),
              Shape.of("QPIRI", 0, 26),
              Shape.of("QDI", 0, 25),
              Shape.of("QPGS", 0, 27)));

  /** What every unit of PI17 answers. */
  private static final List<List<String>> OF_PI17 =
      List.of(
          List.of("PS", "MOD", "WS", "CFS", "HFS", "T", "ET", "EY", "EM", "ED", "EH", "FET"),
          List.of("PI", "ID", "VFW", "VFW2", "VFWT", "MD", "DM", "HECS", "OPMP", "GPMP", "LST"),
          List.of("MPPTV", "SV", "DI", "MAR", "GOV", "GOF", "GLTHV", "FT", "FPADJ", "FPPF"),
          List.of("AAPF", "FPRA", "INGS"));

  /** InfiniSolar 3P 10K, 48 V, as the document of 2016 has it. */
  private static final Profile INFINI_10K =
      new Profile(
          Names.INFINI_10K,
          dialect("pi17"),
          new Pi17Firmware(false),
          "InfiniSolar 3P 10K",
          "",
          new Ratings(48, 400, 10_000, 10_000, 2, 620, List.of(), List.of()),
          false,
          false,
          Shape.layouts(
              dialect("pi17"),
              OF_PI17,
              Shape.of("GS", 0, 21),
              Shape.of("PIRI", 0, 11),
              Shape.of("BATS", 0, 0),
              Shape.of("FLAG", 0, 0),
              Shape.of("ACCT", 0, 0),
              Shape.of("ACLT", 0, 0),
              Shape.of("PLE", 0, 0)));

  /** InfiniSolar 3P 15K, 48 V, with a third tracker, as the document of 2022 has it. */
  private static final Profile INFINI_3P =
      new Profile(
          Names.INFINI_3P,
          dialect("pi17"),
          new Pi17Firmware(true),
          "InfiniSolar 3P 15K",
          "",
          new Ratings(48, 600, 15_000, 15_000, 2, 640, List.of(), List.of()),
          false,
          false,
          Shape.layouts(
              dialect("pi17"),
              Stream.concat(
                      OF_PI17.stream(),
                      Stream.of(
                          List.of("GS2", "PS2", "MAR1", "MAR2", "MAR3", "VP", "FP", "OFD", "VRR"),
                          List.of("BTEQ", "CVT", "AFD", "UL")))
                  .toList(),
              Shape.of("GS", 0, 0),
              Shape.of("PIRI", 0, 0),
              Shape.of("BATS", 1, 0),
              Shape.of("FLAG", 1, 0),
              Shape.of("ACCT", 1, 0),
              Shape.of("ACLT", 1, 0)));

  private static final List<Profile> ALL =
      List.of(
          AXPERT,
          VMIII,
          KING,
          MAX,
          HS,
          INFINI_V,
          LV5048,
          INFINI_10K,
          INFINI_3P,
          INFINI_E,
          LV5048_PI41);

  private Profiles() {}

  /** All of them. */
  public static List<Profile> all() {
    return ALL;
  }

  /** The one of a name. */
  public static Optional<Profile> find(String name) {
    return ALL.stream().filter(profile -> profile.name().equals(name)).findFirst();
  }

  private static Dialect dialect(String id) {
    return Dialects.find(id).orElseThrow();
  }
}
