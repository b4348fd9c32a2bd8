package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Broken bytes never crash a dialect, and never yield a wrong reading. */
@PureTests
class FramingProperties {

  @Provide
  Arbitrary<Dialect> dialects() {
    return Arbitraries.of(Dialects.all());
  }

  @Provide
  Arbitrary<JsonNode> replies() throws IOException {
    return Arbitraries.of(Vectors.replies().toList());
  }

  /** Anything a line may carry, with the bytes that mean something more often than by chance. */
  @Provide
  Arbitrary<byte[]> noise() {
    Arbitrary<Byte> marks = Arbitraries.of(bytesOf("^DPS01(NAKC\r\n\0 ,.-"));
    Arbitrary<Byte> any = Arbitraries.bytes();
    return Arbitraries.oneOf(marks, any).array(byte[].class).ofMaxSize(Framing.MAX_FRAME);
  }

  private static List<Byte> bytesOf(String text) {
    return text.chars().mapToObj(c -> (byte) c).toList();
  }

  @Property(tries = 300, seed = "20261124")
  void noiseEndsInsideAndIsAtMostAProtocolException(
      @ForAll("dialects") Dialect dialect, @ForAll("noise") byte[] noise) {
    int end = dialect.framing().end(noise, noise.length);
    assertTrue(end >= -1 && end <= noise.length, "end at " + end + " of " + noise.length);
    for (int length = 0; length <= noise.length; length += 7) {
      assertTrue(dialect.framing().end(noise, length) <= length);
    }
    readAll(dialect, noise);
    if (end >= 0) {
      readAll(dialect, Arrays.copyOf(noise, end));
    }
  }

  /** Noise hardly ever has a right checksum, so the decoders get theirs with one. */
  @Property(tries = 300, seed = "20261124")
  void anyTextUnderARightChecksumIsAtMostAProtocolException(
      @ForAll("dialects") Dialect dialect,
      @ForAll @StringLength(max = 200) @CharRange(from = 0, to = 255) String text) {
    readAll(dialect, dialect.framing().reply(text));
  }

  /** Replies that are nearly right reach furthest into the decoders. */
  @Property(tries = 300, seed = "20261124")
  void aReplyWithStrangeCharactersIsAtMostAProtocolException(
      @ForAll("replies") JsonNode frame,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 200) Integer> places,
      @ForAll @CharRange(from = ' ', to = '~') char stranger) {
    StringBuilder payload = new StringBuilder(Vectors.payload(frame));
    for (int place : places) {
      if (place < payload.length()) {
        payload.setCharAt(place, stranger);
      }
    }
    Dialect dialect = Vectors.dialect(frame);
    readAll(dialect, dialect.framing().reply(payload.toString()));
  }

  /** Takes a frame for the answer to everything; only a ProtocolException may come of it. */
  private static void readAll(Dialect dialect, byte[] frame) {
    for (Inquiry inquiry : dialect.inquiries()) {
      read(dialect, inquiry, frame);
    }
  }

  private static Optional<Map<String, Object>> read(
      Dialect dialect, Inquiry inquiry, byte[] frame) {
    try {
      return dialect.framing().unwrap(frame) instanceof Reply.Text text
          ? Optional.of(inquiry.decode(text.payload()))
          : Optional.empty();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  @Example
  void aFrameCutAnywhereIsNoReply() throws IOException {
    for (JsonNode vector : Vectors.frames().toList()) {
      Framing framing = Vectors.dialect(vector).framing();
      byte[] frame = Vectors.bytes(vector);
      assertEquals(frame.length, framing.end(frame, frame.length), vector.get("id").asText());
      for (int n = 0; n < frame.length; n++) {
        byte[] cut = Arrays.copyOf(frame, n);
        assertEquals(-1, framing.end(frame, n), () -> vector.get("id") + " cut at " + cut.length);
        assertThrows(ProtocolException.class, () -> framing.unwrap(cut));
      }
    }
  }

  /**
   * A CRC finds every single wrong bit, save that a bumped CRC byte equals the plain one. REVO's
   * one-byte sums find fewer, so its frames are left out.
   */
  @Example
  void aFlippedBitIsNeverAnotherReading() throws IOException {
    List<JsonNode> sealed =
        Vectors.frames().filter(v -> !Vectors.protocol(v).equals("PI30REVO")).toList();
    for (JsonNode vector : sealed) {
      Dialect dialect = Vectors.dialect(vector);
      byte[] frame = Vectors.bytes(vector);
      Reply sent = Vectors.reply(vector);
      for (int bit = 0; bit < frame.length * 8; bit++) {
        byte[] flipped = frame.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        int end = dialect.framing().end(flipped, flipped.length);
        Reply got = unwrapped(dialect, end < 0 ? flipped : Arrays.copyOf(flipped, end), sent);
        assertEquals(sent, got, vector.get("id") + " with bit " + bit + " flipped");
      }
    }
  }

  /** What a frame says; what was sent, where it says nothing. */
  private static Reply unwrapped(Dialect dialect, byte[] frame, Reply sent) {
    try {
      return dialect.framing().unwrap(frame);
    } catch (ProtocolException e) {
      return sent;
    }
  }
}
