package io.sunherd.sim.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Request;
import io.sunherd.sim.Asking;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

@PureTests
class UnitProperties {
  private final SimulatedUnit unit = Asking.unit("max-8000", Asking.at(Asking.NOON));
  private final Framing framing = unit.dialect().framing();

  @Property(tries = 500, seed = "20261124")
  void anyBytesGetWholeFramesOrNothing(@ForAll @Size(max = 200) byte[] bytes)
      throws IOException, ProtocolException {
    Port port = new Port("unit-1", unit, LinePace.NONE, () -> 0L);
    int connection = port.connect();
    port.write(connection, bytes, bytes.length);
    byte[] buffer = new byte[65_536];
    int length = port.read(connection, buffer, 0, Duration.ZERO);
    long ends =
        new String(bytes, StandardCharsets.ISO_8859_1).chars().filter(c -> c == '\r').count();
    int frames = 0;
    for (int from = 0; from < length; frames++) {
      byte[] rest = Arrays.copyOfRange(buffer, from, length);
      int end = framing.end(rest, rest.length);
      assertTrue(end > 0, "a frame is cut");
      framing.unwrap(Arrays.copyOf(rest, end));
      from += end;
    }
    assertTrue(frames <= ends, "more replies than requests");
  }

  @Property(tries = 1000, seed = "20261124")
  void anyTextIsAnsweredOrRefused(@ForAll("commands") String text) throws ProtocolException {
    Reply reply = framing.unwrap(unit.answer(framing.request(text)));
    if (reply instanceof Reply.Text payload) {
      Optional<Request> request = unit.dialect().request(text);
      assertTrue(request.isPresent(), text);
      assertEquals(text, request.get().text());
      assertTrue(!request.get().inquiry().decode(payload.payload()).isEmpty());
    } else if (reply instanceof Reply.Accepted) {
      assertTrue(unit.dialect().assignment(text).isPresent() || text.matches("MCHGC\\d{3}"), text);
    } else {
      assertInstanceOf(Reply.Refused.class, reply);
    }
  }

  @Provide
  Arbitrary<String> commands() {
    Arbitrary<String> inquiries =
        Arbitraries.of(unit.dialect().inquiries()).map(inquiry -> inquiry.code());
    Arbitrary<String> settings =
        Arbitraries.of(unit.dialect().settings()).map(setting -> setting.code());
    Arbitrary<String> arguments =
        Arbitraries.strings().withChars("0123456789. abz-").ofMaxLength(14);
    return Arbitraries.oneOf(
        Arbitraries.oneOf(inquiries, settings).flatMap(code -> arguments.map(a -> code + a)),
        Arbitraries.strings().ascii().ofMaxLength(20).filter(s -> !s.contains("\r")));
  }
}
