package io.sunherd.protocol.column;

import io.sunherd.protocol.field.FaultCode;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import io.sunherd.protocol.field.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Warnings sent as a digit each, 1 is active: a token each (WS, FWS), or the characters of one
 * token (QPIWS of PI16). An active one that the table does not name is called after its place.
 */
public final class WarningFlagsColumn implements Column {
  private static final Field FAULTS = Field.of("faults", "Active faults", Field.Type.LIST);
  private static final Field WARNINGS = Field.of("warnings", "Active warnings", Field.Type.LIST);
  private static final Field SET =
      Field.of("set", "Names of the flags set", Field.Type.LIST).twinOf(WARNINGS);
  private static final Field EMPTY =
      Field.of("empty_fields", "Numbers of the flags not sent", Field.Type.LIST).internal();

  private final List<Warning> table;
  private final int first;
  private final int size;
  private final boolean isWord;
  private final Map<String, String> others;

  private WarningFlagsColumn(
      List<Warning> table, int first, int size, boolean isWord, Map<String, String> others) {
    this.table = List.copyOf(table);
    this.others = Map.copyOf(others);
    this.first = first;
    this.size = size;
    this.isWord = isWord;
  }

  /** A token a flag; {@code first} is the number of the first one, {@code size} how many. */
  public static Column tokens(int first, int size, List<Warning> table) {
    return new WarningFlagsColumn(table, first, size, false, Map.of());
  }

  /** The same, in a reply that also has a code for faults of its own. */
  public static Column tokens(int first, int size, List<Warning> table, FaultCode code) {
    return new WarningFlagsColumn(table, first, size, false, code.titles());
  }

  /** A token of {@code size} characters, in a reading that is also told codes for faults. */
  public static Column word(int size, List<Warning> table, FaultCode code) {
    return new WarningFlagsColumn(table, 0, size, true, code.titles());
  }

  @Override
  public List<Field> fields() {
    Map<String, String> titles = Warning.titles(table);
    Map<String, String> faults = new HashMap<>(others);
    faults.putAll(titles);
    return List.of(SET, EMPTY, FAULTS.meaning(faults), WARNINGS.meaning(titles));
  }

  @Override
  public int width() {
    return isWord ? 1 : size;
  }

  private List<String> flags(List<String> tokens) {
    return isWord ? tokens.get(0).chars().mapToObj(Character::toString).toList() : tokens;
  }

  private static boolean fits(String flag) {
    return flag.equals("0") || flag.equals("1") || Values.absent(flag);
  }

  @Override
  public int misfits(List<String> tokens) {
    List<String> flags = flags(tokens);
    long strange = flags.stream().filter(flag -> !fits(flag)).count();
    return isWord ? (strange == 0 && flags.size() == size ? 0 : 1) : (int) strange;
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    if (tokens.isEmpty()) {
      fields().forEach(field -> into.put(field.key(), null));
      return;
    }
    List<String> flags = flags(tokens);
    List<String> faults = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<String> set = new ArrayList<>();
    List<Integer> empty = new ArrayList<>();
    for (int i = 0; i < flags.size(); i++) {
      String flag = flags.get(i);
      if (flag.isEmpty()) {
        empty.add(first + i);
      } else if (flag.equals("1")) {
        String name = name(first + i);
        set.add(name);
        (isFault(first + i) ? faults : warnings).add(name);
      } else if (!fits(flag)) {
        into.unknown(name(first + i), flag);
      }
    }
    into.put(SET.key(), List.copyOf(set));
    into.put(EMPTY.key(), List.copyOf(empty));
    into.put(FAULTS.key(), List.copyOf(faults));
    into.put(WARNINGS.key(), List.copyOf(warnings));
  }

  private String name(int number) {
    return table.stream()
        .filter(warning -> warning.bit() == number)
        .map(Warning::name)
        .findFirst()
        .orElse("unknown_" + number);
  }

  private boolean isFault(int number) {
    return table.stream().anyMatch(w -> w.bit() == number && w.isFault(false));
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    List<?> set = values.get(SET.key()) instanceof List<?> names ? names : List.of();
    return IntStream.range(first, first + size)
        .mapToObj(number -> set.contains(name(number)) ? "1" : "0")
        .collect(Collectors.joining(isWord ? "" : " "));
  }
}
