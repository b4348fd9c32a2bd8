package io.sunherd.docs;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Variants;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the page on the dialects must say, made from the tables in {@code protocol}. */
final class DialectTables {
  /** What stands where a dialect does not have something. */
  static final String NO = "no";

  private static final List<Dialect> ALL = Dialects.all();

  private static final Map<String, Function<Dialect, Stream<String>>> CAPABILITIES =
      new LinkedHashMap<>();

  static {
    CAPABILITIES.put("recognised", dialect -> yes(isRecognised(dialect)));
    CAPABILITIES.put("scan", dialect -> yes(isRecognised(dialect)));
    CAPABILITIES.put("status", dialect -> named(dialect, "status"));
    CAPABILITIES.put("mode", dialect -> named(dialect, "operation_mode"));
    CAPABILITIES.put("faults", dialect -> codes(dialect, DialectTables::tellsFaults));
    CAPABILITIES.put("settings read", DialectTables::settingsRead);
    CAPABILITIES.put("written and read back", DialectTables::readBack);
    CAPABILITIES.put(
        "energy", dialect -> codes(dialect, one -> one.name().matches("pv_energy_\\w+")));
    CAPABILITIES.put("parallel", DialectTables::parallel);
    CAPABILITIES.put("command line", DialectTables::commandLine);
    CAPABILITIES.put("page", dialect -> yes(isShown(dialect)));
  }

  private DialectTables() {}

  private static Stream<String> yes(boolean holds) {
    return holds ? Stream.of("yes") : Stream.empty();
  }

  private static String quoted(String code) {
    return "`" + code + "`";
  }

  private static Stream<String> named(Dialect dialect, String name) {
    return dialect.inquiry(name).stream().map(inquiry -> quoted(inquiry.code()));
  }

  private static Stream<String> codes(Dialect dialect, Predicate<Inquiry> which) {
    return dialect.inquiries().stream().filter(which).map(Inquiry::code).map(DialectTables::quoted);
  }

  /** Whether some answer of a unit leads to it. */
  private static boolean isRecognised(Dialect dialect) {
    Stream<Dialect> variants =
        Stream.of(
            Variants.of(null, null, null),
            Variants.of(null, "KING", null),
            Variants.of(null, "MAX", null),
            Variants.revo());
    return dialect.id().matches("pi\\d\\d") || variants.anyMatch(dialect::equals);
  }

  private static boolean tellsFaults(Inquiry inquiry) {
    return inquiry.argument() == null
        && inquiry.fields().stream().anyMatch(field -> field.key().equals("faults"));
  }

  private static Stream<String> settingsRead(Dialect dialect) {
    Set<String> codes = new TreeSet<>(dialect.proofs());
    Stream.of("settings", "flags")
        .flatMap(name -> dialect.inquiry(name).stream())
        .forEach(inquiry -> codes.add(inquiry.code()));
    return codes.stream().map(DialectTables::quoted);
  }

  private static Stream<String> readBack(Dialect dialect) {
    long shown = dialect.settings().stream().filter(one -> one.proof() != null).count();
    int all = dialect.settings().size();
    return shown == 0 ? Stream.empty() : Stream.of(shown == all ? "" + all : shown + " of " + all);
  }

  private static Stream<String> parallel(Dialect dialect) {
    Set<String> codes = new LinkedHashSet<>();
    dialect.inquiry("parallel").ifPresent(inquiry -> codes.add(inquiry.code() + "n"));
    for (Quantity quantity : Quantity.values()) {
      dialect.busCarriers(quantity).forEach(inquiry -> codes.add(inquiry.code() + "n"));
    }
    return codes.stream().map(DialectTables::quoted);
  }

  private static Stream<String> commandLine(Dialect dialect) {
    boolean sets = !dialect.settings().isEmpty() || !dialect.documented().arguments().isEmpty();
    return Stream.of(sets ? "asks, sets" : "asks");
  }

  /** Whether it has what a tile and the flow of power are made of. */
  private static boolean isShown(Dialect dialect) {
    return Stream.of(Quantity.AC_WATT, Quantity.PV_WATTS, Quantity.BATT_VOLT)
        .noneMatch(quantity -> dialect.carriers(quantity).isEmpty());
  }

  /** The table of what there is of each dialect. */
  static List<String> capabilities() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("dialect"));
    head.addAll(CAPABILITIES.keySet());
    rows.add(head);
    for (Dialect dialect : ALL) {
      List<String> row = new ArrayList<>(List.of(quoted(dialect.id()) + " " + models(dialect)));
      CAPABILITIES.values().forEach(cell -> row.add(cell(cell.apply(dialect))));
      rows.add(row);
    }
    return table(rows);
  }

  private static String models(Dialect dialect) {
    return dialect.title().replaceFirst("^[^(]*\\((.*)\\)$", "$1");
  }

  private static String cell(Stream<String> parts) {
    String joined = parts.collect(Collectors.joining(", "));
    return joined.isEmpty() ? NO : joined;
  }

  /** What is missing: {@code `pi16`, parallel}. */
  static Set<String> missing() {
    Set<String> missing = new TreeSet<>();
    for (Dialect dialect : ALL) {
      CAPABILITIES.forEach(
          (name, cell) -> {
            if (cell.apply(dialect).findAny().isEmpty()) {
              missing.add(quoted(dialect.id()) + ", " + name);
            }
          });
    }
    return missing;
  }

  /** The table of the settings that each dialect offers. */
  static List<String> settings() {
    List<Dialect> offering = ALL.stream().filter(one -> !one.settings().isEmpty()).toList();
    Set<String> names =
        offering.stream()
            .flatMap(dialect -> dialect.settings().stream())
            .map(Setting::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("setting"));
    offering.forEach(dialect -> head.add(quoted(dialect.id())));
    rows.add(head);
    for (String name : names) {
      List<String> row = new ArrayList<>(List.of(quoted(name)));
      offering.forEach(
          dialect -> row.add(dialect.setting(name).map(DialectTables::offered).orElse("")));
      rows.add(row);
    }
    return table(rows);
  }

  private static String offered(Setting setting) {
    return quoted(setting.code())
        + (setting.dangerous() ? " !" : "")
        + (setting.proof() == null ? " ?" : "");
  }

  private static List<String> table(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
    lines.add(1, "|" + "---|".repeat(rows.get(0).size()));
    return lines;
  }

  /** The same page with its tables as they must be: by the first cell of their heads. */
  static String corrected(String page) {
    List<String> lines = new ArrayList<>();
    boolean isTable = false;
    for (String line : page.lines().toList()) {
      Optional<List<String>> table =
          isTable || !line.startsWith("|") ? Optional.empty() : beginningAs(line);
      isTable = line.startsWith("|") && (isTable || table.isPresent());
      table.ifPresent(lines::addAll);
      if (!isTable) {
        lines.add(line);
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static Optional<List<String>> beginningAs(String line) {
    return Stream.of(capabilities(), settings())
        .filter(table -> firstCell(table.get(0)).equals(firstCell(line)))
        .findFirst();
  }

  private static String firstCell(String line) {
    return line.split("\\|", -1)[1].strip();
  }
}
