package io.sunherd.settings;

import io.sunherd.heard.HeardUnit;
import io.sunherd.settings.audit.AuditEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The spelling of a setting that a unit last accepted, from the audit log (PI30.md 9). */
final class Spellings {
  private final Map<Of, String> taken = new HashMap<>();

  private record Of(String unit, String setting) {}

  /** Takes a line of the log. */
  void accept(AuditEntry entry) {
    if ("ACK".equals(entry.reply()) && !entry.frames().isEmpty()) {
      String unit = HeardUnit.identity(entry.inverter(), entry.serial());
      taken.put(new Of(unit, entry.setting()), entry.frames().get(entry.frames().size() - 1));
    }
  }

  /** The same texts, first the one in the spelling that the unit accepted before. */
  List<String> inOrder(SettableUnit unit, String setting, List<String> texts) {
    String before = taken.get(new Of(unit.identity(), setting));
    if (before == null) {
      return texts;
    }
    List<String> ordered = new ArrayList<>(texts);
    ordered.sort(Comparator.comparing(text -> !isAlike(before, text)));
    return ordered;
  }

  /** Whether two texts have the same command and the same number of digits. */
  private static boolean isAlike(String one, String other) {
    return one.length() == other.length() && letters(one).equals(letters(other));
  }

  private static String letters(String text) {
    return text.replaceAll("[^A-Za-z].*", "");
  }
}
