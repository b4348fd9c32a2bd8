package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Bucket.Range;
import io.sunherd.history.rows.Query;
import io.sunherd.history.rows.Row;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

@PureTests
class RollupProperties {
  private static final long DAY = StoreContract.DAY;
  private static final int LENGTH = 4 * 3_600;

  /** When, as a share of a few hours, and what; null where the unit did not send it. */
  record Told(int second, Integer watts) {}

  @Provide
  Arbitrary<List<List<Told>>> batches() {
    Arbitrary<Integer> seconds =
        Arbitraries.integers().between(0, LENGTH / 15 - 1).map(i -> i * 15);
    Arbitrary<Integer> watts =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(0, 8_000)),
            Tuple.of(1, Arbitraries.just((Integer) null)));
    return Combinators.combine(seconds, watts)
        .as(Told::new)
        .list()
        .ofMaxSize(30)
        .list()
        .ofMaxSize(20);
  }

  /** Rows in any order, late ones, and some told twice: the last word holds. */
  @Property(tries = 60, seed = "20261124")
  void bucketsAreWhatANaiveSumOverTheRowsGives(
      @ForAll("batches") List<List<Told>> batches, @ForAll @IntRange(min = 1, max = 400) int points)
      throws Exception {
    Path folder = Files.createTempDirectory("rollups");
    Path file = folder.resolve("history.db");
    Map<Long, Integer> rows = new TreeMap<>();
    try (Store store = new Store("jdbc:sqlite:" + file)) {
      store.open();
      for (List<Told> batch : batches) {
        List<Row> some = new ArrayList<>();
        for (Told told : batch) {
          Map<String, Object> values = new TreeMap<>();
          values.put("mode", "BT");
          if (told.watts != null) {
            values.put("pv_watts", told.watts);
          }
          some.add(new Row(StoreContract.ROOF, DAY + told.second, values));
          rows.put(DAY + told.second, told.watts);
        }
        store.append(Batch.of(some));
      }
      Query query = StoreContract.query("roof-1", DAY, DAY + LENGTH - 1, "pv_watts");
      List<Bucket> buckets = new Reader("jdbc:sqlite:" + file).buckets(query, points);
      assertEquals(rows.size(), buckets.stream().mapToLong(Bucket::rows).sum());
      for (Bucket bucket : buckets) {
        assertEquals(Arrays.asList(naive(rows, bucket)), bucket.ranges());
      }
    } finally {
      delete(folder);
    }
  }

  private static Range naive(Map<Long, Integer> rows, Bucket bucket) {
    List<Integer> watts =
        rows.entrySet().stream()
            .filter(row -> row.getKey() >= bucket.at())
            .filter(row -> row.getKey() < bucket.at() + bucket.seconds())
            .map(Map.Entry::getValue)
            .filter(value -> value != null)
            .toList();
    var all = watts.stream().mapToLong(Integer::longValue).summaryStatistics();
    return watts.isEmpty()
        ? null
        : new Range(
            all.getMin(), (double) all.getSum() / all.getCount(), all.getMax(), all.getCount());
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
