package io.sunherd.protocol.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command that carries the values of several settings: changing one sends the others along as the
 * unit has them.
 *
 * @param parts the settings in the order of their values
 * @param gap what stands between the values
 */
public record JointCommand(List<Part> parts, String gap) {

  public JointCommand {
    parts = List.copyOf(parts);
  }

  /** A command of these parts, with commas between them. */
  public static JointCommand of(Part... parts) {
    return new JointCommand(List.of(parts), ",");
  }

  /** The same with blanks. */
  public static JointCommand withBlanks(Part... parts) {
    return new JointCommand(List.of(parts), " ");
  }

  /**
   * One of the settings.
   *
   * @param setting its name
   * @param form how its value is spelled
   * @param isEverywhere whether every unit has it; where one has not, its value is left out
   */
  public record Part(String setting, Form form, boolean isEverywhere) {
    /** A setting that every unit with this command has. */
    public static Part of(String setting, Form form) {
      return new Part(setting, form, true);
    }

    /** A setting that some units have; the command of the others is shorter. */
    public static Part ofSome(String setting, Form form) {
      return new Part(setting, form, false);
    }

    /** A value that is asked for, if it may be sent at all. */
    private @Nullable String own(Object natural) {
      return form.texts("", natural, 0).stream().findFirst().orElse(null);
    }
  }

  /** The form of one of its settings. */
  public Form form(String setting) {
    return parts.stream()
        .filter(part -> part.setting().equals(setting))
        .map(Part::form)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(setting + " is no part of the command."));
  }

  /** The names of the settings that a change of this one sends along. */
  public List<String> besides(String setting) {
    return parts.stream().map(Part::setting).filter(name -> !name.equals(setting)).toList();
  }

  /** The names of those settings of which the value must be known, and is not. */
  List<String> missing(String setting, Map<String, Object> now) {
    return parts.stream()
        .filter(part -> part.isEverywhere() && !part.setting().equals(setting))
        .map(Part::setting)
        .filter(name -> !now.containsKey(name))
        .toList();
  }

  /**
   * The argument that sets one of them; null where a value cannot be spelled.
   *
   * @param now what the unit has of the others, natural values by name
   */
  @Nullable String argument(String setting, Object natural, Map<String, Object> now) {
    List<String> values = new ArrayList<>();
    for (Part part : parts) {
      boolean isOwn = part.setting().equals(setting);
      Object value = isOwn ? natural : now.get(part.setting());
      if (value == null && !part.isEverywhere()) {
        continue;
      }
      String text = value == null ? null : isOwn ? part.own(value) : part.form().written(value);
      if (text == null) {
        return null;
      }
      values.add(text);
    }
    return String.join(gap, values);
  }

  /** The values that an argument sets, by name; none where it is not of this form. */
  Map<String, Object> read(String argument) {
    String[] values = argument.split(gap, -1);
    Map<String, Object> read = new LinkedHashMap<>();
    int from = 0;
    for (Part part : parts) {
      if (from == values.length && !part.isEverywhere()) {
        continue;
      }
      int to = from + part.form().values();
      String own = to > values.length ? "" : String.join(gap, Arrays.copyOfRange(values, from, to));
      Object value = part.form().read("", own).map(Form.Assigned::value).orElse(null);
      if (value == null) {
        return Map.of();
      }
      read.put(part.setting(), value);
      from = to;
    }
    return from == values.length ? Map.copyOf(read) : Map.of();
  }
}
