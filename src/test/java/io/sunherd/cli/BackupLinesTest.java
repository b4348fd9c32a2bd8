package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub in one file, and on another machine. */
@Timeout(180)
@ProcessTests
class BackupLinesTest {
  private static final String PASSWORD = "correct horse";

  @TempDir private Path folder;
  private Path home;
  private Path config;
  private Path data;
  private Path kept;

  @BeforeEach
  void write() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    data = Files.createDirectory(folder.resolve("elsewhere"));
    config = home.resolve("hub.yaml");
    kept = folder.resolve("kept.zip");
    Files.writeString(
        config,
        """
        # My roof.
        http: {host: 127.0.0.1, port: 0}
        access:
          users: "HOME/users" # Ann and Bob
        inverters:
          - {id: roof-1, device: "sim:parallel-1"} # the left one
        history:
          # the old disk
          url: "jdbc:sqlite:DATA/history.db"
          every: 1s
        settings: {audit: "DATA/audit.jsonl", daily-budget: 20}
        notify:
          - mail: {smtp: "smtps://127.0.0.1", from: hub@example.org, to: [ann@example.org], user: hub, password-file: DATA/mail.password}
            kinds: [fault]
        """
            .replace("HOME", home.toString())
            .replace("DATA", data.toString()));
    Files.writeString(data.resolve("mail.password"), "secret\n");
  }

  private void makeAnn() throws Exception {
    Process passwd =
        Run.process("passwd", "-u", home.resolve("users").toString(), "ann", "--role", "operator")
            .start();
    try (var out = passwd.outputWriter()) {
      out.write(PASSWORD + "\n");
    }
    assertEquals(0, passwd.waitFor());
  }

  private static Run backup(Path file, Path config) {
    return Run.of("backup", file.toString(), "-c", config.toString());
  }

  private static Run restore(Path file, Path config) {
    return Run.of("restore", file.toString(), "-c", config.toString());
  }

  /** Writes pairs as fast as it can. */
  private Thread flood(AtomicBoolean over) throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("history.db"));
    try (Statement make = connection.createStatement()) {
      make.execute("PRAGMA busy_timeout = 20000");
      make.execute("CREATE TABLE flood (n INTEGER)");
    }
    connection.setAutoCommit(false);
    Thread thread =
        new Thread(
            () -> {
              try (connection;
                  Statement add = connection.createStatement()) {
                for (int n = 0; !over.get(); n++) {
                  add.execute("INSERT INTO flood VALUES (" + n + ")");
                  add.execute("INSERT INTO flood VALUES (" + n + ")");
                  connection.commit();
                }
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  private static List<Long> numbers(Path database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet told = statement.executeQuery(sql)) {
      Stream.Builder<Long> numbers = Stream.builder();
      while (told.next()) {
        for (int i = 1; i <= told.getMetaData().getColumnCount(); i++) {
          numbers.add(told.getLong(i));
        }
      }
      return numbers.build().toList();
    }
  }

  private static boolean hasRows(Path database) throws SQLException {
    return numbers(database, "SELECT count(*) FROM sqlite_master WHERE name = 'sample'").get(0) == 1
        && numbers(database, "SELECT count(*) FROM sample").get(0) >= 2;
  }

  private static String login(HubProcess hub) throws Exception {
    return hub.send(
            hub.to("/api/v1/login")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        new JsonObject().put("user", "ann").put("password", PASSWORD).encode()))
                .build())
        .body();
  }

  private String token() {
    return Run.of("token", "-u", home.resolve("users").toString(), "ann").out().strip();
  }

  @Test
  void aHubAtWorkIsTheSameElsewhere() throws Exception {
    makeAnn();
    String token = token();
    String id;
    long rows;
    AtomicBoolean over = new AtomicBoolean();
    try (HubProcess hub = new HubProcess(Run.process("serve", "-c", config.toString()), Map.of())) {
      hub.url();
      while (hub.get("/api/v1/inverters/roof-1/settings").statusCode() != 200
          || !hasRows(data.resolve("history.db"))) {
        Respite.take();
      }
      var set =
          hub.send(
              hub.to("/api/v1/inverters/roof-1/settings/battery_float_volt")
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .PUT(BodyPublishers.ofString("{\"value\": 53.0}"))
                  .build());
      assertEquals(200, set.statusCode(), set.body());
      Thread flood = flood(over);
      try {
        while (numbers(data.resolve("history.db"), "SELECT count(*) FROM flood").get(0) < 100) {
          Respite.take();
        }
        Run run = backup(kept, config);
        assertEquals(0, run.exit(), run.err());
      } finally {
        over.set(true);
        flood.join();
      }
      hub.end();
    }
    id = Files.readString(data.resolve("hub-id"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    Path other = folder.resolve("other/hub.yaml");
    Run run = restore(kept, other);
    assertEquals(0, run.exit(), run.err());

    Path there = other.resolveSibling("data/history.db");
    List<Long> pairs = numbers(there, "SELECT count(*), count(DISTINCT n), max(n) + 1 FROM flood");
    assertTrue(pairs.get(1) >= 50, pairs.toString());
    assertEquals(2 * pairs.get(1), pairs.get(0));
    assertEquals(pairs.get(2), pairs.get(1));
    String sums = "SELECT count(*), sum(at), sum(unit) FROM sample WHERE at <= ";
    long last = numbers(there, "SELECT max(at) FROM sample").get(0);
    assertEquals(numbers(data.resolve("history.db"), sums + last), numbers(there, sums + last));
    assertEquals(id, Files.readString(other.resolveSibling("data/hub-id")));
    assertEquals(
        Files.readString(data.resolve("audit.jsonl")),
        Files.readString(other.resolveSibling("data/audit.jsonl")));
    assertEquals("secret\n", Files.readString(other.resolveSibling("mail.password")));
    String text = Files.readString(other);
    for (String comment :
        List.of("# My roof.", "# Ann and Bob", "# the left one", "# the old disk")) {
      assertTrue(text.contains(comment), text);
    }
    assertFalse(text.contains(data.toString()) || text.contains(home.toString()), text);

    Files.move(home, folder.resolve("gone"));
    Files.move(data, folder.resolve("gone-too"));
    try (HubProcess hub = new HubProcess(Run.process("serve", "-c", other.toString()), Map.of())) {
      assertTrue(login(hub).contains("\"role\":\"operator\""), hub::said);
      JsonObject audit =
          new JsonObject(
              hub.send(hub.to("/api/v1/audit").header("Authorization", "Bearer " + token).build())
                  .body());
      assertEquals(1, audit.getJsonArray("entries").size(), audit.encode());
      hub.end();
    }
    rows = numbers(there, "SELECT count(*) FROM sample").get(0);
    assertTrue(rows >= 2, "rows: " + rows);
  }

  private void prepare() throws Exception {
    prepare(20_000);
  }

  private void prepare(int rows) throws Exception {
    Files.writeString(data.resolve("audit.jsonl"), "");
    Files.writeString(data.resolve("hub-id"), "0123456789ab\n");
    Files.writeString(home.resolve("users"), "");
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("history.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE rows (n INTEGER, text TEXT)");
      statement.execute(
          "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < "
              + rows
              + ")"
              + " INSERT INTO rows SELECT n, hex(randomblob(40)) FROM c");
    }
  }

  private List<String> files(Path in) throws IOException {
    try (Stream<Path> all = Files.walk(in)) {
      return all.map(path -> in.relativize(path).toString()).sorted().toList();
    }
  }

  @Test
  void aBrokenByteAnywhereChangesNothing() throws Exception {
    prepare();
    assertEquals(0, backup(kept, config).exit());
    byte[] good = Files.readAllBytes(kept);
    Path other = Files.createDirectory(folder.resolve("other"));
    int end = good.length;
    for (int at :
        new int[] {
          0,
          5,
          30,
          end / 4,
          end / 2,
          end - 2000,
          end - 300,
          end - 110,
          end - 90,
          end - 70,
          end - 64,
          end - 1
        }) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(kept, bad);
      Run run = restore(kept, other.resolve("hub.yaml"));
      assertEquals(2, run.exit(), at + ": " + run.err());
      assertEquals(1, run.err().lines().count(), run.err());
      assertEquals(List.of(""), files(other));
    }
    for (int length : new int[] {0, 1, 90, end / 2, end - 1}) {
      Files.write(kept, java.util.Arrays.copyOf(good, length));
      assertEquals(2, restore(kept, other.resolve("hub.yaml")).exit());
      assertEquals(List.of(""), files(other));
    }
    Files.write(kept, good);
    assertEquals(0, restore(kept, other.resolve("hub.yaml")).exit());
  }

  @Test
  void whatIsThereIsNotOverwritten() throws Exception {
    prepare();
    assertEquals(0, backup(kept, config).exit());
    Run run = restore(kept, config);
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("has inverters already"), run.err());
    run = backup(config, config);
    assertTrue(run.err().contains("is no backup"), run.err());
    assertEquals(0, backup(kept, config).exit()); // an older backup is replaced

    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createDirectory(other.resolve("data"));
    Files.writeString(other.resolve("data/history.db"), "mine");
    Files.writeString(other.resolve("hub.yaml"), "# new\ninverters: []\n");
    assertEquals(0, restore(kept, other.resolve("hub.yaml")).exit());
    assertEquals("mine", Files.readString(other.resolve("data/history.db")));
    assertTrue(Files.exists(other.resolve("data-2/history.db")));
    assertTrue(Files.readString(other.resolve("hub.yaml")).contains("data-2/history.db"));
    assertTrue(Files.readString(other.resolve("hub.yaml")).contains("data-2/audit.jsonl"));
    assertEquals(0, Run.of("check", "-c", other.resolve("hub.yaml").toString()).exit());
  }

  @Test
  void whoIsInAnotherFolderThanTheHubIsToldWhereItWasLookedFor() throws Exception {
    Files.writeString(config, "inverters: []\nhistory: {url: \"jdbc:sqlite:nowhere/h.db\"}\n");
    Run run = backup(kept, config);
    assertEquals(0, run.exit(), run.err());
    assertEquals(
        "nowhere/h.db (history.url) is not there, and so not in it: it is looked for below "
            + Path.of("").toAbsolutePath()
            + ". Make the backup in the folder in which the hub is started.",
        run.err().strip());
    assertEquals(kept + ": 2 files, " + Files.size(kept) + " bytes.", run.out().strip());
    Run restored = restore(kept, folder.resolve("new/hub.yaml"));
    assertTrue(restored.out().contains("is what it was: 0 inverters."), restored.out());
  }

  @Test
  void aFullDiskLeavesNothingUnderTheName() throws Exception {
    prepare(100_000); // more than may be written
    fails();
    Files.delete(data.resolve("history.db"));
    byte[] noise = new byte[10_000_000];
    new Random(1).nextBytes(noise);
    noise[noise.length - 1] = '\n';
    Files.write(data.resolve("audit.jsonl"), noise);
    fails();
  }

  private void fails() throws Exception {
    List<String> before = files(folder);
    ProcessBuilder java = Run.process("backup", kept.toString(), "-c", config.toString());
    List<String> words =
        Stream.concat(
                Stream.of("sh", "-c", "ulimit -f 12000; exec \"$@\"", "sh"),
                java.command().stream())
            .toList();
    Process process = java.command(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), said);
    assertEquals(before, files(folder), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void oneThatIsKilledLeavesNothingUnderTheName() throws Exception {
    prepare();
    Process process =
        Run.process("backup", kept.toString(), "-c", config.toString())
            .redirectErrorStream(true)
            .start();
    while (process.isAlive()
        && files(folder).stream().noneMatch(name -> name.startsWith("kept.zip"))) {
      Respite.take();
    }
    process.destroyForcibly().waitFor();
    if (Files.exists(kept)) { // it was quicker
      assertEquals(0, restore(kept, folder.resolve("other/hub.yaml")).exit());
    }
    assertEquals(0, backup(kept, config).exit());
  }
}
