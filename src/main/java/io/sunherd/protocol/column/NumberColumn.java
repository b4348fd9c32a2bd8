package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Part;
import io.sunherd.protocol.field.Plausible;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A number with a unit. */
public final class NumberColumn extends TokenColumn {
  private final Field field;
  private final List<NumberForm> forms;
  private final double perUnit;
  private final boolean asSent;

  /**
   * A number column.
   *
   * @param field its key, unit and whether it is whole or decimal in a reading
   * @param forms the spellings seen, {@code |} between them; the first is the one written
   * @param perUnit how many wire steps make one unit (10: the wire counts tenths)
   */
  NumberColumn(Field field, String forms, double perUnit) {
    this(field, Stream.of(forms.split("\\|")).map(NumberForm::of).toList(), perUnit, false);
  }

  private NumberColumn(Field field, List<NumberForm> forms, double perUnit, boolean asSent) {
    this.field = field;
    this.forms = forms;
    this.perUnit = perUnit;
    this.asSent = asSent;
  }

  /** The same decimal column, but a number sent without a dot stays whole. */
  NumberColumn asSent() {
    return new NumberColumn(field, forms, perUnit, true);
  }

  /** The same column; its value contributes to this quantity. */
  public NumberColumn as(Quantity quantity) {
    return counted(new Part(quantity));
  }

  /**
   * The same for a value that not every unit has: a unit that does not send it has none of the
   * quantity here.
   */
  public NumberColumn asIfFitted(Quantity quantity) {
    return counted(new Part(quantity, true, null));
  }

  /**
   * The same for a value that not every unit has, and that counts only while a switch of the same
   * reading is on.
   */
  public NumberColumn asWhile(String key, Quantity quantity) {
    return counted(new Part(quantity, true, key));
  }

  private NumberColumn counted(Part part) {
    return new NumberColumn(field.counted(part), forms, perUnit, asSent);
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  protected boolean fits(String token) {
    for (NumberForm form : forms) {
      if (form.fits(token)) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected void decode(String token, Values into) {
    String number = NumberForm.bare(token);
    double value = NumberForm.read(token) / (isWritten(number) ? 1 : perUnit);
    if (Double.isNaN(value)) {
      into.unreadable(field.key(), token);
      return;
    }
    boolean whole = field.type() == Field.Type.WHOLE || (asSent && number.indexOf('.') < 0);
    into.put(field.key(), whole ? whole(value) : (Object) value);
    if (!Plausible.is(field, value)) {
      into.doubtful(field.key());
    }
    if (number.length() < token.length()) {
      into.unknown(field.key(), token);
    }
  }

  /** Whether a number has a point where the wire counts steps without one: it is in whole units. */
  private boolean isWritten(String number) {
    return perUnit > 1
        && number.indexOf('.') >= 0
        && forms.stream().allMatch(form -> form.fraction() == 0);
  }

  private static Object whole(double value) {
    return Math.abs(value) <= Integer.MAX_VALUE
        ? (Object) (int) Math.round(value)
        : (Object) Math.round(value);
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    NumberForm form = forms.get(0);
    Object value = values.get(field.key());
    return value instanceof Number number
        ? form.write(number.doubleValue() * perUnit)
        : form.write(0).replaceAll("[0-9+]", "-");
  }
}
