package io.sunherd.protocol.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inverter's clock: {@code YYMMDDHHMMSS}, local time of this century. */
public record ClockForm() implements Form {

  /** Stands for the time of sending; the sender replaces it. */
  public static final String NOW = "now";

  private static final DateTimeFormatter SPELLING =
      DateTimeFormatter.ofPattern("uuMMddHHmmss", Locale.ROOT);
  private static final DateTimeFormatter NATURAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final int LONGEST = 30;

  @Override
  public Optional<Object> natural(@Nullable Object value) {
    if (NOW.equals(value)) {
      return Optional.of(NOW);
    }
    return value instanceof String text ? time(text).map(NATURAL::format) : Optional.empty();
  }

  private static Optional<LocalDateTime> time(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      LocalDateTime time = LocalDateTime.parse(text);
      boolean thisCentury = time.getYear() >= 2000 && time.getYear() <= 2099;
      return thisCentury ? Optional.of(time.truncatedTo(ChronoUnit.SECONDS)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The natural value for a time. */
  public static String of(LocalDateTime time) {
    return NATURAL.format(time);
  }

  /** How far apart two clocks are; nothing where one of them is no time. */
  static Optional<Duration> between(Object one, Object other) {
    return time(one.toString())
        .flatMap(a -> time(other.toString()).map(b -> Duration.between(a, b).abs()));
  }

  @Override
  public Kind kind() {
    return Kind.CLOCK;
  }

  @Override
  public String takes() {
    return "a local time such as 2026-11-24T12:00:00, or " + NOW;
  }

  @Override
  public List<String> texts(String code, Object natural, int unit) {
    return time(natural.toString()).map(SPELLING::format).map(code::concat).stream().toList();
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    String argument = Form.argument(code, text);
    if (argument == null || !argument.matches("[0-9]{12}")) {
      return Optional.empty();
    }
    try {
      LocalDateTime time = LocalDateTime.parse(argument, SPELLING);
      // Java reads 31 April as 30 April, so the text must be the same when written again.
      return SPELLING.format(time).equals(argument)
          ? Optional.of(new Assigned(of(time), 0))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
