package io.sunherd.protocol.column;

import io.sunherd.protocol.field.FaultCode;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.FieldGroup;
import io.sunherd.protocol.field.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two digits of a fault: as they were sent, and the fault by its name; zeros mean none. */
public final class FaultCodeColumn extends TokenColumn {
  private static final Pattern FORM = Pattern.compile("\\d{2}");
  private static final Field FAULTS = Field.of("faults", "Active faults", Field.Type.LIST);

  private final FaultCode code;

  /** A code of this table. */
  public FaultCodeColumn(FaultCode code) {
    this.code = code;
  }

  @Override
  public List<Field> fields() {
    Field sent =
        Field.of(code.key(), "Fault code", Field.Type.TEXT)
            .meaning(code.titlesByCode())
            .in(FieldGroup.WARNINGS);
    return List.of(sent, FAULTS.meaning(code.titles()));
  }

  @Override
  protected boolean fits(String token) {
    return FORM.matcher(token).matches();
  }

  @Override
  protected void decode(String token, Values into) {
    if (!fits(token)) {
      fields().forEach(field -> into.unreadable(field.key(), token));
      return;
    }
    into.put(code.key(), token);
    into.put(FAULTS.key(), List.of());
    code.draw(into);
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return Objects.toString(values.get(code.key()), "-");
  }
}
