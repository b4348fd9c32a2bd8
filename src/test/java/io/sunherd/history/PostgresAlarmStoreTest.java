package io.sunherd.history;

import io.sunherd.suite.PostgresTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@PostgresTests
class PostgresAlarmStoreTest extends AlarmStoreContract {
  private static Postgres postgres;

  @BeforeAll
  static void start() throws Exception {
    postgres = Postgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  String url() throws Exception {
    return postgres.empty();
  }
}
