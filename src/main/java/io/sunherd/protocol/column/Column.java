package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.FieldGroup;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One column of a reply: the fields it gives, how its text is read, and how it is written. */
public interface Column {

  /** Takes every token that is left. */
  int REST = -1;

  /** The fields this column adds to a reading. */
  List<Field> fields();

  /** The same column; its fields stand in this group, unless they have one. */
  default Column in(FieldGroup group) {
    return new GroupedColumn(this, group);
  }

  /** How many tokens it takes: one, a fixed number, or {@link #REST}. */
  default int width() {
    return 1;
  }

  /** How many of these tokens look unlike this column; 0 is a clean fit. */
  int misfits(List<String> tokens);

  /** Reads the tokens; an empty list means that the inverter did not send this column. */
  void decode(List<String> tokens, Values into);

  /** The tokens for these values, as the inverter would send them. */
  String encode(Map<String, ? extends @Nullable Object> values);
}
