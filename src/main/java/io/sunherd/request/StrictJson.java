package io.sunherd.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: one flat JSON object of known keys. Anything else is refused with one
 * sentence, which never repeats the body, as it may hold a password. Read without Jackson's object
 * mapper, whose loading would delay the first body and all other requests.
 *
 * @param values by key
 */
public record StrictJson(Map<String, @Nullable Object> values) {
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_LIST = 64;
  private static final int DEEPEST = 4;
  private static final String MARK = "\uFEFF";
  private static final Pattern SERIAL = Pattern.compile("[!-~]{1,40}");
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]{1,40}");
  private static final JsonFactory READER =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_TEXT)
                  .build())
          .build();

  /** Reads a body that must be there, with no other keys than these. */
  public static StrictJson of(Buffer body, String... keys) {
    if (body.length() == 0) {
      throw bad("Send a JSON object with " + String.join(", ", sorted(keys)) + ".");
    }
    return new StrictJson(read(body)).only(keys);
  }

  /** The same, if it has no other keys than these. */
  public StrictJson only(String... keys) {
    Set<String> known = sorted(keys);
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw bad(
            "\"%s\" is not known here; known are %s."
                .formatted(Problem.quote(key), String.join(", ", known)));
      }
    }
    return this;
  }

  private static Set<String> sorted(String... keys) {
    return new TreeSet<>(Set.of(keys));
  }

  /** Reads an object, whatever its keys. */
  public static Map<String, @Nullable Object> read(Buffer body) {
    try (JsonParser parser = READER.createParser(text(body))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw bad("The body is not a JSON object.");
      }
      Map<String, @Nullable Object> values = object(parser);
      if (parser.nextToken() == null) {
        return values;
      }
      throw notOne(parser.currentTokenLocation());
    } catch (StreamConstraintsException e) {
      throw bad(
          "The body has a value that is too long, or lies too deep: a text has up to "
              + LONGEST_TEXT
              + " characters, a number up to "
              + LONGEST_NUMBER
              + ".");
    } catch (JsonProcessingException e) {
      throw notOne(e.getLocation());
    } catch (IOException e) {
      throw bad("The body is not UTF-8.");
    }
  }

  /** Decoded here, since Jackson would also take UTF-16 and UTF-32; without a byte order mark. */
  private static String text(Buffer body) throws CharacterCodingException {
    String text =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  private static Problem notOne(@Nullable JsonLocation place) {
    return bad(
        "The body is not one flat JSON object with each key once"
            + (place == null
                ? "."
                : "; see line " + place.getLineNr() + ", column " + place.getColumnNr() + "."));
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      values.put(key, value(parser));
    }
    return values;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield items;
      }
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  /** A text, or null where there is none. */
  public @Nullable String text(String key) {
    Object value = values.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw bad("\"" + key + "\" must be a text.");
  }

  /** A serial number, or null where there is none. */
  public @Nullable String serial(String key) {
    return serial(key, values.get(key));
  }

  /** Serial numbers by id, null for an id without one; null where the key is missing. */
  public @Nullable Map<String, @Nullable String> serials(String key) {
    Object value = values.get(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> map) || map.size() > LONGEST_LIST) {
      throw bad("\"" + key + "\" must be an object of serial numbers by the inverters' ids.");
    }
    Map<String, @Nullable String> serials = new LinkedHashMap<>();
    map.forEach((id, number) -> serials.put(String.valueOf(id), serial(key, number)));
    return serials;
  }

  /** A serial number from outside, or null where there is none. */
  public static @Nullable String serial(String key, @Nullable Object value) {
    if (value == null || (value instanceof String text && SERIAL.matcher(text).matches())) {
      return (String) value;
    }
    throw bad("\"" + key + "\" must be a text, the serial number of a unit.");
  }

  /** What the writes of one action have in common, or null where there is none. */
  public @Nullable String group(String key) {
    Object value = values.get(key);
    if (value == null || (value instanceof String text && GROUP.matcher(text).matches())) {
      return (String) value;
    }
    throw bad(
        "\"%s\" must be a text of 1 to 40 letters, digits, . _ and -, the same for all writes of one action."
            .formatted(key));
  }

  /** A list of objects that must be there. */
  public List<Map<String, @Nullable Object>> objects(String key) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    for (Object item : list(key)) {
      if (!(item instanceof Map<?, ?> map)) {
        throw bad("\"" + key + "\" must be a list of objects.");
      }
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      map.forEach((name, value) -> object.put(String.valueOf(name), value));
      objects.add(object);
    }
    return objects;
  }

  /** A list of texts; empty where it is missing. */
  public List<String> texts(String key) {
    return values.get(key) == null
        ? List.of()
        : list(key).stream()
            .map(
                item -> {
                  if (item instanceof String text) {
                    return text;
                  }
                  throw bad("\"" + key + "\" must be a list of texts.");
                })
            .toList();
  }

  private List<?> list(String key) {
    if (values.get(key) instanceof List<?> list) {
      if (list.size() > LONGEST_LIST) {
        throw bad("\"" + key + "\" has more than " + LONGEST_LIST + " items.");
      }
      return list;
    }
    throw bad("\"" + key + "\" must be a list.");
  }

  /** A text that must be there. */
  public String needed(String key) {
    String text = text(key);
    if (text == null || text.isEmpty()) {
      throw bad("\"" + key + "\" is missing: it must be a text.");
    }
    return text;
  }

  /** Whether a key is true; false where it is missing. */
  public boolean flag(String key) {
    Object value = values.get(key);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw bad("\"" + key + "\" must be true or false.");
  }

  /** A number, a text, true or false; null where there is none. */
  public @Nullable Object scalar(String key) {
    Object value = values.get(key);
    if (value == null || isScalar(value)) {
      return value;
    }
    throw bad("\"" + key + "\" must be a number, a text, true or false.");
  }

  private static boolean isScalar(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || (value instanceof Double number && Double.isFinite(number));
  }

  private static Problem bad(String sentence) {
    return new Problem(400, sentence);
  }
}
