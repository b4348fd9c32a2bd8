package io.sunherd.protocol.pi30;

import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Documented;
import io.sunherd.protocol.table.Inquiry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The PI30 dialect and its variants; the rows are explained in the files they come from. */
public final class Pi30 {

  /** HS, MS, MSX, VM and their clones, and any PI30 unit whose family is not known. */
  public static final Dialect HS =
      new Dialect(
              "pi30",
              "PI30 (HS, MS, MSX, VM, PIP and clones)",
              Pi30Framing.CRC,
              List.of(
                  Pi30Status.QPIGS,
                  Pi30Status.QMOD,
                  Pi30Status.QPIWS,
                  Pi30Status.QPIGS2,
                  Pi30Status.QPGS,
                  Pi30Status.QP2GS,
                  Pi30Ratings.QPIRI,
                  Pi30Ratings.QFLAG,
                  Pi30Ratings.QDI,
                  Pi30Ratings.QPI,
                  Pi30Ratings.QID,
                  Pi30Ratings.QSID,
                  Pi30Ratings.QVFW,
                  Pi30Ratings.QVFW2,
                  Pi30Ratings.QVFW3,
                  Pi30Ratings.QVFW4,
                  Pi30Ratings.VERFW,
                  Pi30Ratings.QMN,
                  Pi30Ratings.QGMN,
                  Pi30Ratings.QMCHGCR,
                  Pi30Ratings.QMUCHGCR,
                  Pi30Ratings.QMSCHGCR,
                  Pi30Ratings.QBOOT,
                  Pi30Ratings.QOPM,
                  Pi30Ratings.QCST,
                  Pi30Ratings.QCVT,
                  Pi30Ratings.QBEQI,
                  Pi30Ratings.QOPPT,
                  Pi30Ratings.QCHPT,
                  Pi30Ratings.QLED,
                  Pi30Ratings.QBATCD,
                  Pi30Ratings.QDOP,
                  Pi30Status.QBMS,
                  Pi30Status.Q1,
                  Pi30Status.QT,
                  Pi30Status.QET,
                  Pi30Status.QEY,
                  Pi30Status.QEM,
                  Pi30Status.QED,
                  Pi30Status.QLT,
                  Pi30Status.QLY,
                  Pi30Status.QLM,
                  Pi30Status.QLD),
              Pi30Settings.ALL,
              Documented.NONE.losing("PF|RTEY|RTDL"))
          .numbering(Pi30Settings.PROGRAMS);

  /** KS, MKS, Plus Duo and Triple (V15). */
  public static final Dialect KS =
      HS.with("pi30ks", "PI30 (KS, MKS, Plus Duo, Triple)", Pi30Framing.CRC)
          .replacing(Pi30Currents.KS)
          .replacing(Pi30Battery.cvTimeListed())
          .numbering(Pi30Settings.PROGRAMS);

  /** GK and MK, the King family (VGK): currents without the unit's digit. */
  public static final Dialect GK =
      HS.with(
              "pi30gk",
              "PI30 (GK, MK: King)",
              Pi30Framing.CRC,
              Pi30Status.QPIGS_GK,
              Pi30Status.QPIWS_GK,
              Pi30Status.QPGS_GK)
          .replacing(Pi30Currents.GK)
          .replacing(
              Pi30Battery.cutOff(Allowed.range(42, 48, 0.1)),
              Pi30Battery.bulk(Allowed.range(48, 63, 0.1)),
              Pi30Battery.floating(Allowed.range(48, 63, 0.1)))
          .numbering(Pi30Settings.PROGRAMS);

  /** MAX, VM III, VM IV and MKS IV (VMAX): currents with the unit's digit. */
  public static final Dialect MAX =
      HS.with(
              "pi30max",
              "PI30 (MAX, VM III, VM IV, MKS IV)",
              Pi30Framing.CRC,
              Pi30Status.QPIGS_MAX,
              Pi30Status.QPGS_MAX,
              Pi30Status.QP2GS_MAX)
          .replacing(Pi30Currents.MAX)
          .replacing(
              Pi30Battery.bulk(Allowed.range(48, 63, 0.1)),
              Pi30Battery.floating(Allowed.range(48, 63, 0.1)))
          .numbering(Pi30Settings.PROGRAMS);

  /**
   * LV6548: MAX with charger priorities of its own; no reply identifies it, so it must be
   * configured.
   */
  public static final Dialect LV6548 =
      MAX.with(
              "pi30lv6548",
              "PI30 (LV6548)",
              Pi30Framing.CRC,
              Pi30Ratings.QPIRI_LV6548,
              Pi30Status.QPGS_LV6548)
          .replacing(Pi30Settings.chargerPriority(Pi30Words.CHARGER_PRIORITY_LV6548));

  /**
   * Sorotec REVO: its own live values, also with a one-byte checksum (VREV). It is set by PSET,
   * which writes every setting at once; no row for it, so that none is written blindly.
   */
  public static final Dialect REVO =
      HS.readOnly()
          .with(
              "pi30revo",
              "PI30 (REVO)",
              Pi30Framing.CRC_OR_SUM,
              Stream.concat(
                      Stream.of(Pi30Status.QPIGS_REVO, Pi30Ratings.QPIRI_REVO),
                      Arrays.stream(Pi30Status.REVO))
                  .toArray(Inquiry[]::new));

  /** LV5048, split phase (V41). */
  public static final Dialect PI41 =
      HS.with(
              "pi41",
              "PI41 (LV5048)",
              Pi30Framing.CRC,
              Pi30Status.QPIGS_PI41,
              Pi30Status.QPIGS2_PI41,
              Pi30Status.QPIWS_PI41,
              Pi30Status.QPGS_PI41,
              Pi30Status.QP2GS_PI41,
              Pi30Ratings.QPIRI_PI41,
              Pi30Ratings.QDI_PI41,
              Pi30Ratings.QOPM_PI41)
          .replacing(Pi30Currents.PI41)
          .replacing(
              Pi30Settings.outputMode(Pi30Words.OUTPUT_MODE_PI41),
              Pi30Battery.type(Pi30Words.BATTERY_TYPE_PI41))
          .offering(Pi30Settings.PI41);

  private Pi30() {}
}
