package io.sunherd.protocol.pi30;

import io.sunherd.protocol.column.TokenColumn;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import io.sunherd.protocol.field.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The warning word of QPIWS, one character a bit. Two characters may be the digits of a fault code,
 * which is why digits above 1 are legal (PI30.md 7.9).
 */
final class WarningsColumn extends TokenColumn {
  private static final Pattern FORM = Pattern.compile("[01]{31}[0-9]{0,3}[01]{0,6}");
  private static final int INVERTER_FAULT = 1;

  private static final Field FAULTS = Field.of("faults", "Active faults", Field.Type.LIST);
  private static final Field WARNINGS = Field.of("warnings", "Active warnings", Field.Type.LIST);
  private static final Field RAW =
      Field.of("raw_warnings", "Warning bits as sent", Field.Type.TEXT).twinOf(WARNINGS);
  private static final Field COUNT =
      Field.of("bit_count", "Number of warning bits", Field.Type.WHOLE).twinOf(WARNINGS);
  private static final Field BITS =
      Field.of("set_bits", "Numbers of the bits set", Field.Type.LIST).twinOf(WARNINGS);
  private static final Field NAMES =
      Field.of("set_names", "Names of the bits set", Field.Type.LIST).twinOf(WARNINGS);
  private static final Field FAULT_CODE = Field.of("fault_code", "Fault code", Field.Type.TEXT);

  private final List<Warning> table;
  private final List<Integer> codePlaces;
  private final Map<String, String> faultCodes;
  private final int size;

  /**
   * A warning word.
   *
   * @param size how many characters this table is for; other lengths still decode, as a misfit
   * @param codePlaces where the first digit of the fault code may stand (its second one follows)
   * @param faultCodes the codes known, by two digits
   */
  WarningsColumn(
      int size, List<Warning> table, List<Integer> codePlaces, Map<String, String> faultCodes) {
    this.size = size;
    this.table = List.copyOf(table);
    this.codePlaces = List.copyOf(codePlaces);
    this.faultCodes = Map.copyOf(faultCodes);
  }

  @Override
  public List<Field> fields() {
    Map<String, String> titles = Warning.titles(table);
    return List.of(
        RAW,
        COUNT,
        BITS,
        NAMES,
        FAULTS.meaning(titles),
        WARNINGS.meaning(titles),
        FAULT_CODE.meaning(faultCodes));
  }

  /** The bits this word may show. */
  List<Warning> table() {
    return table;
  }

  @Override
  protected boolean fits(String token) {
    return token.length() >= size && FORM.matcher(token).matches();
  }

  @Override
  protected void decode(String token, Values into) {
    if (!FORM.matcher(token).matches()) {
      fields().forEach(field -> into.unreadable(field.key(), token));
      return;
    }
    boolean inverterFault = token.charAt(INVERTER_FAULT) == '1';
    String code = faultCode(token, inverterFault);
    List<Integer> bits = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < token.length(); i++) {
      if (token.charAt(i) == '0' || isCodeDigit(i, inverterFault)) {
        continue;
      }
      Warning warning = find(i);
      String name = warning == null ? "unknown_" + i : warning.name();
      bits.add(i);
      names.add(name);
      (warning != null && warning.isFault(inverterFault) ? faults : warnings).add(name);
    }
    into.put(RAW.key(), token);
    into.put(COUNT.key(), token.length());
    into.put(BITS.key(), List.copyOf(bits));
    into.put(NAMES.key(), List.copyOf(names));
    into.put(FAULTS.key(), List.copyOf(faults));
    into.put(WARNINGS.key(), List.copyOf(warnings));
    into.put(FAULT_CODE.key(), code);
  }

  private @Nullable Warning find(int bit) {
    return table.stream().filter(w -> w.bit() == bit).findFirst().orElse(null);
  }

  private boolean isCodeDigit(int i, boolean inverterFault) {
    return codePlaces.stream().anyMatch(place -> i == place || i == place + 1)
        && (inverterFault || find(i) == null);
  }

  /** The first place that holds a code the table knows; null without a fault. */
  private @Nullable String faultCode(String token, boolean inverterFault) {
    if (!inverterFault) {
      return null;
    }
    return codePlaces.stream()
        .filter(place -> place + 2 <= token.length())
        .map(place -> token.substring(place, place + 2))
        .filter(faultCodes::containsKey)
        .findFirst()
        .orElse(null);
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    char[] word = "0".repeat(size).toCharArray();
    Object set = values.get(NAMES.key());
    if (set instanceof List<?> names) {
      for (Warning warning : table) {
        if (names.contains(warning.name()) && warning.bit() < size) {
          word[warning.bit()] = '1';
        }
      }
    }
    String code = Objects.toString(values.get(FAULT_CODE.key()), "");
    if (code.length() == 2 && !codePlaces.isEmpty()) {
      word[codePlaces.get(0)] = code.charAt(0);
      word[codePlaces.get(0) + 1] = code.charAt(1);
    }
    return new String(word);
  }
}
