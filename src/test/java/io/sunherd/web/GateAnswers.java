package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.web.Contract.Operation;
import io.sunherd.web.GuardedSite.People;
import io.sunherd.web.Rig.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the gate and the way in and out answer, at every route. */
final class GateAnswers {
  private static final String LOGIN = "/api/v1/login";
  private static final String LOGOUT = "/api/v1/logout";
  private static final String SESSION = "/api/v1/session";
  private static final String SETUP = "/api/v1/setup";

  /** Open to all, but not to a wrong proof. */
  private static final List<String> WITH_ANY_PROOF = List.of(LOGOUT, SESSION);

  private final Witness witness;
  private final People people;
  private final Path folder;

  GateAnswers(Witness witness, People people, Path folder) {
    this.witness = witness;
    this.people = people;
    this.folder = folder;
  }

  private List<Operation> with(String status) {
    return witness.contract().operations().stream()
        .filter(one -> one.json().getJsonObject("responses").containsKey(status))
        .toList();
  }

  void strangers() {
    try (GuardedSite house = new GuardedSite(people.file(), true)) {
      Asker nobody = new Asker(witness, house.rig);
      for (Operation operation : with("401")) {
        if (operation.path().equals(LOGIN)) {
          nobody.post(401, LOGIN, "{\"user\": \"ann\", \"password\": \"wrong\"}");
        } else if (WITH_ANY_PROOF.contains(operation.path())) {
          nobody.and("Authorization", "Digest x").example(401, operation);
        } else {
          Answer basic = nobody.example(401, operation);
          assertTrue(basic.headers().get("www-authenticate").startsWith("Basic"));
          Answer page = nobody.and("X-Requested-With", "page").example(401, operation);
          assertTrue(page.headers().get("www-authenticate").startsWith("Bearer"));
        }
      }
    }
  }

  void guessers() {
    try (GuardedSite house = new GuardedSite(people.file(), true)) {
      Asker guesser = new Asker(witness, house.rig).with(GuardedSite.basic("ann", "wrong"));
      for (int i = 0; i < 5; i++) {
        guesser.get(401, SESSION);
      }
      for (Operation operation : with("429")) {
        if (operation.path().equals(SETUP)) {
          continue; // of a hub that nobody has: see SetupAnswers
        }
        Answer answer = guesser.example(429, operation);
        assertTrue(answer.headers().contains("retry-after"), operation.name());
      }
    }
  }

  void withoutUsers() {
    try (GuardedSite house = new GuardedSite(folder.resolve("no-users"), true)) {
      Asker nobody = new Asker(witness, house.rig);
      for (Operation operation : with("403")) {
        boolean isOpen = operation.path().equals(LOGOUT) || operation.path().equals(SETUP);
        (isOpen ? nobody.and("Origin", "https://evil.example") : nobody).example(403, operation);
      }
    }
  }

  void withoutUsableUsers() throws IOException {
    Path bad = folder.resolve("bad-users");
    Files.writeString(bad, "nonsense\n");
    try (GuardedSite house = new GuardedSite(bad, true)) {
      Asker nobody = new Asker(witness, house.rig);
      for (Operation operation : with("503")) {
        if (!WITH_ANY_PROOF.contains(operation.path())) {
          nobody.example(503, operation);
        }
      }
    }
  }

  void viewersAndOtherSites() {
    try (GuardedSite house = new GuardedSite(people.file(), false)) {
      Asker nobody = new Asker(witness, house.rig);
      Asker vic = nobody.with(GuardedSite.bearer(people.vicsToken()));
      Asker site =
          nobody
              .with(GuardedSite.basic("ann", GuardedSite.PASSWORD))
              .and("Origin", "https://evil.x");
      Answer login = nobody.post(200, LOGIN, login(GuardedSite.PASSWORD));
      Asker forged = nobody.with(GuardedSite.cookie(login));
      for (Operation operation : with("413")) {
        if (!operation.path().equals(LOGIN) && !operation.path().equals(SETUP)) {
          vic.example(403, operation);
          site.example(403, operation);
          forged.example(403, operation);
        }
      }
    }
  }

  void inAndOut() {
    try (GuardedSite house = new GuardedSite(people.file(), false)) {
      Asker nobody = new Asker(witness, house.rig);
      nobody.get(200, SESSION);
      Answer login = nobody.post(200, LOGIN, login(GuardedSite.PASSWORD));
      nobody.with(GuardedSite.cookie(login)).get(200, SESSION);
      nobody.with(GuardedSite.page(login)).post(200, LOGOUT, "");
      nobody.post(400, LOGIN, "{\"user\": \"ann\"}");
      nobody.with(Map.of("Origin", "https://evil.example")).post(403, LOGIN, login("x"));
    }
  }

  private static String login(String password) {
    return "{\"user\": \"ann\", \"password\": \"" + password + "\"}";
  }
}
