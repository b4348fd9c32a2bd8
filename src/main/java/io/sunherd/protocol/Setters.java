package io.sunherd.protocol;

import io.sunherd.protocol.table.Dialect;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the documents have to set a unit by, offered by a table or not, for who sends it by hand
 * (PI18.md 3, PI17.md 3, PI16.md 3). The inverter judges the values.
 */
public final class Setters {
  /** What may stand behind a code, right or wrong. */
  private static final String ANY = "[0-9.,+ -]*";

  private static final String NUMBERS = "[0-9][0-9.,+ -]*";

  /** What erases or resets, or writes over who the unit is. */
  private static final Pattern LOSES = Pattern.compile("PF|CLE|RTEY|RTDL|ID\\d{8,}");

  private static final Pattern ENVELOPE = Pattern.compile("^\\^[A-Z]\\d{3}");

  /** By the id of the dialect and the code: what its argument looks like. */
  private static final Map<String, Map<String, String>> DOCUMENTED =
      Map.of("pi18", pi18(), "pi17", pi17(), "pi16", pi16());

  private Setters() {}

  private static Map<String, String> pi18() {
    Map<String, String> codes = all("LON ACCT ACLT MCHGV BUCD", NUMBERS);
    codes.putAll(all("PE PD", "[A-I]"));
    codes.putAll(all("PF CLE", ""));
    codes.putAll(all("POP PSP PGR PBT", "\\d"));
    codes.putAll(all("PCP POPM", "\\d,\\d"));
    codes.putAll(all("MCHGC MUCHGC", "\\d,\\d{3}"));
    codes.put("PSDV", "\\d{3}");
    codes.put("F", "[56]0");
    codes.put("V", "\\d{4}");
    codes.put("DAT", "\\d{12}");
    codes.put("ID", "\\d{22}");
    return codes;
  }

  private static Map<String, String> pi17() {
    Map<String, String> codes =
        all(
            "LON GOHV GOLV GOHF GOLF OPMP GPMP SIHV SILV MPPTHV MPPTLV LST MCHGV BATDV BATDS SEP"
                + " BCA DM FT ACCT ACLT BT BIT ACCB BTS FPADJ FPRADJ FPSADJ FPTADJ BDCM FPPF AAPF"
                + " PALE PLE EPS GVRP GSVP GVPT FRP SFP FPT FHD VRR FLD QUQ QRT PUD PQD BTEQ EQST"
                + " SCVT OPANG SPVP ACLD AFHD",
            NUMBERS);
    codes.putAll(all("PE PD", "[A-Z]"));
    codes.putAll(all("PF BST", ""));
    codes.putAll(all("MCHGC MUCHGC V", "\\d{4}"));
    codes.put("FPRA", "[+-]\\d{4}");
    codes.put("ED", "[A-H][01]");
    codes.put("F", "[56]0");
    codes.put("DAT", "\\d{12}");
    return codes;
  }

  private static Map<String, String> pi16() {
    Map<String, String> codes =
        all(
            "GNTM PRIO DMODEL PVN GOHV GOLV GOHF GOLF PHV PLV PGF PSF FT MCHGV BCHGV OFFC BSDV"
                + " DSUBV PVIPHV PVIPLV MPPTHV MPPTLV OPMP GPMP LST CHTH CHTL PKT LDT GLTHV PPS PPD"
                + " PDG PFL GTS",
            NUMBERS);
    codes.putAll(all("PE PD", "[ABGP]"));
    codes.putAll(all("PF OEEPB ST SOFF SON FGD FGE", ""));
    codes.put("ENF", "[A-J][01]");
    codes.put("SOPF", "[+-]\\d{3}");
    codes.put("MCHGC", "\\d\\d\\.\\d");
    codes.put("V", "\\d{3}");
    codes.put("F", "\\d\\d");
    codes.put("DAT", "\\d{12}");
    return codes;
  }

  private static Map<String, String> all(String codes, String argument) {
    Map<String, String> all = new HashMap<>();
    for (String code : codes.split(" ", -1)) {
      all.put(code, argument);
    }
    return all;
  }

  /** Whether a text sets something in this dialect, with a value of the right form. */
  public static boolean isSetting(Dialect dialect, String text) {
    return dialect.isSetting(text)
        || documented(dialect).entrySet().stream()
            .anyMatch(setter -> text.matches(setter.getKey() + setter.getValue()));
  }

  /** Whether a text begins as one that sets something, whatever its value is worth. */
  public static boolean isMeantAsSetting(Dialect dialect, String text) {
    return isSetting(dialect, text)
        || dialect.assignment(text).isPresent()
        || documented(dialect).keySet().stream().anyMatch(code -> text.matches(code + ANY));
  }

  private static Map<String, String> documented(Dialect dialect) {
    return DOCUMENTED.getOrDefault(dialect.id(), Map.of());
  }

  /** Whether only units of the PI30 family take a text as a setting. */
  public static boolean isOfCommonFamilyOnly(String text) {
    boolean isCommon =
        Dialects.all().stream()
            .filter(dialect -> !Dialects.otherFamilies().contains(dialect))
            .anyMatch(dialect -> dialect.assignment(text).isPresent());
    return isCommon && Dialects.otherFamilies().stream().noneMatch(other -> isSetting(other, text));
  }

  /** Whether a text, with its envelope or without, erases or resets something. */
  public static boolean loses(String text) {
    return LOSES.matcher(bare(text).strip().toUpperCase(Locale.ROOT)).matches();
  }

  /** A text without the envelope of PI17 and PI18. */
  public static String bare(String text) {
    return ENVELOPE.matcher(text).replaceFirst("");
  }
}
