package io.sunherd.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.suite.PureTests;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("The body of a request")
class StrictJsonTest {
  @Test
  @DisplayName("may begin with the mark of UTF-8 that some editors write, once")
  void mark() {
    assertEquals(Map.of("a", 1), StrictJson.read(Buffer.buffer("\uFEFF{\"a\": 1}")));
    Buffer twice = Buffer.buffer("\uFEFF\uFEFF{\"a\": 1}");
    assertThrows(Problem.class, () -> StrictJson.read(twice));
  }

  @Test
  @DisplayName("is told what in it is too long")
  void tooLong() {
    for (String value : List.of("\"" + "x".repeat(1_001) + "\"", "1".repeat(41))) {
      Buffer body = Buffer.buffer("{\"a\": " + value + "}");
      Problem problem = assertThrows(Problem.class, () -> StrictJson.read(body));
      assertEquals(400, problem.status());
      assertEquals(
          "The body has a value that is too long, or lies too deep: a text has up to 1000"
              + " characters, a number up to 40.",
          problem.sentence());
    }
  }
}
