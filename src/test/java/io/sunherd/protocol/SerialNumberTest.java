package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@PureTests
class SerialNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "55355535553555",
        "00000000000000",
        "0000000000",
        "11111111111111",
        "99999999999999999999",
        "FFFFFFFFFFFFFF"
      })
  void placeholders(String number) {
    assertTrue(SerialNumber.isPlaceholder(number));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "92932004102443",
        "12345678901234",
        "10000000000000",
        "00000000000001",
        "55355535553556",
        "12121212121212",
        "5535553555355",
        "96322206105690"
      })
  void numbers(String number) {
    assertFalse(SerialNumber.isPlaceholder(number));
  }

  static Stream<JsonNode> told() throws IOException {
    return Vectors.replies()
        .filter(frame -> Vectors.inquiry(frame).name().endsWith("serial_number"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("told")
  void noNumberOfACaptureIsAPlaceholder(JsonNode frame) throws ProtocolException {
    Map<String, Object> values = Vectors.inquiry(frame).decode(Vectors.payload(frame));
    String number = Nameplate.number(values).orElseThrow();
    assertFalse(SerialNumber.isPlaceholder(number), number);
    assertEquals(number, SerialNumber.of(number));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "1492932004102450000000, 92932004102450",
    "1492932105105335005535, 92932105105335",
    "2092932004102450123456, 92932004102450123456",
    "92932004102450, 92932004102450",
    "14929320041024500000, 14929320041024500000",
    "9992932004102450000000, 9992932004102450000000",
    "sn-92932004102443, sn-92932004102443"
  })
  void whatOlderVersionsKeptIsItsNumber(String kept, String number) {
    assertEquals(number, SerialNumber.of(kept));
  }
}
