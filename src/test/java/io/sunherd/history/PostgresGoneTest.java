package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.PartHealth;
import io.sunherd.suite.PostgresTests;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@PostgresTests
class PostgresGoneTest {
  @TempDir private Path folder;

  private EmbeddedPostgres postgres(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("server"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }

  @Test
  void theRowsWaitForADatabaseThatIsGone() throws Exception {
    Postgres.required();
    EmbeddedPostgres first = postgres(0);
    int port = first.getPort();
    try (HistoryRig rig = new HistoryRig(first.getJdbcUrl("postgres", "postgres"))) {
      assertEquals(new PartHealth("history", null), rig.next());
      rig.interval();
      long before = rig.await(1).get(0);
      first.close();
      rig.interval();
      assertNotNull(rig.next().trouble());
      for (int i = 0; i < 3; i++) {
        rig.interval();
      }
      try (EmbeddedPostgres again = postgres(port)) {
        assertEquals(port, again.getPort());
        rig.pass(5);
        PartHealth part = rig.next();
        while (part.trouble() != null) {
          rig.pass(5);
          part = rig.next();
        }
        assertNull(part.trouble());
        rig.pass(5);
        List<Long> times = rig.await(2);
        assertTrue(times.contains(before), times::toString);
        rig.stop();
        assertEquals(times.stream().distinct().toList(), times);
      }
    }
  }
}
