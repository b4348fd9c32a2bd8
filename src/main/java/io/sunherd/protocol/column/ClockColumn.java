package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Values;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A local time, {@code YYYYMMDDHHMMSS} on the wire, ISO-8601 in a reading. */
public final class ClockColumn extends TokenColumn {
  private static final DateTimeFormatter WIRE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private final Field field;

  /** A local time under that field. */
  public ClockColumn(Field field) {
    this.field = field;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  protected boolean fits(String token) {
    return token.matches("20\\d{12}");
  }

  @Override
  protected void decode(String token, Values into) {
    try {
      into.put(field.key(), ISO.format(LocalDateTime.parse(token, WIRE)));
    } catch (DateTimeException e) {
      into.unreadable(field.key(), token);
    }
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return WIRE.format(LocalDateTime.parse(String.valueOf(values.get(field.key()))));
  }
}
