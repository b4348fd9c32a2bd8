package io.sunherd.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.suite.PureTests;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("JSON of a line")
@PureTests
class JsonTextTest {
  /** Jackson, told to print as this program always has. */
  private static final ObjectWriter JACKSON =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                          .withObjectEntrySpacing(Separators.Spacing.AFTER)
                          .withArrayValueSpacing(Separators.Spacing.AFTER)
                          .withObjectEmptySeparator("")
                          .withArrayEmptySeparator(""))
                  .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                  .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter()));

  private static void same(Object value) throws Exception {
    assertEquals(JACKSON.writeValueAsString(value), JsonText.of(value));
  }

  @Test
  @DisplayName("has each letter as Jackson has it")
  void letters() throws Exception {
    for (int letter = 0; letter <= 0xFFFF; letter++) {
      String one = "a" + (char) letter + "b";
      if (letter < 0x200 || letter % 101 == 0 || (letter > 0x2020 && letter < 0x2030)) {
        same(one);
      }
    }
  }

  @Test
  @DisplayName("has each number as Jackson has it")
  void numbers() throws Exception {
    for (Object number :
        new Object[] {
          0,
          -1,
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          0.0,
          -0.0,
          1.0,
          53.1,
          1e7,
          1e-5,
          1.0E300,
          Double.MIN_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          1.1f,
          (short) 7,
          new BigInteger("123456789012345678901234567890"),
          new BigDecimal("12.50"),
          true,
          false
        }) {
      same(number);
    }
    assertEquals("null", JsonText.of(null));
  }

  @Test
  @DisplayName("is on one line, with a space after each colon and comma")
  void shape() throws Exception {
    Map<String, Object> value = new LinkedHashMap<>();
    assertEquals("{}", JsonText.of(value));
    value.put("a \"b\"", new ArrayList<>(Arrays.asList(1, null, "x", List.of(), Map.of())));
    value.put("c", Map.of("d", false));
    assertEquals(
        "{\"a \\\"b\\\"\": [1, null, \"x\", [], {}], \"c\": {\"d\": false}}", JsonText.of(value));
    same(value);
    assertThrows(IllegalArgumentException.class, () -> JsonText.of(Dialects.common()));
  }

  @Test
  @DisplayName("knows all that any reading may hold")
  void readings() throws Exception {
    Reply.Text status =
        new Reply.Text(
            "230.0 49.9 230.0 49.9 0500 0400 010 400 52.00 010 080 0040 0010 120.5 00.00 00005"
                + " 00010110 00 00 00300 010");
    same(Dialects.common().inquiry("status").orElseThrow().decode(status.payload()));
  }
}
