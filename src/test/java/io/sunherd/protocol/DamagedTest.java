package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.protocol.frame.CaretFraming;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.frame.Seal;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged, cut and foreign frames are never a reading; odd but sound ones are. */
@PureTests
class DamagedTest {

  static List<JsonNode> damaged() throws IOException {
    return Vectors.read(Vectors.DAMAGED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damaged")
  void isTreatedAsExpected(JsonNode damaged) throws ProtocolException {
    byte[] bytes = HexFormat.of().parseHex(damaged.get("raw_hex").asText());
    Dialect dialect = Vectors.dialect(damaged);
    Inquiry inquiry = dialect.request(damaged.get("request").asText()).orElseThrow().inquiry();
    int end = dialect.framing().end(bytes, bytes.length);
    byte[] frame = end < 0 ? bytes : Arrays.copyOf(bytes, end);
    String expected = damaged.get("expected").asText();
    if (expected.contains("accept")) {
      assertReading(dialect, inquiry, frame);
      assertTrue(Framing.isPadding(bytes, frame.length, bytes.length));
    } else if (expected.startsWith("split")) {
      byte[] stale = Arrays.copyOfRange(bytes, frame.length, bytes.length);
      assertReading(dialect, inquiry, frame);
      assertReading(dialect, inquiry, stale);
      assertFalse(Framing.isPadding(stale, 0, stale.length));
    } else {
      assertThrows(ProtocolException.class, () -> dialect.framing().unwrap(frame));
    }
  }

  private static void assertReading(Dialect dialect, Inquiry inquiry, byte[] frame)
      throws ProtocolException {
    Reply.Text text = assertInstanceOf(Reply.Text.class, dialect.framing().unwrap(frame));
    assertTrue(inquiry.decode(text.payload()).size() > 0);
  }

  /** The bytes after the text, if any, stand as hex digits behind a colon. */
  @ParameterizedTest
  @CsvSource({
    "PI30, ^0:1be3, OTHER_PROTOCOL",
    "PI30, QPIGS:b7a9, ECHO",
    "PI30, #-1, OTHER_PROTOCOL",
    "PI30, (PI00, OTHER_PROTOCOL",
    "PI30, (PI34, OTHER_PROTOCOL",
    "PI30, (PI30, BAD_CRC",
    "PI30, (PI41, BAD_CRC",
    "PI16, QPIGS, ECHO",
    "PI17, ^P003GS, ECHO",
    "PI17, (NAK:7373, OTHER_PROTOCOL",
    "PI17, (NAK, OTHER_PROTOCOL",
    "PI18, ^P005GS:5814, ECHO",
    "PI18, (PI30:9a0b, OTHER_PROTOCOL",
    "PI18, ^1, BAD_CRC",
  })
  void tellsWhatWentWrong(String dialect, String text, Reason expected) {
    String[] parts = text.split(":");
    byte[] head = parts[0].getBytes(StandardCharsets.ISO_8859_1);
    byte[] crc = HexFormat.of().parseHex(parts.length > 1 ? parts[1] : "");
    byte[] frame = Arrays.copyOf(head, head.length + crc.length + 1);
    System.arraycopy(crc, 0, frame, head.length, crc.length);
    frame[frame.length - 1] = '\r';
    Framing framing = Dialects.find(dialect).orElseThrow().framing();
    assertEquals(frame.length, framing.end(frame, frame.length));
    ProtocolException e = assertThrows(ProtocolException.class, () -> framing.unwrap(frame));
    assertEquals(expected, e.reason(), e.getMessage());
  }

  @Test
  void aCaretFrameWaitsForTheByteBehindACrcByteThatIsACr() {
    byte[] frame = HexFormat.of().parseHex("5e4430313732303231303532313233343734330d520d");
    for (int n = 0; n < frame.length; n++) {
      assertEquals(-1, CaretFraming.PI17.end(frame, n), "after " + n + " bytes");
    }
    assertEquals(frame.length, CaretFraming.PI17.end(frame, frame.length));
  }

  @Test
  void usbPaddingInsideACaretFrameIsDropped() throws ProtocolException {
    byte[] sound = CaretFraming.PI18.reply("05");
    byte[] padded = new byte[sound.length + 2];
    System.arraycopy(sound, 0, padded, 0, 6);
    System.arraycopy(sound, 6, padded, 8, sound.length - 6);
    assertEquals(new Reply.Text("05"), CaretFraming.PI18.unwrap(padded));
  }

  /** Noise, and what follows it with its own checksum, hex digits; QUIRKS S1 and PI18.md 1. */
  @ParameterizedTest
  @CsvSource({
    "PI18, 00, ^D00505",
    "PI18, ff, ^D00505",
    "PI18, 7e21, ^D00505",
    "PI17, 41, ^D00505",
    "PI30, ff, (B",
    "PI30, 3031, (B",
    "PI41, 7e, (B",
    "PI16, 7e, (B"
  })
  void aFrameIsFoundBehindNoise(String dialect, String noise, String text)
      throws ProtocolException {
    byte[] front = HexFormat.of().parseHex(noise);
    byte[] sound = Seal.put(text);
    byte[] frame = Arrays.copyOf(front, front.length + sound.length);
    System.arraycopy(sound, 0, frame, front.length, sound.length);
    Framing framing = Dialects.find(dialect).orElseThrow().framing();
    assertEquals(frame.length, framing.end(frame, frame.length));
    assertEquals(-1, framing.end(frame, frame.length - 1));
    String payload = text.startsWith("(") ? "B" : "05";
    assertEquals(new Reply.Text(payload), framing.unwrap(frame));
    frame[frame.length - 2] ^= 1;
    ProtocolException e = assertThrows(ProtocolException.class, () -> framing.unwrap(frame));
    assertEquals(Reason.BAD_CRC, e.reason());
  }

  @Test
  void aPartOfAnOlderFrameInFrontIsNoNoise() {
    byte[] frame = Arrays.copyOf("^D106230".getBytes(StandardCharsets.ISO_8859_1), 8 + 10);
    System.arraycopy(CaretFraming.PI18.reply("05"), 0, frame, 8, 10);
    assertThrows(ProtocolException.class, () -> CaretFraming.PI18.unwrap(frame));
  }
}
