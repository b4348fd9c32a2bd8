package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sunherd.extract.Archive;
import io.sunherd.extract.Past;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.GuardedSite.People;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks for every answer that openapi.yaml describes, and holds each to it. The scenes belong
 * together: the last one tells what none of them has seen.
 */
@DisplayName("What openapi.yaml says of answers")
@ProcessTests
class AnswersAsDescribedTest {
  /** What no test can bring about: sixteen passwords of several addresses are being hashed. */
  private static final Set<String> NOT_SEEN =
      Set.of(
          "GET /api/v1/session 503 application/json", "POST /api/v1/logout 503 application/json");

  /** Where a mistake of the hub cannot be made up. */
  private static final String MISTAKE = " default application/json";

  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> scenes() throws Exception {
    Witness witness = new Witness(Contract.read());
    People people = People.in(folder);
    String url = "jdbc:sqlite:" + folder.resolve("history.db");
    Past.keep(url, "roof-1", 500);
    Past.keep(url, "roof-2", Past.DAY, 500, number -> Past.values(number * 2));
    Past.keep(url, "system", 500);
    // A row of today, too.
    ZoneId zone = ZoneId.systemDefault();
    long midnight = LocalDate.now(zone).atStartOfDay(zone).toEpochSecond();
    Past.keep(url, "roof-1", midnight, 1, Past::values);
    Archive archive = new Archive(url, Past.HUB);
    GateAnswers gate = new GateAnswers(witness, people, folder);
    RigAnswers rig = new RigAnswers(witness, people);
    HubAnswers hub = new HubAnswers(witness, people, folder);
    SetupAnswers setup = new SetupAnswers(witness, folder);
    Effects effects = new Effects(witness, people);
    return Stream.of(
        dynamicTest("strangers", gate::strangers),
        dynamicTest("guessers", gate::guessers),
        dynamicTest("no users file", gate::withoutUsers),
        dynamicTest("a users file that cannot be used", gate::withoutUsableUsers),
        dynamicTest("viewers and other sites", gate::viewersAndOtherSites),
        dynamicTest("login and logout", gate::inAndOut),
        dynamicTest("readings from memory", rig::readings),
        dynamicTest("/cmds, however ill the inverter is", rig::cmds),
        dynamicTest("bodies that are refused", rig::bodies),
        dynamicTest("settings that do not answer", rig::settings),
        dynamicTest("alarms", rig::alarms),
        dynamicTest("history", () -> rig.history(archive)),
        dynamicTest("the stream", rig::stream),
        dynamicTest("every parameter has an effect", () -> effects.tryAll(archive)),
        dynamicTest("every parameter is described", effects::areAllDescribed),
        dynamicTest("a hub with inverters", hub::well),
        dynamicTest("inverters that do not do as told", hub::disobeyed),
        dynamicTest("the daily budget", hub::overBudget),
        dynamicTest("inverters that are gone", hub::gone),
        dynamicTest("a new hub", setup::firstStart),
        dynamicTest("a hub of before on a new machine", setup::tookBack),
        dynamicTest("all that is described was seen", () -> isComplete(witness)));
  }

  private static void isComplete(Witness witness) {
    Set<String> unseen = new TreeSet<>(witness.unseen());
    unseen.removeIf(one -> one.endsWith(MISTAKE));
    assertEquals(new TreeSet<>(NOT_SEEN), unseen);
  }
}
