package io.sunherd.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL that a test class has to itself. */
final class Postgres implements AutoCloseable {
  private final EmbeddedPostgres server;
  private int databases;

  private Postgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Skips a test where the server that the tests bring along cannot run. */
  static void required() {
    assumeTrue(
        System.getProperty("os.arch").equals("amd64")
            && System.getProperty("os.name").equals("Linux"),
        "The PostgreSQL of the tests is one for Linux on amd64: run them there, too.");
  }

  /** Starts one, where that can be. */
  static Postgres start() throws IOException {
    required();
    return new Postgres(EmbeddedPostgres.start());
  }

  /** The URL of a database with nothing in it. */
  String empty() throws SQLException {
    String name = "history_" + databases++;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return server.getJdbcUrl("postgres", name);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
