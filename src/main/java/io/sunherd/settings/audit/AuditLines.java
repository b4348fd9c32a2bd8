package io.sunherd.settings.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import org.slf4j.event.Level;

/** Writes entries as lines of JSON, and reads them. */
public final class AuditLines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLines.class);

  private final Path file;
  private final BufferedReader reader;
  private final Level level;

  /** Loaded for the first entry: a hub without any writes does not need it. */
  private static final class Mapper {
    static final ObjectMapper JSON = new ObjectMapper();
  }

  private AuditLines(Path file, InputStream from, Level level) {
    this.file = file;
    // Not Files.newBufferedReader, which fails on a torn line that ends inside a character.
    this.reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
    this.level = level;
  }

  /** The lines of a file, for the first time. */
  public static AuditLines of(Path file) throws IOException {
    return new AuditLines(file, Files.newInputStream(file), Level.WARN);
  }

  /**
   * The lines in the first bytes of a file that was read before: its bad lines were reported then.
   */
  public static AuditLines of(Path file, long length) throws IOException {
    return new AuditLines(file, new Beginning(Files.newInputStream(file), length), Level.DEBUG);
  }

  /** The first bytes of a stream. */
  private static final class Beginning extends FilterInputStream {
    private long left;

    Beginning(InputStream whole, long length) {
      super(whole);
      left = length;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? super.read() : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = left > 0 ? super.read(into, offset, (int) Math.min(left, length)) : -1;
      left -= Math.max(0, count);
      return count;
    }
  }

  /** Reads every entry; skips a line that is no entry, as a crash may leave one. */
  public void forEach(Consumer<AuditEntry> reading) throws IOException {
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
      LOG.atLevel(level)
          .log("{}, line {}: no entry, passed over: {}", file, number, e.getOriginalMessage());
      return null;
    }
  }

  /** The line of an entry, with its end. */
  public static byte[] write(AuditEntry entry) throws IOException {
    return (Mapper.JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** An entry's keys and values, as its line has them. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> values(AuditEntry entry) {
    return Mapper.JSON.convertValue(entry, Map.class);
  }

  /** Whether the last line of a file is incomplete. */
  public static boolean isTorn(Path file) throws IOException {
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
