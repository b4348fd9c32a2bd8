package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A captured reply is taken for the answer to its own question only. */
@PureTests
class OtherAnswersTest {

  /** Commands whose replies cannot be told apart by anything in them. */
  private static final Map<String, List<List<String>>> TWINS =
      Map.of(
          "pi30",
          List.of(
              List.of("QVFW", "QVFW2", "QVFW3", "QVFW4", "VERFW:"),
              List.of("QET", "QEY", "QEM", "QED", "QLT", "QLY", "QLM", "QLD", "QID"),
              List.of("QMCHGCR", "QMUCHGCR", "QMSCHGCR"),
              List.of("QGMN", "QCVT", "QBATCD", "QMCHGCR", "QMUCHGCR", "QMSCHGCR"),
              List.of("QOPM", "QCST", "QBOOT"),
              List.of("QOPPT", "QCHPT"),
              List.of("QID", "QT")),
          "pi16",
          List.of(
              List.of("QBSDV", "QCHGS"),
              List.of("QEH", "QOPMP", "QGPMP"),
              List.of("QGMN", "QDM", "QFT", "QPPS", "QPPD", "QPFL"),
              List.of("QID", "QT")),
          "pi17",
          List.of(
              List.of("ET", "EY", "EM"),
              List.of("ED", "EH", "OPMP", "GPMP"),
              List.of("DM", "FT", "FPPF"),
              List.of("MOD", "LST"),
              List.of("PI", "LST"),
              List.of("WS", "FLAG")),
          "pi18",
          List.of(
              List.of("ET", "EY", "EM", "ED"),
              List.of("ACCT", "ACLT"),
              List.of("MCHGCR", "MUCHGCR")));

  static Stream<JsonNode> replies() throws IOException {
    return Vectors.replies();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void isTakenForNoOtherAnswer(JsonNode frame) {
    String payload = Vectors.payload(frame);
    Inquiry own = Vectors.inquiry(frame);
    Dialect dialect = Vectors.dialect(frame);
    List<String> wrong = new ArrayList<>();
    for (Inquiry other : dialect.inquiries()) {
      if (!sameShape(dialect, own, other)) {
        try {
          other.decode(payload);
          wrong.add(other.code());
        } catch (ProtocolException e) {
          assertEquals(ProtocolException.Reason.WRONG_SHAPE, e.reason());
        }
      }
    }
    assertTrue(wrong.isEmpty(), () -> own.code() + " \"" + payload + "\" passes for " + wrong);
  }

  private static boolean sameShape(Dialect dialect, Inquiry one, Inquiry other) {
    List<List<String>> twins = TWINS.getOrDefault(dialect.id(), TWINS.get("pi30"));
    return one.equals(other)
        || isUnread(other)
        || twins.stream().anyMatch(t -> t.contains(one.code()) && t.contains(other.code()));
  }

  /** A reply of unknown layout is kept as raw fields: there is no shape to hold it to. */
  private static boolean isUnread(Inquiry inquiry) {
    return inquiry.layouts().stream()
        .allMatch(
            layout ->
                layout.columns().size() == 1
                    && layout.columns().get(0).width() == Column.REST
                    && layout.fields().get(0).key().equals("raw_fields"));
  }
}
