package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.protocol.frame.CaretFraming;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests have the bytes of the wire. */
@PureTests
class RequestsTest {

  static List<JsonNode> requests() throws IOException {
    return Vectors.read(Vectors.REQUESTS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void haveTheBytesOfTheWire(JsonNode request) {
    Framing framing = Vectors.dialect(request).framing();
    String command = request.get("command").asText();
    String sent = HexFormat.of().formatHex(framing.request(command));
    String seen = request.get("raw_hex").asText();
    if (request.path("crc_ok").asText().equals("false")) {
      assertNotEquals(seen, sent, "the source is known to have a wrong CRC");
      String crc = sent.substring(sent.length() - 6, sent.length() - 2);
      String note = request.get("note").asText();
      assertTrue(note.contains("computed " + crc), note);
    } else {
      assertEquals(seen, sent);
    }
    if (command.startsWith("^P")) {
      String bare = command.substring("^Pnnn".length());
      assertArrayEquals(framing.request(command), framing.request(bare), bare);
    }
  }

  /** Sums of PI16.md 2 and PI17.md 1, the CRC of PI18.md 1. */
  @ParameterizedTest
  @CsvSource({
    "PI16, QPIGS, QPIGS",
    "PI16, QED20150620, QED20150620106",
    "PI17, PI, ^P003PI",
    "PI17, ET, ^P003ET",
    "PI17, EY2021, ^P010EY2021162",
    "PI17, EM202105, ^P012EM202105253",
    "PI17, ED20210521, ^P014ED20210521089",
    "PI17, EH2021052112, ^P016EH2021052112194",
  })
  void endInTheirCheckNumberWhereOneIsWanted(String dialect, String text, String expected) {
    byte[] request = Dialects.find(dialect).orElseThrow().framing().request(text);
    assertEquals(expected + "\r", new String(request, StandardCharsets.ISO_8859_1));
  }

  @Test
  void crcBytesThatLookLikeMarksAreBumped() {
    byte[] request = CaretFraming.PI18.request("PRI6");
    assertEquals("5e5030303750524936" + "0e5b" + "0d", HexFormat.of().formatHex(request));
  }

  @Test
  void theLengthThatTheDocumentPrintsIsSentAndTheOneThatIsCountedCanBe() {
    assertEquals(
        "^P005FWS" + "5e9f", text(CaretFraming.PI18.request("FWS")), "PI18.md 1 has its CRC");
    assertEquals("^P006FWS" + "c543", text(CaretFraming.PI18.requestCounted("FWS")));
    assertArrayEquals(CaretFraming.PI18.request("MOD"), CaretFraming.PI18.requestCounted("MOD"));
  }

  private static String text(byte[] request) {
    int end = request.length - 3;
    return new String(request, 0, end, StandardCharsets.ISO_8859_1)
        + HexFormat.of().formatHex(request, end, end + 2);
  }
}
