package io.sunherd.inverter.parallel;

import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the units on a parallel bus over an open line; blocking. */
public final class BusScanner {
  private BusScanner() {}

  /**
   * The other units on the bus of a unit.
   *
   * @param line the line to the unit
   * @param identity the unit
   * @return the others by serial number, in the order of their numbers; empty where the unit cannot
   *     be paralleled, or its own number on the bus stays unknown
   */
  public static Map<String, BusScan.Present> others(Line line, Identity identity)
      throws LinkException {
    String own = identity.serial();
    Dialect dialect = identity.dialect();
    if (identity.number() == null) {
      return Map.of();
    }
    BusScan scan = new BusScan(dialect, own, ask(line, dialect, "settings").orElse(Map.of()));
    Optional<String> question = scan.next();
    while (question.isPresent()) {
      ask(line, dialect, question.get()).ifPresentOrElse(scan::told, scan::unanswered);
      question = scan.next();
    }
    return scan.without(own);
  }

  /** Asks once more where no valid reply came and there is time; a refusal is an answer. */
  private static Optional<Map<String, @Nullable Object>> ask(
      Line line, Dialect dialect, String command) throws LinkException {
    Request request = dialect.request(command).orElse(null);
    for (int i = 0; i < 2 && request != null && (i == 0 || line.fits(2)); i++) {
      try {
        Reply reply = line.exchange(dialect.framing(), request);
        return reply instanceof Reply.Text text
            ? Optional.of(request.inquiry().decode(text.payload()))
            : Optional.empty();
      } catch (ProtocolException | SilentException e) {
        line.distrust();
      }
    }
    return Optional.empty();
  }
}
