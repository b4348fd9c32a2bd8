package io.sunherd.web.live;

import io.sunherd.bus.Reading;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A reading held in memory; what every answer needs of it is encoded once, when first wanted. */
public final class Held {
  /** Unlike Java's own of RFC 1123, with two digits for every day. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private final Reading reading;
  private final long arrived;
  private @Nullable Buffer json;
  private @Nullable String modified;

  /**
   * @param arrived when it came, on the monotonic clock, in nanoseconds
   */
  Held(Reading reading, long arrived) {
    this.reading = reading;
    this.arrived = arrived;
  }

  /** The reading itself. */
  public Reading reading() {
    return reading;
  }

  /** Milliseconds from its arrival until {@code now}, nanoseconds of the same monotonic clock. */
  public long ageMs(long now) {
    return TimeUnit.NANOSECONDS.toMillis(now - arrived);
  }

  /** Its values as a JSON object. */
  public Buffer json() {
    Buffer known = json;
    if (known == null) {
      known = Json.encodeToBuffer(reading.data());
      json = known;
    }
    return known;
  }

  /** When it was read, as an HTTP date. */
  public String modified() {
    String known = modified;
    if (known == null) {
      known = HTTP_DATE.format(Instant.ofEpochMilli(reading.at()).atOffset(ZoneOffset.UTC));
      modified = known;
    }
    return known;
  }

  /** Whether a message tells of the same reply; the bus brings a reply that was asked for twice. */
  boolean same(Reading other) {
    return reading.at() == other.at() && reading.raw().equals(other.raw());
  }
}
