package io.sunherd.inverter.parallel;

import io.sunherd.bus.Reading;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the units on a parallel bus over an open line; blocking. */
public final class BusScanner {
  private BusScanner() {}

  /**
   * The units on the bus of a unit, with its own.
   *
   * @param line the line to the unit
   * @param identity the unit
   * @return by serial number, in the order of their numbers; empty where the unit cannot be
   *     paralleled, or its own number on the bus stays unknown
   */
  public static Map<String, BusScan.Present> present(Line line, Identity identity)
      throws LinkException {
    String own = identity.serial();
    Dialect dialect = identity.dialect();
    return identity.number() == null
        ? Map.of()
        : carriedOut(
            new BusScan(dialect, own, ask(line, dialect, "settings").orElse(Map.of())),
            line,
            dialect);
  }

  /**
   * One of them, if it still has its number. Only the question who has that number is asked again.
   */
  public static Optional<BusScan.Present> present(
      Line line, Dialect dialect, int number, String serial) throws LinkException {
    return Optional.ofNullable(carriedOut(BusScan.of(dialect, number), line, dialect).get(serial));
  }

  private static Map<String, BusScan.Present> carriedOut(BusScan scan, Line line, Dialect dialect)
      throws LinkException {
    Optional<String> question = scan.next();
    while (question.isPresent()) {
      ask(line, dialect, question.get()).ifPresentOrElse(scan::told, scan::unanswered);
      question = scan.next();
    }
    return scan.present();
  }

  /**
   * What the bus tells of a unit, as readings of that unit.
   *
   * @param isWhole whether to ask for what it tells separately, where the dialect has that
   */
  public static List<Reading> readings(
      Line line, Dialect dialect, BusScan.Present unit, boolean isWhole) throws LinkException {
    List<Reading> readings = new ArrayList<>();
    String code = ParallelNames.code(dialect, unit.number());
    readings.add(ParallelNames.own("", reading(code, unit.data()), 0));
    Optional<String> further = ParallelNames.further(dialect, code);
    if (isWhole && further.isPresent()) {
      ask(line, dialect, further.get())
          .filter(data -> isOf(unit, data))
          .map(data -> ParallelNames.further("", reading(further.get(), data), 0))
          .ifPresent(readings::add);
    }
    return readings;
  }

  private static boolean isOf(BusScan.Present unit, Map<String, @Nullable Object> data) {
    return !data.containsKey("serial_number")
        || Objects.equals(ParallelNames.serial(unit.data()), ParallelNames.serial(data));
  }

  private static Reading reading(String code, Map<String, @Nullable Object> data) {
    return new Reading("", "", code, 0, 0, "", data);
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
