package io.sunherd.bus.alarm;

import java.util.List;

/**
 * Asks what units told last.
 *
 * @param inverters their ids
 * @param since what is older is not wanted, epoch milliseconds
 */
public record ShowLastSeen(List<String> inverters, long since) {
  public ShowLastSeen {
    inverters = List.copyOf(inverters);
  }
}
