package io.sunherd.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entries as lines of JSON, and back. */
final class AuditLines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLines.class);

  private final Path file;
  private final BufferedReader reader;

  /** Made for the first entry: a hub that nobody has written with needs none. */
  private static final class Mapper {
    static final ObjectMapper JSON = new ObjectMapper();
  }

  private AuditLines(Path file, BufferedReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /** The lines of a file, from its beginning. */
  static AuditLines of(Path file) throws IOException {
    // Not Files.newBufferedReader: a torn line may end inside a character, which that one refuses.
    return new AuditLines(
        file,
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)));
  }

  /** Reads every entry; a line that is none, as a crash may leave one, is passed over. */
  void forEach(Consumer<AuditEntry> reading) throws IOException {
    String line;
    int number = 0;
    while ((line = reader.readLine()) != null) {
      number++;
      AuditEntry entry = line.isBlank() ? null : read(line, number);
      if (entry != null) {
        reading.accept(entry);
      }
    }
  }

  private @Nullable AuditEntry read(String line, int number) {
    try {
      return Mapper.JSON.readValue(line, AuditEntry.class);
    } catch (JsonProcessingException e) {
      LOG.warn("{}, line {}: no entry, passed over: {}", file, number, e.getOriginalMessage());
      return null;
    }
  }

  /** The line of an entry, with its end. */
  static byte[] write(AuditEntry entry) throws IOException {
    return (Mapper.JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** An entry's keys and values, as its line has them. */
  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> values(AuditEntry entry) {
    return Mapper.JSON.convertValue(entry, Map.class);
  }

  /** Whether the last line of a file has no end. */
  static boolean isTorn(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      if (channel.size() == 0) {
        return false;
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.position(channel.size() - 1).read(last);
      return last.get(0) != '\n';
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
