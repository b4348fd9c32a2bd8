package io.sunherd.history;

import io.sunherd.suite.PureTests;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@PureTests
class SqliteClockSetTest extends ClockSetTest {
  @TempDir private Path folder;

  @Override
  String url() {
    return "jdbc:sqlite:" + folder.resolve("history.db");
  }
}
