package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.suite.PostgresTests;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is secret is never printed, however much a hub tells and whatever fails. */
@Timeout(120)
@PostgresTests
@Execution(ExecutionMode.CONCURRENT)
class SecretsTest {
  private static final String PASSWORD = "correct-horse-battery";
  private static final String WRONG = "incorrect-donkey";
  private static final String DATABASE = "stapled-to-the-wall";

  @TempDir private Path folder;

  private HubProcess hub(String url) throws IOException {
    Map<String, String> environment = new TreeMap<>();
    environment.put("SUNHERD_LOG", "TRACE");
    environment.put("SUNHERD_ACCESS_USERS", folder.resolve("users").toString());
    environment.put("SUNHERD_SETTINGS_AUDIT", folder.resolve("audit.jsonl").toString());
    Path config =
        Files.writeString(
            folder.resolve("hub.yaml"),
            "inverters: [{id: roof-1, device: 'sim:parallel-1'}]\nhistory: {url: '" + url + "'}\n");
    return new HubProcess(Run.process("serve", "-c", config.toString()), environment);
  }

  /** Neither the log nor who may ask anything has any of it. */
  private static void holdsItsTongue(HubProcess hub, String told, List<String> secrets) {
    String all = hub.said() + told;
    secrets.forEach(secret -> assertFalse(all.contains(secret), () -> secret + " is in:\n" + all));
  }

  @Test
  void ofUsers() throws Exception {
    UsersFile users = UsersFile.load(folder.resolve("users"));
    QuickUsers.put(users, "ann", Role.OPERATOR, PASSWORD.toCharArray());
    String token = users.addToken("ann");
    try (HubProcess hub = hub("jdbc:sqlite:" + folder.resolve("history.db"))) {
      hub.await(Pattern.compile("roof-1: online"));
      JsonObject right = new JsonObject().put("user", "ann").put("password", PASSWORD);
      HttpResponse<String> login = post(hub, right.encode(), "X-Nothing", "");
      assertEquals(200, login.statusCode(), login.body());
      String session = login.headers().firstValue("Set-Cookie").orElseThrow().split("[=;]")[1];
      String csrf = new JsonObject(login.body()).getString("csrf");

      assertEquals(401, post(hub, right.put("password", WRONG).encode()).statusCode());
      assertEquals(401, change(hub, "Authorization", "Basic " + base64("ann:" + WRONG)));
      assertEquals(401, change(hub, "Authorization", "Bearer " + token + "x"));
      assertEquals(403, change(hub, "Cookie", "sunherd_session=" + session));
      assertEquals(400, change(hub, "Authorization", "Basic " + base64("ann:" + PASSWORD)));
      assertEquals(400, change(hub, "Authorization", "Bearer " + token));
      assertEquals(400, change(hub, "Cookie", "sunherd_session=" + session, "X-CSRF-Token", csrf));
      hub.await(Pattern.compile("A login from .* as .*ann.* failed"));
      hub.await(Pattern.compile("Refused ann from"));
      hub.end();
      String account = Files.readAllLines(folder.resolve("users")).stream().reduce("", (a, b) -> b);
      holdsItsTongue(
          hub,
          "",
          List.of(PASSWORD, WRONG, token, session, csrf, base64("ann:" + PASSWORD), account));
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> post(HubProcess hub, String body, String... headers)
      throws Exception {
    var request = hub.to("/api/v1/login").POST(BodyPublishers.ofString(body));
    return hub.send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  /** Asks for what no setting takes; tells the status. */
  private static int change(HubProcess hub, String... headers) throws Exception {
    return hub.send(
            hub.to("/api/v1/inverters/roof-1/settings/battery_float_volt")
                .headers(headers)
                .header("X-Requested-With", "XMLHttpRequest")
                .PUT(BodyPublishers.ofString("{\"value\": 9000}"))
                .build())
        .statusCode();
  }

  @Test
  void ofTheDatabase() throws Exception {
    assumeTrue(
        System.getProperty("os.arch").equals("amd64")
            && System.getProperty("os.name").equals("Linux"),
        "The PostgreSQL of the tests is one for Linux on amd64: run them there, too.");
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setDataDirectory(folder.resolve("server")).start()) {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE ROLE sunherd LOGIN PASSWORD '" + PASSWORD + "'");
        Files.writeString(
            folder.resolve("server/pg_hba.conf"),
            "host all sunherd all scram-sha-256\nhost all all all trust\nlocal all all trust\n");
        statement.execute("SELECT pg_reload_conf()");
      }
      refused(
          server.getJdbcUrl("sunherd", "postgres") + "&password=" + DATABASE,
          "password authentication failed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://sunherd:" + DATABASE + "@127.0.0.1/sunherd",
        "jdbc:postgresql://127.0.0.1:port/sunherd?user=sunherd&password=" + DATABASE,
        "jdbc:postgresql://127.0.0.1:1/sunherd?user=sunherd&password=%" + DATABASE,
      })
  void ofADatabaseThatIsNotThere(String url) throws Exception {
    refused(url, "The history cannot be opened: ");
  }

  private void refused(String url, String why) throws Exception {
    try (HubProcess hub = hub(url)) {
      String told = hub.part("history", part -> !part.equals("not started"));
      assertTrue(told.contains(why), told);
      assertTrue(told.endsWith("."), told);
      String asked = hub.get("/api/v1/history?inverter=roof-1").body();
      hub.await(Pattern.compile("Rows wait in memory"));
      hub.end();
      holdsItsTongue(hub, told + asked, List.of(DATABASE));
    }
  }
}
