package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.FieldGroup;
import io.sunherd.protocol.field.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A word of bits, the highest first on the wire. Bits the table does not name stay readable in the
 * raw text, and so do the characters before the bits.
 */
public final class BitsColumn extends TokenColumn {

  /** Some of the bits with their meaning. Bit numbers count from the right, b0 is the last one. */
  public sealed interface Part {
    Field field();

    Object read(int bits);

    int write(@Nullable Object value);

    /** The same bits; their field stands in this group. */
    Part in(FieldGroup group);
  }

  /** One bit that is on or off. */
  record Bit(int number, Field field) implements Part {
    @Override
    public Object read(int bits) {
      return (bits >> number & 1) == 1;
    }

    @Override
    public int write(@Nullable Object value) {
      return Boolean.TRUE.equals(value) ? 1 << number : 0;
    }

    @Override
    public Part in(FieldGroup group) {
      return new Bit(number, field.in(group));
    }
  }

  /** Two neighbouring bits that form a code of 0 to 3; {@code low} is the number of the lower. */
  record Pair(int low, Field field, List<String> words) implements Part {
    @Override
    public Object read(int bits) {
      int code = bits >> low & 3;
      return code < words.size() ? words.get(code) : "unknown";
    }

    @Override
    public int write(@Nullable Object value) {
      return value == null ? 0 : Math.max(0, words.indexOf(value)) << low;
    }

    @Override
    public Part in(FieldGroup group) {
      return new Pair(low, field.in(group), words);
    }
  }

  /** The names of all masks that are fully set, or the one word for none of them. */
  record Names(Field field, Map<String, Integer> masks, String none) implements Part {
    @Override
    public Object read(int bits) {
      List<String> names = new ArrayList<>();
      masks.forEach(
          (name, mask) -> {
            if ((bits & mask) == mask) {
              names.add(name);
            }
          });
      return names.isEmpty() ? List.of(none) : List.copyOf(names);
    }

    @Override
    public int write(@Nullable Object value) {
      int bits = 0;
      if (value instanceof List<?> names) {
        for (Map.Entry<String, Integer> mask : masks.entrySet()) {
          bits |= names.contains(mask.getKey()) ? mask.getValue() : 0;
        }
      }
      return bits;
    }

    @Override
    public Part in(FieldGroup group) {
      return new Names(field.in(group), masks, none);
    }
  }

  private final @Nullable Field raw;
  private final Pattern lead;
  private final int size;
  private final List<Part> parts;
  private final List<Field> fields = new ArrayList<>();

  /**
   * A word of bits.
   *
   * @param raw where the word itself is kept, or null
   * @param lead the form of the characters before the bits; empty for none
   * @param size how many bits
   */
  BitsColumn(@Nullable Field raw, String lead, int size, List<Part> parts) {
    this.raw = raw;
    this.lead = Pattern.compile(lead);
    this.size = size;
    this.parts = List.copyOf(parts);
    if (raw != null) {
      fields.add(raw.twinOf(parts.get(0).field()));
    }
    parts.forEach(part -> fields.add(part.field()));
  }

  @Override
  public List<Field> fields() {
    return List.copyOf(fields);
  }

  @Override
  protected boolean fits(String token) {
    int from = token.length() - size;
    if (from < 0 || !lead.matcher(token).region(0, from).matches()) {
      return false;
    }
    for (int i = from; i < token.length(); i++) {
      if (token.charAt(i) != '0' && token.charAt(i) != '1') {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void decode(String token, Values into) {
    if (!fits(token)) {
      for (Field field : fields) {
        into.put(field.key(), null);
      }
      into.unknown(fields.get(0).key(), token);
      return;
    }
    int bits = Integer.parseInt(token.substring(token.length() - size), 2);
    if (raw != null) {
      into.put(raw.key(), token);
    }
    for (Part part : parts) {
      into.put(part.field().key(), part.read(bits));
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    int bits = 0;
    for (Part part : parts) {
      bits |= part.write(values.get(part.field().key()));
    }
    String text = Integer.toBinaryString(bits);
    return lead(values) + "0".repeat(Math.max(0, size - text.length())) + text;
  }

  private String lead(Map<String, ? extends @Nullable Object> values) {
    Object sent = raw == null ? null : values.get(raw.key());
    return sent instanceof String word && word.length() > size
        ? word.substring(0, word.length() - size)
        : "";
  }
}
