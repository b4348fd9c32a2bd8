package io.sunherd.web.live;

import io.sunherd.bus.Reading;
import io.sunherd.heard.TimedReading;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A reading held in memory; the parts that all answers share are encoded once, on demand. */
public final class Held implements TimedReading {
  /** Always has two digits for the day, unlike Java's own format of RFC 1123. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private final Reading reading;
  private final long arrivedMs;
  private @Nullable Buffer json;
  private @Nullable String modified;

  Held(Reading reading, long arrivedMs) {
    this.reading = reading;
    this.arrivedMs = arrivedMs;
  }

  @Override
  public Reading reading() {
    return reading;
  }

  @Override
  public long arrivedMs() {
    return arrivedMs;
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
}
