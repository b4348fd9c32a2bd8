package io.sunherd.backup;

import io.sunherd.config.HubConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** A hub of before, of which a backup is left. */
public final class OldHub {
  private OldHub() {}

  /** Writes its files into a folder. */
  public static HubConfig in(Path folder) throws IOException, SQLException {
    return in(folder, "{host: 127.0.0.1, port: 0}");
  }

  private static HubConfig in(Path folder, String http) throws IOException, SQLException {
    Files.writeString(
        folder.resolve("hub.yaml"),
        """
        # The old machine.
        http: HTTP
        inverters:
          - {id: shed-1, device: "sim:parallel-1"}
        access: {users: "FOLDER/users"}
        history: {url: "jdbc:sqlite:FOLDER/history.db"}
        settings: {audit: "FOLDER/audit.jsonl"}
        """
            .replace("HTTP", http)
            .replace("FOLDER", folder.toString()));
    Files.writeString(folder.resolve("hub-id"), "0123456789ab\n");
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS old (n INTEGER)");
    }
    HubConfig usual = HubConfig.DEFAULT;
    return new HubConfig(
        usual.http(),
        new HubConfig.Access(folder.resolve("users").toString(), HubConfig.Read.ANYONE),
        List.of(),
        usual.history().at("jdbc:sqlite:" + folder.resolve("history.db")),
        new HubConfig.Settings(folder.resolve("audit.jsonl").toString(), 20));
  }

  /** A backup of it. */
  public static Path backup(Path folder) throws Exception {
    return backup(folder, in(folder));
  }

  /** A backup of one that was served as this line of its configuration says. */
  public static Path backup(Path folder, String http) throws Exception {
    return backup(folder, in(folder, http));
  }

  private static Path backup(Path folder, HubConfig config) throws Exception {
    Path kept = folder.resolve("kept.zip");
    new BackupWriter(kept, Progress.NONE)
        .write(folder.resolve("hub.yaml"), config, Instant.parse("2026-05-01T12:00:00Z"));
    return kept;
  }
}
