package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.bus.Actor;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Verdict;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Site;
import io.sunherd.web.WebVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that change something, through a site whose settings answer as they are told to. */
@Timeout(120)
@ProcessTests
class HubWritesTest {
  private static final Actor ANN = new Actor("ann", true, "127.0.0.1");
  private static final List<Object> heard = new CopyOnWriteArrayList<>();

  @TempDir static Path folder;
  private static final Vertx vertx = Vertx.vertx();
  private static String url;
  private static String token;
  private static Path tokenFile;
  private static volatile Function<Object, Verdict> settings;

  @BeforeAll
  static void start() throws Exception {
    Path users = folder.resolve("users");
    UsersFile file = UsersFile.load(users);
    QuickUsers.put(file, "ann", Role.OPERATOR, "correct horse".toCharArray());
    token = file.addToken("ann");
    tokenFile = Files.writeString(folder.resolve("token"), token + "\n");
    RecordCodec.register(vertx.eventBus());
    WebVerticle web =
        new WebVerticle(
            new Site(
                "127.0.0.1",
                0,
                List.of(),
                null,
                null,
                List.of("roof-1", "roof-2"),
                List.of(),
                folder.resolve("none"),
                users,
                false));
    vertx.deployVerticle(web).await(20, TimeUnit.SECONDS);
    for (String address : List.of(Addresses.CHANGE, Addresses.RESTORE, Addresses.SHOW_SETTINGS)) {
      vertx
          .eventBus()
          .consumer(
              address,
              message -> {
                heard.add(message.body());
                message.reply(settings.apply(message.body()));
              });
    }
    url = "http://127.0.0.1:" + web.port();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @BeforeEach
  void forget() {
    heard.clear();
    answer(200, "{\"reply\": \"ACK\", \"confirmed\": 53.0, \"changed\": true}");
  }

  private static void answer(int status, String json) {
    settings = wish -> new Verdict(status, new JsonObject(json).getMap());
  }

  private static Run run(String rest) {
    return Run.of("--hub " + url + " --token-file " + tokenFile + " " + rest);
  }

  @Test
  void aSettingThatIsTaken() {
    Run run = run("--inverter roof-2 --cmd PBFT -v 53.0 -s 8");
    assertEquals(new Run(0, "(ACK" + System.lineSeparator(), ""), run);
    assertEquals(List.of(new Change(ANN, "roof-2", "PBFT", "53.0", true, false, false)), heard);
    heard.clear();
    Run whole = run("--cmd PBFT53.0 --confirm --json");
    assertEquals(0, whole.exit(), whole.err());
    assertTrue(whole.out().startsWith("{\"reply\": \"ACK\""), whole.out());
    assertEquals(List.of(new Change(ANN, "roof-1", "PBFT53.0", null, true, true, false)), heard);
  }

  @Test
  void whoeverBringsNoTokenIsToldHowTo() {
    Run run = Run.of("--hub " + url + " --cmd PBFT -v 53.0");
    assertEquals(5, run.exit());
    assertTrue(run.err().contains("sunherd token"), run.err());
    assertTrue(run.err().contains("--token-file"), run.err());
    assertTrue(run.err().contains("SUNHERD_TOKEN"), run.err());
    assertEquals(List.of(), heard);
  }

  @Test
  void aSettingThatIsSoAlready() {
    answer(200, "{\"reply\": null, \"confirmed\": 53.0, \"changed\": false}");
    Run run = run("--cmd PBFT -v 53.0");
    assertEquals(0, run.exit());
    assertEquals("(ACK" + System.lineSeparator(), run.out());
    assertTrue(run.err().contains("nothing was sent"), run.err());
  }

  @Test
  void aSettingThatTheInverterDoesNotTake() {
    answer(409, "{\"error\": \"roof-1 refused it.\", \"reply\": \"NAK\"}");
    Run refused = run("--cmd PBFT -v 53.0");
    assertEquals(3, refused.exit());
    assertEquals("(NAK" + System.lineSeparator(), refused.out());
    assertEquals("roof-1 refused it." + System.lineSeparator(), refused.err());
    answer(409, "{\"error\": \"roof-1 kept 54.\", \"reply\": \"ACK\", \"confirmed\": 54.0}");
    Run notKept = run("--cmd PBFT -v 53.0");
    assertEquals(3, notKept.exit());
    assertEquals("(ACK" + System.lineSeparator(), notKept.out());
    assertEquals("roof-1 kept 54." + System.lineSeparator(), notKept.err());
    assertEquals(3, run("--cmd PBFT -v 53.0 --json").exit());
  }

  @ParameterizedTest
  @CsvSource({"400, 5", "401, 5", "403, 5", "404, 5", "409, 5", "429, 5", "503, 4", "504, 4"})
  void whatTheHubSaysDecidesTheExitCode(int status, int exit) {
    answer(status, "{\"error\": \"A sentence.\"}");
    Run run = run("--cmd PBFT -v 53.0");
    assertEquals(exit, run.exit());
    assertEquals("", run.out());
    assertEquals(status != 401, run.err().equals("A sentence." + System.lineSeparator()));
    assertTrue(run.err().startsWith("A sentence."), run.err());
    assertEquals(1, heard.size(), "sent once");
  }

  @Test
  void whoAsksIsProvedByATokenOnly() throws Exception {
    assertEquals(5, Run.of("--hub " + url + " --cmd PBFT -v 53.0").exit());
    Path wrong = Files.writeString(folder.resolve("wrong"), "x".repeat(43));
    Run refused = Run.of("--hub " + url + " --token-file " + wrong + " --cmd PBFT -v 53.0");
    assertEquals(5, refused.exit());
    assertFalse(refused.err().contains("xxx"), refused.err());
    assertEquals(List.of(), heard);
    for (String content : List.of("two words", "k\u00e4se")) {
      Path odd = Files.writeString(folder.resolve("odd"), content);
      assertEquals(
          2, Run.of("--hub " + url + " --token-file " + odd + " --cmd PBFT -v 53.0").exit());
    }
    assertEquals(
        2, Run.of("--hub " + url + " --token-file " + folder + "/no --cmd PBFT -v 1").exit());
  }

  @Test
  void theTokenOfTheEnvironmentInAProcessOfItsOwn() throws Exception {
    ProcessBuilder builder = Run.process("--hub", url, "--cmd", "PBFT", "-v", "53.0");
    builder.environment().put("SUNHERD_TOKEN", token);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertEquals("(ACK" + System.lineSeparator(), out);
    assertEquals(List.of(new Change(ANN, "roof-1", "PBFT", "53.0", true, false, false)), heard);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--hub http://ann:secret@127.0.0.1:1 --cmd PBFT -v 53.0",
        "--hub ftp://127.0.0.1 --status",
        "--hub 127.0.0.1:8889 --status",
        "--hub http://127.0.0.1:1/?x --status",
        "--token-file token --status",
        "settings",
        "settings export --hub http://127.0.0.1:1",
        "settings export --inverter roof-1",
        "settings export --hub http://ann:secret@127.0.0.1:1 --inverter roof-1"
      })
  void linesThatMakeNoSense(String line) {
    Run run = Run.of(line);
    assertEquals(2, run.exit(), run.err());
    assertEquals("", run.out());
    assertFalse(run.err().contains("secret"), run.err());
  }

  @Test
  void settingsAreKeptInAFile() throws Exception {
    settings =
        wish ->
            new Verdict(
                200,
                Map.of(
                    "settings",
                    List.of(Map.of("name", "battery_float_volt", "value", 54.0, "unit", "V"))));
    String hub = " --hub " + url + " --inverter roof-1";
    Run printed = Run.of("settings export" + hub);
    assertEquals(0, printed.exit(), printed.err());
    assertTrue(printed.out().endsWith("\nbattery_float_volt: 54.0  # V\n"), printed.out());
    Path file = folder.resolve("kept.yaml");
    assertEquals(new Run(0, "", ""), Run.of("settings export" + hub + " --file " + file));
    assertTrue(Files.readString(file).contains("battery_float_volt: 54.0"));
    assertEquals(2, Run.of("settings export" + hub + " --file " + folder + "/no/file").exit());
    assertEquals(5, Run.of("settings export --hub " + url + " --inverter barn").exit());
  }

  @Test
  void settingsAreBroughtBackWhereThatIsWanted() throws Exception {
    Path file = Files.writeString(folder.resolve("back.yaml"), "battery_float_volt: 54.0\n");
    String line =
        "settings import "
            + file
            + " --hub "
            + url
            + " --inverter roof-1 --token-file "
            + tokenFile;
    String difference =
        "\"differences\": [{\"setting\": \"battery_float_volt\", \"from\": 53.0, \"to\": 54.0,"
            + " \"dangerous\": false}]";
    answer(
        200,
        "{" + difference + ", \"serial\": \"9293\", \"unknown\": [\"buzzer\"], \"written\": []}");
    Run shown = Run.of(line);
    assertEquals(0, shown.exit(), shown.err());
    assertEquals("battery_float_volt: 53.0 -> 54.0" + System.lineSeparator(), shown.out());
    assertTrue(shown.err().contains("buzzer cannot be brought back"), shown.err());
    assertTrue(shown.err().contains("Nothing was written"), shown.err());
    Restore dry = restore(false, true);
    assertEquals(List.of(dry), heard);
    heard.clear();
    assertEquals(0, Run.of(line + " --yes --confirm").exit());
    // What was looked at is what is written.
    Restore real =
        new Restore(ANN, "roof-1", Map.of("battery_float_volt", 54.0), true, false, "9293");
    assertEquals(List.of(restore(true, true), real), heard);
    heard.clear();
    settings =
        wish ->
            new Verdict(
                ((Restore) wish).dryRun() ? 200 : 409,
                new JsonObject("{" + difference + ", \"error\": \"Stopped.\"}").getMap());
    Run stopped = Run.of(line + " --yes");
    assertEquals(3, stopped.exit());
    assertTrue(stopped.err().contains("Stopped."), stopped.err());
    heard.clear();
    answer(200, "{\"differences\": [], \"written\": []}");
    assertTrue(Run.of(line + " --yes").err().contains("Nothing differs."));
    assertEquals(List.of(dry), heard);
    assertEquals(5, Run.of(line.replace(" --token-file " + tokenFile, "")).exit());
    assertEquals(2, Run.of(line.replace("back.yaml", "gone.yaml")).exit());
  }

  private static Restore restore(boolean confirm, boolean dryRun) {
    return new Restore(ANN, "roof-1", Map.of("battery_float_volt", 54.0), confirm, dryRun);
  }

  @Test
  void yesAndNoAreSaidAsTheInverterSaysThem() {
    answer(200, "{\"protocol\": \"pi18\", \"reply\": \"ACK\", \"changed\": true}");
    assertEquals("^1" + System.lineSeparator(), run("--cmd POP -v 1").out());
    answer(200, "{\"protocol\": \"pi17\", \"reply\": null, \"changed\": false}");
    assertEquals("^1" + System.lineSeparator(), run("--cmd POP -v 1").out());
    answer(409, "{\"protocol\": \"pi18\", \"error\": \"No.\", \"reply\": \"NAK\"}");
    Run refused = run("--cmd POP -v 1");
    assertEquals("^0" + System.lineSeparator(), refused.out());
    assertEquals(3, refused.exit());
    answer(200, "{\"protocol\": \"pi30max\", \"reply\": \"ACK\", \"changed\": true}");
    assertEquals("(ACK" + System.lineSeparator(), run("--cmd POP -v 01").out());
  }

  @Test
  void aCommandMayBeCalledLikeAnotherCommandOfTheProgram() {
    Run run = Run.of("--hub http://127.0.0.1:1 --cmd settings");
    assertTrue(run.err().contains("nothing listens there"), run.err());
  }
}
