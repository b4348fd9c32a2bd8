package io.sunherd.history.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the tables of this version; its data stays. */
final class Migration {
  private Migration() {}

  static void run(Engine engine, String url) throws StoreException {
    try {
      Flyway.configure(Migration.class.getClassLoader())
          .dataSource(url, null, null)
          .locations(
              engine.migrations().stream()
                  .map(folder -> "classpath:io/sunherd/history/migration/" + folder)
                  .toArray(String[]::new))
          .placeholders(engine.placeholders())
          .table("sunherd_schema")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException("The tables of the history cannot be made", e);
    }
  }
}
