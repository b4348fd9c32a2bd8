package io.sunherd.web;

import io.sunherd.LiveHub;
import io.sunherd.backup.OldHub;
import io.sunherd.web.Rig.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a hub answers from its first start to its first inverters, and when they change. */
final class SetupAnswers {
  private static final String CONFIG = "/api/v1/config";
  private static final String SCAN = "/api/v1/scan";
  private static final String RESTORE = "/api/v1/restore";
  private static final String SETUP = "/api/v1/setup";
  private static final String ANN = "{\"user\": \"ann\", \"password\": \"correct horse\"}";

  private static final String ONE =
      "[{\"id\": \"roof-1\", \"device\": \"sim:parallel-1\", \"poll\": {\"status\": \"1s\"}}]";

  private final Witness witness;
  private final Path folder;

  SetupAnswers(Witness witness, Path folder) {
    this.witness = witness;
    this.folder = folder;
  }

  void firstStart() throws Exception {
    Path home = Files.createDirectory(folder.resolve("new"));
    try (LiveHub live =
        new LiveHub(
            home,
            "http: {host: 127.0.0.1, port: 0, proxies: [127.0.0.1]}\ninverters: []\n",
            List::of)) {
      Asker nobody = new Asker(witness, live.hub.url(), Map.of());
      Asker there = nobody.and("X-Forwarded-For", "192.0.2.7");
      there.get(200, "/api/v1/session");
      there.get(403, CONFIG);
      there.post(403, SCAN, "");
      there.post(403, SETUP, ANN);
      for (int i = 0; i < 5; i++) {
        there.post(403, SETUP, ANN.replace("}", ", \"code\": \"ACDE-FGHJ\"}"));
      }
      there.post(429, SETUP, ANN.replace("}", ", \"code\": \"ACDE-FGHJ\"}"));
      nobody.get(200, "/api/v1/session");
      nobody.post(200, SCAN, "{\"devices\": [\"sim:parallel-1\", \"serial:/dev/no-such-port\"]}");
      nobody.post(400, SCAN, "{\"devices\": [\"nonsense\"]}");
      nobody.and("Origin", "https://evil.example").post(403, SCAN, "");
      nobody.and("Origin", "https://evil.example").post(403, SETUP, ANN);
      nobody.and("Origin", "https://evil.example").post(403, RESTORE, "PK");
      nobody.post(400, RESTORE, "PK");
      nobody.post(400, SETUP, ANN.replace("correct horse", "short"));
      Answer welcome = nobody.post(200, SETUP, ANN);
      nobody.post(409, SETUP, ANN);
      Asker ann = nobody.with(GuardedSite.page(welcome));
      ann.put(200, CONFIG, "{\"inverters\": " + ONE + ", \"dry_run\": true}");
      ann.put(200, CONFIG, "{\"inverters\": " + ONE + "}");
      nobody.post(401, RESTORE, "PK");
      ann.post(409, RESTORE, "PK");
      ann.put(400, CONFIG, "{\"inverters\": [{\"id\": \"Roof 1\"}]}");
      ann.put(409, CONFIG, "{\"inverters\": [], \"version\": \"another\"}");
      nobody.get(200, CONFIG);
      ann.post(200, SCAN, "");
      int mark = live.hub.now();
      live.write("nonsense: 1\n");
      live.await(mark, state -> !state.mistakes().isEmpty());
      nobody.get(200, CONFIG);
    }
  }

  void tookBack() throws Exception {
    Path kept = OldHub.backup(Files.createDirectory(folder.resolve("old")));
    Path home = Files.createDirectory(folder.resolve("restored"));
    try (LiveHub live =
        new LiveHub(home, "http: {host: 127.0.0.1, port: 0}\ninverters: []\n", List::of)) {
      Asker nobody = new Asker(witness, live.hub.url(), Map.of());
      nobody.post(200, RESTORE, Files.readAllBytes(kept));
    }
  }
}
