package io.sunherd.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.suite.PureTests;
import io.vertx.core.buffer.Buffer;
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
}
