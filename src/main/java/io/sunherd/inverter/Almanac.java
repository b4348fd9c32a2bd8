package io.sunherd.inverter;

import io.sunherd.protocol.table.Argument;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Request;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * The inquiries of one unit about days, months and years that are over, each asked once: what its
 * counters say of them does not change any more. Pure arithmetic on dates.
 */
final class Almanac {
  private final Dialect dialect;
  private final Set<String> asked = new HashSet<>();
  private final Queue<Request> waiting = new ArrayDeque<>();
  private LocalDate day = LocalDate.MIN;

  Almanac(Dialect dialect) {
    this.dialect = dialect;
  }

  /** What is to be asked next; it counts as asked then, answered or not. */
  Optional<Request> next(LocalDate today) {
    if (!today.equals(day)) {
      day = today;
      dialect.inquiries().forEach(this::add);
    }
    return Optional.ofNullable(waiting.poll());
  }

  private void add(Inquiry inquiry) {
    Argument argument = inquiry.argument();
    Optional<String> before = argument == null ? Optional.empty() : argument.before(day);
    before
        .map(date -> inquiry.code() + date)
        .filter(asked::add)
        .flatMap(dialect::request)
        .ifPresent(waiting::add);
  }
}
