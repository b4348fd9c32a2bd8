package io.sunherd.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The captured frames, requests and damaged frames of the test resources. */
public final class Vectors {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String REQUESTS = "requests.json";
  static final String DAMAGED = "robustness.json";

  private static final Path FOLDER = Path.of("src/test/resources/vectors");

  private Vectors() {}

  /** The names of all files there are. */
  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static List<JsonNode> read(String file) throws IOException {
    List<JsonNode> vectors = new ArrayList<>();
    JSON.readTree(FOLDER.resolve(file).toFile()).forEach(vectors::add);
    return vectors;
  }

  /** Every frame of a device, of all protocols. */
  static List<JsonNode> captured() throws IOException {
    List<JsonNode> frames = new ArrayList<>();
    for (String file : files()) {
      if (!Set.of(REQUESTS, DAMAGED).contains(file)) {
        frames.addAll(read(file));
      }
    }
    return frames;
  }

  /** Every frame of a protocol that is supported. */
  static Stream<JsonNode> frames() throws IOException {
    return captured().stream().filter(frame -> Dialects.find(protocol(frame)).isPresent());
  }

  /** Those of the frames that carry values, not just yes or no. */
  public static Stream<JsonNode> replies() throws IOException {
    return frames().filter(frame -> reply(frame) instanceof Reply.Text);
  }

  static String protocol(JsonNode vector) {
    return vector.get("protocol").asText();
  }

  public static Dialect dialect(JsonNode vector) {
    return Dialects.find(protocol(vector)).orElseThrow();
  }

  /** The frame as on the wire, with a checksum where the source kept none. */
  static byte[] bytes(JsonNode vector) {
    String hex = vector.path("rebuilt_hex").asText(vector.get("raw_hex").asText());
    return HexFormat.of().parseHex(hex);
  }

  public static Inquiry inquiry(JsonNode frame) {
    return dialect(frame).inquiry(frame.get("command").asText()).orElseThrow();
  }

  /** A question of the dialect that units of unknown family are taken for. */
  static Inquiry common(String code) {
    return Dialects.common().inquiry(code).orElseThrow();
  }

  static Reply reply(JsonNode frame) {
    try {
      return dialect(frame).framing().unwrap(bytes(frame));
    } catch (ProtocolException e) {
      throw new AssertionError(frame.get("id") + ": " + e.getMessage(), e);
    }
  }

  public static String payload(JsonNode frame) {
    return ((Reply.Text) reply(frame)).payload();
  }
}
