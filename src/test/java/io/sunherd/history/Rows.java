package io.sunherd.history;

import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Query;
import io.sunherd.history.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reads rows into lists. */
record Rows(String url) {
  List<List<Object>> of(Query query) throws StoreException, IOException {
    List<List<Object>> rows = new ArrayList<>();
    new Reader(url)
        .rows(
            query,
            cursor ->
                rows.add(
                    Arrays.asList(
                        IntStream.range(0, cursor.size()).mapToObj(cursor::value).toArray())));
    return rows;
  }
}
