package io.sunherd.inverter;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.table.Dialect;
import java.util.List;
import java.util.Set;

/**
 * What a unit told of itself at one moment, or the parallel bus of it, so that people can tell it
 * from others.
 *
 * @param dialect what it speaks, or whoever told of it
 * @param readings the answers
 * @param refused the inquiries that it does not take, as far as was seen
 * @param nanos when it was asked, on the monotonic clock: no answer is older
 */
public record Sight(Dialect dialect, List<Reading> readings, Set<String> refused, long nanos) {
  public Sight {
    readings = List.copyOf(readings);
    refused = Set.copyOf(refused);
  }
}
