package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sunherd.line.Exit;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@ProcessTests
@DisplayName("The code of a hub that nobody has: in its log, in its file, by sunherd code")
class CodeLinesTest {
  private static final Pattern TOLD =
      Pattern.compile(
          "Set it up at (http://[0-9.]+:\\d+/) with the code ([A-Z2-9]{4}-[A-Z2-9]{4});");

  @TempDir private Path folder;

  private HubProcess hub() throws IOException {
    return new HubProcess(
        Run.process("serve", "-c", "hub.yaml").directory(folder.toFile()), Map.of());
  }

  private Run line(String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("code"));
    words.addAll(List.of(more));
    Process process = Run.process(words.toArray(String[]::new)).directory(folder.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private static HttpResponse<String> setUp(HubProcess hub, String code) throws Exception {
    return hub.send(
        hub.to("/api/v1/setup")
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", "192.0.2.7")
            .POST(
                BodyPublishers.ofString(
                    "{\"user\": \"ann\", \"password\": \"correct horse\", \"code\": \""
                        + code
                        + "\"}"))
            .build());
  }

  private static long times(HubProcess hub, String code) {
    return hub.said().lines().filter(line -> line.contains(code)).count();
  }

  @Test
  @DisplayName("from the first start until somebody has it")
  void untilClaimed() throws Exception {
    Files.writeString(folder.resolve("hub.yaml"), "http: {proxies: [127.0.0.1]}\n");
    Path file = folder.resolve("data/setup-code");
    Run early = line("-c", "hub.yaml");
    assertEquals(Exit.UNEXPECTED, early.exit());
    assertTrue(early.err().contains("the hub makes it when it starts"), early.err());
    assertFalse(Files.exists(file), "asking makes none");

    String code;
    try (HubProcess hub = hub()) {
      String url = hub.url();
      var told = hub.await(TOLD);
      code = told.group(2);
      assertEquals(url + "/", told.group(1));
      assertEquals(1, times(hub, code), hub.said());
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      Run asked = line("-c", "hub.yaml");
      assertEquals(new Run(Exit.DONE, code + System.lineSeparator(), ""), asked);
      hub.end();
    }
    try (HubProcess hub = hub()) {
      assertEquals(code, hub.await(TOLD).group(2), "the next start has the same");
      assertEquals(1, times(hub, code), hub.said());
      assertEquals(403, setUp(hub, "ACDE-FGHJ").statusCode());
      assertEquals(200, setUp(hub, code).statusCode());
      assertEquals(new Run(Exit.DONE, "", ""), line("-c", "hub.yaml"));
      hub.end();
    }
    assertFalse(Files.exists(file), "it is gone");
    try (HubProcess hub = hub()) {
      assertEquals(200, hub.send(hub.to("/health/live").build()).statusCode());
      assertFalse(hub.said().contains("belongs to nobody"), hub.said());
    }
  }

  private static boolean isNeeded(HubProcess hub, String page) throws Exception {
    HttpRequest asked = HttpRequest.newBuilder(URI.create(page + "api/v1/session")).build();
    return new JsonObject(hub.send(asked).body()).getBoolean("code_needed");
  }

  @Test
  @DisplayName("at all addresses: the log names one that needs it; the loopback's needs none")
  void allAddresses() throws Exception {
    Files.writeString(folder.resolve("hub.yaml"), "http: {host: 0.0.0.0}\n");
    try (HubProcess hub = hub()) {
      String page = hub.await(TOLD).group(1);
      assertFalse(isNeeded(hub, page.replaceFirst("//[0-9.]+", "//127.0.0.1")));
      assertFalse(isNeeded(hub, page.replaceFirst("//[0-9.]+", "//localhost")));
      assumeFalse(page.contains("//127.0.0.1"), "this machine has no network");
      assertTrue(isNeeded(hub, page));
    }
  }

  @Test
  @DisplayName("inverters in the file are a claim, also while the hub runs, and without users")
  void invertersClaim() throws Exception {
    Files.createDirectory(folder.resolve("conf"));
    Path usual = folder.resolve("conf/hub.yaml");
    Path file = folder.resolve("data/setup-code");
    ProcessBuilder builder = Run.process("serve").directory(folder.toFile());
    try (HubProcess hub = new HubProcess(builder, Map.of())) {
      String code = hub.await(TOLD).group(2);
      assertEquals(code + System.lineSeparator(), line().out(), "without a file, as the hub");
      Files.writeString(usual, "inverters: [{id: roof-1, device: 'sim:parallel-1'}]\n");
      hub.await(Pattern.compile("roof-1: online"));
      assertEquals(new Run(Exit.DONE, "", ""), line());
      assertEquals(409, setUp(hub, code).statusCode());
      hub.end();
    }
    assertFalse(Files.exists(file), "it is gone");
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertTrue(left.noneMatch(one -> one.toString().contains("setup-code")));
    }
  }
}
