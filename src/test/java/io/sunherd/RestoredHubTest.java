package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.backup.OldHub;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A new hub that takes a backup back while it runs. */
@Timeout(60)
@ProcessTests
class RestoredHubTest {
  @TempDir private Path folder;

  private static HttpResponse<String> send(LiveHub live, byte[] body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(live.hub.url() + "/api/v1/restore"))
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());
  }

  private static List<String> names(Path in) throws Exception {
    try (Stream<Path> all = Files.list(in)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("history.db") && !name.equals("hub-id"))
          .filter(name -> !name.equals("setup-code"))
          .sorted()
          .toList();
    }
  }

  @Test
  void goesOnWithTheConfigurationInIt() throws Exception {
    byte[] kept = Files.readAllBytes(OldHub.backup(Files.createDirectory(folder.resolve("old"))));
    Path home = Files.createDirectory(folder.resolve("new"));
    try (LiveHub live =
        new LiveHub(home, "http: {host: 127.0.0.1, port: 0}\ninverters: []\n", List::of)) {
      byte[] broken = kept.clone();
      broken[100] ^= 1;
      HttpResponse<String> refused = send(live, broken);
      assertEquals(400, refused.statusCode(), refused.body());
      assertTrue(refused.body().contains("The file is broken"), refused.body());
      assertEquals(List.of("hub.yaml"), names(home));

      int mark = live.hub.now();
      HttpResponse<String> taken = send(live, kept);
      assertEquals(200, taken.statusCode(), taken.body());
      JsonObject told = new JsonObject(taken.body());
      assertEquals(1, told.getInteger("inverters"));
      live.await(mark, state -> state.version().equals(told.getString("version")));
      assertEquals(
          "shed-1", live.config().getJsonArray("inverters").getJsonObject(0).getString("id"));
      assertTrue(Files.readString(live.file).startsWith("# The old machine."));
      assertTrue(
          Files.exists(home.resolve("restored/audit.jsonl")),
          names(home).toString()); // for the hub has files there
      assertEquals(403, send(live, kept).statusCode()); // it is nobody's no more
      assertTrue(names(home).stream().noneMatch(name -> name.endsWith(".part")));
    }
  }
}
