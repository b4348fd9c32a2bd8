package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.history.rows.Row;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@PureTests
class QueueTest {
  private final Queue queue = new Queue(10);

  private void add(long from, long to) {
    queue.add(
        LongStream.range(from, to)
            .mapToObj(at -> new Row(StoreContract.ROOF, at, Map.of()))
            .toList());
  }

  private List<Long> take(int some) {
    return queue.take(some).stream().map(Row::at).toList();
  }

  @Test
  void rowsStayUntilTheyAreWritten() {
    add(0, 5);
    assertEquals(List.of(0L, 1L, 2L), take(3));
    assertEquals(List.of(0L, 1L, 2L), take(3));
    queue.written();
    assertEquals(List.of(3L, 4L), take(9));
  }

  @Test
  void ofTooManyTheOldestAreGivenUpAndCounted() {
    add(0, 8);
    take(4);
    add(8, 13);
    assertEquals(3, queue.lost());
    queue.written();
    assertEquals(9, queue.size());
    assertEquals(4L, take(1).get(0), "what came behind those that were taken is still there");
  }
}
