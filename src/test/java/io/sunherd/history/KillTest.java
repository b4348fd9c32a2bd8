package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.history.energy.Quarter;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.suite.OtherJava;
import io.sunherd.suite.ProcessTests;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ProcessTests
class KillTest {
  @TempDir private Path folder;

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("history.db");
  }

  @Test
  void killedTwentyTimesUnderLoadItLosesNoRowThatWasKeptAndTearsNoBatch() throws Exception {
    Random random = new Random(20_261_124);
    int next = 0;
    for (int round = 0; round < 20; round++) {
      int kept = killAfter(next, 10 + random.nextInt(70), random.nextInt(1_000_000));
      assertTrue(kept >= next);
      next = check(kept) + 1;
    }
  }

  /** The last batch it told to be kept before it was killed. */
  private int killAfter(int first, int batches, int nanos) throws Exception {
    Process process =
        OtherJava.process(
                List.of("-Djava.io.tmpdir=" + folder),
                Killed.class.getName(),
                url(),
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String last = Integer.toString(first - 1);
    try (BufferedReader told = process.inputReader()) {
      for (int i = 0; i < batches; i++) {
        last = told.readLine();
      }
      Thread.sleep(0, nanos % 1_000_000);
      process.toHandle().destroyForcibly();
      String line;
      while ((line = told.readLine()) != null) {
        last = line;
      }
    }
    process.waitFor();
    return Integer.parseInt(last);
  }

  /** The last batch that is there: all that was told, or one more; none torn, none double. */
  private int check(int told) throws Exception {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      assertEquals("ok", text(statement, "PRAGMA integrity_check"));
    }
    int last = -1;
    for (int unit = 1; unit <= Killed.UNITS; unit++) {
      List<List<Object>> rows =
          new Rows(url())
              .of(StoreContract.query("roof-" + unit, 0, Long.MAX_VALUE, "datetime", "pv_watts"));
      for (int i = 0; i < rows.size(); i++) {
        assertEquals(List.of(StoreContract.DAY + 15L * i, (long) i), rows.get(i));
      }
      assertTrue(rows.size() == told + 1 || rows.size() == told + 2, rows.size() + " of " + told);
      assertTrue(last < 0 || last == rows.size() - 1, "a torn batch");
      last = rows.size() - 1;
    }
    Batch expected = Killed.batch(last);
    try (Store store = new Store(url())) {
      Quarter quarter = expected.quarters().get(0);
      assertEquals(quarter.amounts(), store.quarter(quarter.source(), quarter.at()));
    }
    return last;
  }

  private static String text(Statement statement, String sql) throws Exception {
    try (ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getString(1);
    }
  }
}
