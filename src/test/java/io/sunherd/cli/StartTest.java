package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.line.Exit;
import io.sunherd.suite.ProcessTests;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start does no more than it has to: what is slow is loaded when somebody wants it. */
@Timeout(120)
@ProcessTests
class StartTest {
  @TempDir private Path folder;

  private HubProcess hub(String... words) throws Exception {
    return hub("INFO", words);
  }

  private HubProcess hub(String level, String[] words) throws Exception {
    Files.writeString(
        folder.resolve("hub.yaml"), "inverters: [{id: roof-1, device: 'sim:parallel-1'}]\n");
    ProcessBuilder builder = Run.process(words).directory(folder.toFile());
    return new HubProcess(
        builder, Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load", "SUNHERD_LOG", level));
  }

  @Test
  @DisplayName("needs neither the whole command line nor the mapper of objects nor a makeshift log")
  void loadsLittle() throws Exception {
    try (HubProcess hub = hub("serve", "-c", "hub.yaml")) {
      assertEquals(200, hub.get("/health/live").statusCode());
      hub.part("inverter roof-1", "ok"::equals);
      hub.part("history", "ok"::equals);
      String said = hub.said();
      assertTrue(said.contains("io.sunherd.web.WebVerticle "));
      assertFalse(said.contains("SLF4J("), said);
      assertFalse(said.contains("picocli.CommandLine "));
      assertFalse(said.contains("com.fasterxml.jackson.databind.ObjectMapper "));
      // That a simulated inverter is known needs its name, not the tables of all.
      List<String> lines = said.lines().toList();
      assertTrue(
          index(lines, "io.sunherd.sim.Profiles ") > index(lines, "io.sunherd.web.WebVerticle "));
    }
  }

  @Test
  @DisplayName(
      "loads what a first request needs once all parts have reported, beside the event loop")
  void warmsUpAfterwards() throws Exception {
    Files.createDirectories(folder.resolve("conf"));
    QuickUsers.put(
        UsersFile.load(folder.resolve("conf/users")),
        "ann",
        Role.OPERATOR,
        "correct horse".toCharArray());
    try (HubProcess hub = hub("DEBUG", new String[] {"serve", "-c", "hub.yaml"})) {
      hub.await(Pattern.compile("What is asked first has been loaded"));
      List<String> loaded = hub.said().lines().toList();
      int last = index(loaded, "io.sunherd.inverter.InverterVerticle ");
      assertTrue(index(loaded, "io.sunherd.web.WarmUp ") > last, "a part is not there yet");
      for (String late :
          List.of("io.sunherd.request.StrictJson ", "com.sun.crypto.provider.HmacCore ")) {
        assertTrue(index(loaded, late) > index(loaded, "io.sunherd.web.WarmUp "), late);
      }
      int before = hub.said().length();
      HttpRequest login =
          hub.to("/api/v1/login")
              .POST(BodyPublishers.ofString("{\"user\": \"ann\", \"password\": \"x\"}"))
              .build();
      assertEquals(401, hub.send(login).statusCode());
      assertEquals(
          List.of(),
          hub.said()
              .substring(before)
              .lines()
              .filter(line -> line.matches(".* (com\\.fasterxml|.*HmacSHA256).*"))
              .toList());
    }
  }

  private static int index(List<String> lines, String text) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i;
      }
    }
    throw new AssertionError(text + " is not in " + lines);
  }

  @ParameterizedTest
  @DisplayName("reads every spelling of its line")
  @ValueSource(strings = {"-c hub.yaml", "--config hub.yaml", "--config=hub.yaml", "-chub.yaml"})
  void readsItsLine(String options) throws Exception {
    try (HubProcess hub = hub(("serve " + options).split(" "))) {
      hub.await(Pattern.compile("Sunherd serves 1 inverter on "));
    }
  }

  @ParameterizedTest
  @DisplayName("refuses a line that is none, and tells what there is")
  @ValueSource(strings = {"-c", "-c hub.yaml more", "--nonsense", "-c --help"})
  void refusesOthers(String options) throws Exception {
    try (HubProcess hub = hub(("serve " + options).split(" "))) {
      assertEquals(Exit.WRONG_USAGE, hub.exit());
      assertTrue(hub.said().contains("See sunherd serve --help."), hub.said());
    }
  }

  @Test
  @DisplayName("tells all mistakes of a file and ends")
  void tellsMistakes() throws Exception {
    try (HubProcess hub = hub("serve", "-c", "none.yaml")) {
      assertEquals(Exit.WRONG_USAGE, hub.exit());
      assertTrue(hub.said().contains("none.yaml: there is no such file"), hub.said());
    }
  }
}
