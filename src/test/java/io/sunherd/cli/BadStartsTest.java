package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.line.Exit;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub that lacks something says what, and serves what it can. */
@Timeout(120)
@ProcessTests
class BadStartsTest {
  private static final List<String> OWN_MOUNTS = List.of("unshare", "-m");
  private static final List<String> OWN_USERS_AND_MOUNTS = List.of("unshare", "-r", "-m");
  private static final String UNIT = "[{id: roof-1, device: 'sim:parallel-1'}]";

  @TempDir private Path folder;
  private String token;

  /** The hub of these inverters in a folder of its own; these words come before its command. */
  private HubProcess hub(String inverters, List<String> before) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("hub.yaml"), "{inverters: " + inverters + ", history: {every: 1s}}\n");
    List<String> words = new ArrayList<>(before);
    words.addAll(Run.process("serve", "-c", config.toString()).command());
    return new HubProcess(
        new ProcessBuilder(words).directory(folder.toFile()), Map.of("LC_ALL", "C"));
  }

  /** The same, for which the folder "data" is a file system of its own. */
  private HubProcess hubWith(String mounts) throws Exception {
    Files.createDirectories(folder.resolve("data"));
    UsersFile users = UsersFile.load(folder.resolve("conf/users"));
    QuickUsers.put(users, "ann", Role.OPERATOR, "correct horse".toCharArray());
    token = users.addToken("ann");
    List<String> words = new ArrayList<>(can(OWN_MOUNTS) ? OWN_MOUNTS : OWN_USERS_AND_MOUNTS);
    assumeTrue(can(words), "This user may not mount anything here: run it as root, too.");
    words.addAll(List.of("sh", "-c", mounts + " && exec \"$@\"", "sh"));
    return hub(UNIT, words);
  }

  private static boolean can(List<String> words) throws IOException, InterruptedException {
    List<String> trial = new ArrayList<>(words);
    trial.addAll(List.of("mount", "-t", "tmpfs", "none", "/mnt"));
    try {
      return new ProcessBuilder(trial).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static JsonObject ready(HubProcess hub) throws Exception {
    HttpResponse<String> answer = hub.get("/health/ready");
    assertEquals(200, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  @Test
  void withoutAnyInverter() throws Exception {
    try (HubProcess hub = hub("[]", List.of())) {
      hub.part("history", "ok"::equals);
      assertEquals(new JsonObject(), ready(hub).getJsonObject("inverters"));
      for (String which : List.of("", "&inverter=all")) {
        HttpResponse<String> status = hub.get("/cmds?cmd=status" + which);
        assertEquals(404, status.statusCode(), which);
        assertEquals(
            "No inverter is configured; add one under inverters.",
            new JsonObject(status.body()).getString("error"));
      }
    }
  }

  @Test
  void withDevicesThatAreNotThere() throws Exception {
    Path missing = folder.resolve("ttyUSB0");
    Path none = Files.createFile(folder.resolve("none"));
    try (HubProcess hub =
        hub(
            "[{id: roof-1, device: 'serial:"
                + missing
                + "'}, {id: roof-2, device: 'serial:"
                + none
                + "'}, {id: roof-3, device: 'sim:parallel-1'}]",
            List.of())) {
      hub.await(Pattern.compile("roof-3: online"));
      hub.await(Pattern.compile("roof-2: offline"));
      hub.part("history", "ok"::equals);
      JsonObject inverters = ready(hub).getJsonObject("inverters");
      assertEquals(
          new JsonObject()
              .put("roof-1", "offline")
              .put("roof-2", "offline")
              .put("roof-3", "online"),
          inverters);
      JsonObject all = new JsonObject(hub.get("/cmds?cmd=status&inverter=all").body());
      assertEquals(
          "roof-1 is offline: serial:"
              + missing
              + " is not there: plug it in, or correct the path.",
          all.getJsonObject("roof-1").getString("error"));
      assertTrue(
          all.getJsonObject("roof-2")
              .getString("error")
              .matches("roof-2 is offline: serial:.*/none does not open as a serial port .*"),
          all::encode);
      assertTrue(all.getJsonObject("roof-3").getInteger("pv_watts") >= 0, all::encode);
    }
  }

  @Test
  void onAReadOnlyDisk() throws Exception {
    try (HubProcess hub = hubWith("mount -t tmpfs -o ro none data")) {
      assertEquals(
          "The history cannot be opened: its file cannot be opened or made; see that the folder of"
              + " history.url is there and may be written to.",
          hub.part("history", part -> !part.equals("not started")));
      serves(hub);
      refusesToWrite(hub, "Read-only file system");
    }
  }

  @Test
  void onAFullDisk() throws Exception {
    try (HubProcess hub =
        hubWith(
            "mount -t tmpfs -o size=1m none data"
                + " && { dd if=/dev/zero of=data/filler 2>data/said || test -s data/filler; }")) {
      assertEquals(
          "The history cannot be opened: the disk is full; make room.",
          hub.part("history", part -> !part.equals("not started")));
      serves(hub);
      refusesToWrite(hub, "No space left on device");
      Files.delete(hub.seen(folder.resolve("data/filler")));
      hub.part("history", "ok"::equals);
      assertEquals(200, change(hub).statusCode());
      ready(hub);
    }
  }

  private static void serves(HubProcess hub) throws Exception {
    hub.await(Pattern.compile("roof-1: online"));
    assertEquals(503, hub.get("/health/ready").statusCode());
    assertEquals(200, hub.get("/health/live").statusCode());
    assertEquals(200, hub.get("/cmds?cmd=status").statusCode());
    hub.await(Pattern.compile("WARN .*The history cannot be opened: .* Rows wait in memory"));
  }

  private void refusesToWrite(HubProcess hub, String reason) throws Exception {
    HttpResponse<String> refused = change(hub);
    assertEquals(503, refused.statusCode(), refused.body());
    assertEquals(
        "The audit log data/audit.jsonl cannot be written ("
            + reason
            + "), and what cannot be told there is not sent: make room, or correct its folder.",
        new JsonObject(refused.body()).getString("error"));
    assertTrue(hub.part("settings", part -> !part.equals("ok")).contains(reason));
  }

  /** Asks for a change as a user who may. */
  private HttpResponse<String> change(HubProcess hub) throws Exception {
    return hub.send(
        hub.to("/api/v1/inverters/roof-1/settings/battery_float_volt")
            .header("Authorization", "Bearer " + token)
            .PUT(BodyPublishers.ofString("{\"value\": 53.0}"))
            .build());
  }

  /** Its defaults would open what it had closed. */
  @Test
  void anEmptyConfigurationIsALostOne() throws Exception {
    Path file = Files.createFile(folder.resolve("hub.yaml"));
    String lost = file + ": the file is empty, as after a power cut: ";
    Run check = Run.of("check", "-c", file.toString());
    assertEquals(Exit.WRONG_USAGE, check.exit());
    assertTrue(check.err().startsWith(lost), check.err());
    try (HubProcess hub =
        new HubProcess(
            Run.process("serve", "-c", file.toString()).directory(folder.toFile()), Map.of())) {
      assertEquals(Exit.WRONG_USAGE, hub.exit());
      assertTrue(hub.said().contains(lost), hub.said());
    }
    Files.writeString(file, "# all as it comes\n");
    assertEquals(Exit.DONE, Run.of("check", "-c", file.toString()).exit());
  }
}
