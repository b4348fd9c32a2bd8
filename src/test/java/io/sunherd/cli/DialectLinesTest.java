package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.ForeignPort;
import io.sunherd.SimulatedUnits;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One-shot lines find out what a unit speaks, and speak it. */
@Timeout(60)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class DialectLinesTest {
  @TempDir private Path directory;
  private final List<ForeignPort> ports = new ArrayList<>();

  @AfterEach
  void pullOut() {
    ports.forEach(ForeignPort::close);
  }

  private ForeignAnswers plug(ForeignAnswers unit) throws Exception {
    ports.add(new ForeignPort(directory.resolve("unit-1"), unit));
    return unit;
  }

  private static ForeignAnswers unit(String family) {
    return switch (family) {
      case "pi18" -> ForeignAnswers.pi18();
      case "pi17" -> ForeignAnswers.pi17();
      case "pi16" -> ForeignAnswers.pi16();
      default -> ForeignAnswers.pi30();
    };
  }

  private Run run(String rest) {
    return asked("--serial -d " + directory.resolve("unit-1") + " " + rest);
  }

  private static void prints(String text, Run run) {
    assertEquals(new Run(0, text + System.lineSeparator(), ""), run);
  }

  private static void isWrong(String sentence, Run run) {
    assertEquals(2, run.exit(), run.out() + run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains(sentence), run.err());
  }

  private static void refuses(String word, Run run) {
    assertEquals(3, run.exit(), run.out() + run.err());
    assertEquals(word, run.out().strip());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @ParameterizedTest
  @CsvSource({"--status, QPIGS", "--op-mode, QMOD", "--status --json, QPIGS", "--cmd QPIRI, QPIRI"})
  void aPi30UnitIsAskedNothingElse(String line, String asked) throws Exception {
    ForeignAnswers unit = plug(ForeignAnswers.pi30());
    assertEquals(List.of(asked), heard(line, "unit-1", unit::heard));
    try (Simulation units = SimulatedUnits.onTerminals(1, directory.resolve("sim"), "hs-3000")) {
      assertEquals(List.of(asked), heard(line, "sim/unit-1", () -> units.heard(1)));
    }
  }

  /** What a unit hears; once more where this machine was too busy for it to answer in time. */
  private List<String> heard(String line, String name, Supplier<List<String>> all) {
    List<String> heard = List.of();
    for (int tries = 0; tries < 5 && heard.size() != 1; tries++) {
      int before = all.get().size();
      Run run = asked("--serial -d " + directory.resolve(name) + " " + line);
      assertEquals(0, run.exit(), run.err());
      heard = all.get().subList(before, all.get().size());
    }
    return heard;
  }

  @ParameterizedTest
  @ValueSource(strings = {"PBFT -v 53.0", "MCHGC -v 010", "PEa", "POP -v 02", "PBT -v 02"})
  void aSettingThatOnlyPi30HasIsTheOnlyThingSent(String line) throws Exception {
    String text = line.replace(" -v ", "");
    ForeignAnswers unit = plug(ForeignAnswers.pi30().takes(text));
    prints("(ACK", run("--cmd " + line));
    assertEquals(List.of(text), unit.heard());
  }

  @ParameterizedTest
  @CsvSource({
    "pi18, NAK",
    "pi18, ^0",
    "pi18, nothing",
    "pi17, ^0",
    "pi17, nothing",
    "pi16, NAK",
    "pi16, nothing"
  })
  void theStatusOfAnyUnit(String family, String toStrangers) throws Exception {
    plug(unit(family).toStrangers(word(toStrangers)));
    Run raw = run("--status");
    assertEquals(0, raw.exit(), raw.err());
    assertTrue(raw.out().startsWith(family.equals("pi16") ? "(224.6 " : "^D1"), raw.out());
    JsonObject json = new JsonObject(run("--status --json").out());
    assertTrue(json.getDouble("batt_volt") > 50, json::encode);
    JsonObject mode = new JsonObject(run("--op-mode -f json").out());
    assertTrue(mode.containsKey("mode"), mode::encode);
  }

  private static byte[] word(String name) {
    return switch (name) {
      case "NAK" -> ForeignAnswers.NAK;
      case "bare NAK" -> ForeignAnswers.BARE_NAK;
      case "^0" -> ForeignAnswers.CARET_NO;
      default -> ForeignAnswers.SILENCE;
    };
  }

  @Test
  void aModeThatPi30DoesNotHaveIsReadAsTheUnitMeansIt() throws Exception {
    plug(
        ForeignAnswers.pi16()
            .says("QPI+", ForeignAnswers.sealed("(PI16"))
            .says("QMOD+", ForeignAnswers.sealed("(G")));
    prints("(G", run("--op-mode"));
    JsonObject mode = new JsonObject(run("--op-mode --json").out());
    assertTrue(!mode.getString("mode").equals("00"), mode::encode);
  }

  @Test
  void aUnitThatSaysPi30AndSpeaksPi18IsAskedInPi18() throws Exception {
    ForeignAnswers unit =
        plug(ForeignAnswers.pi18().says("QPI", ForeignAnswers.sealed("(PI30")).takes("POP1"));
    assertTrue(run("--status").out().startsWith("^D106"));
    prints("^1", run("--cmd POP -v 1"));
    assertEquals(Set.of("POP1"), unit.taken());
  }

  @ParameterizedTest
  @CsvSource({"PI ID GS MOD PIRI, ''", "GS, ''", "PI ID GS MOD PIRI, --protocol pi18"})
  void aUnitThatWantsNoChecksumIsAskedWithout(String texts, String protocol) throws Exception {
    for (byte[] otherwise :
        List.of(ForeignAnswers.CARET_NO, ForeignAnswers.sealed("^D1062312,500,2312"))) {
      ForeignAnswers unit =
          ForeignAnswers.pi18().bare(otherwise, texts.split(" ", -1)).takes("POP1");
      Path place = directory.resolve("unit" + ports.size());
      ports.add(new ForeignPort(place, unit));
      String line = ("--serial -d " + place + " " + protocol).strip();
      Run run = asked(line + " --status --json");
      assertEquals(0, run.exit(), run.err() + unit.heard());
      assertEquals(51.8, new JsonObject(run.out()).getDouble("batt_volt"));
      prints("^1", asked(line + " --cmd POP -v 1"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pi18 | POP -v 1         | ^S007POP1",
        "pi18 | MCHGC -v 0,030   | ^S013MCHGC0,030",
        "pi18 | MCHGV -v 552,540 | ^S015MCHGV552,540",
        "pi18 | PEA              | ^S006PEA",
        "pi18 | LON -v 1         | ^S007LON1",
        "pi18 | ACCT -v 0800,1000| ^S016ACCT0800,1000",
        "pi18 | ^S007POP1        | ^S007POP1",
        "pi18 | F50              | ^S006F50",
        "pi18 | DAT -v 261129210000 | ^S018DAT261129210000",
        "pi17 | MCHGC -v 0300    | ^S010MCHGC0300",
        "pi17 | SEP -v 01        | ^S006SEP01",
        "pi17 | EDB1             | ^S005EDB1",
        "pi17 | GPMP -v 005000   | ^S011GPMP005000",
        "pi17 | ^S006SEP01       | ^S006SEP01",
        "pi16 | MCHGC -v 30.0    | MCHGC30.0",
        "pi16 | ENFA1            | ENFA1",
        "pi16 | OFFC -v 00.0     | OFFC00.0",
      })
  void aSettingGoesInTheFormOfTheDialect(String family, String line, String sent) throws Exception {
    String text = sent.replaceFirst("^\\^S\\d{3}", "");
    for (String protocol : List.of("", " --protocol " + family)) {
      Path place = directory.resolve("unit" + protocol.length());
      ForeignAnswers unit = unit(family).takes(text);
      ports.add(new ForeignPort(place, unit));
      Run run = asked("--serial -d " + place + protocol + " --cmd " + line);
      prints(family.equals("pi16") ? "(ACK" : "^1", run);
      assertEquals(1, unit.heard().stream().filter(sent::equals).count(), unit.heard()::toString);
      assertEquals(Set.of(text), unit.taken());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pi18, MCHGC -v 0;999, ^0",
    "pi17, MCHGC -v 9999, ^0",
    "pi16, MCHGC -v 99.9, (NAK",
    "pi18, EY2019, ^0"
  })
  void aRefusalIsPrintedAsSent(String family, String line, String word) throws Exception {
    plug(unit(family));
    refuses(word, run("--cmd " + line.replace(';', ',')));
  }

  @Test
  void aPi30SettingIsNoneOfAUnitThatSpeaksPi18() throws Exception {
    ForeignAnswers unit = plug(ForeignAnswers.pi18().toStrangers(ForeignAnswers.CARET_NO));
    isWrong("PBFT53.0 is no inquiry and no setting of PI18", run("--cmd PBFT -v 53.0"));
    assertEquals(Set.of(), unit.taken());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pi18 | GS -v 1   | GS is an inquiry",
        "pi18 | PS        | PS is",
        "pi18 | QPIGS     | QPIGS is",
        "pi18 | EY        | EY is an inquiry",
        "pi18 | POP       | POP is a setting",
        "pi18 | XYZ       | XYZ is",
        "pi18 | ^S005GS   | GS is an inquiry",
        "pi18 | ^P007POP1 | POP1 is a setting",
        "pi17 | PS -v 1   | PS is an inquiry",
        "pi17 | SEP       | SEP is a setting",
        "pi30 | ^P005GS   | speaks PI30",
        "pi30 | QPIGS -v 1 | QPIGS is an inquiry of PI30",
        "pi30 | QMOD -v 0 | takes no value",
        "pi30 | QPGS -v x | it wants its parallel number",
        "pi16 | QPIGS -v 1 | QPIGS is an inquiry of PI",
        "pi16 | QID -v 7  | QID is an inquiry of PI",
      })
  void anInquiryIsNotSentAsASettingNorTheOtherWayRound(String family, String line, String sentence)
      throws Exception {
    ForeignAnswers unit = plug(unit(family));
    isWrong(sentence, run("--cmd " + line));
    assertTrue(
        unit.heard().stream()
            .noneMatch(
                text ->
                    text.startsWith("^S")
                        || (line.contains(" -v ") && text.equals(line.replace(" -v ", "")))),
        unit.heard()::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "pi30, PF, PF",
    "pi30, RTEY, RTEY",
    "pi30, RTDL, RTDL",
    "pi18, PF, ^S005PF",
    "pi18, CLE, ^S006CLE",
    "pi18, ^S006CLE, ^S006CLE",
    "pi18, ID -v 1492932004102450000000, ^S027ID1492932004102450000000",
    "pi17, PF, ^S003PF",
    "pi16, PF, PF",
    "pi30, P -v F, PF",
  })
  void whatErasesIsSentOnlyIfItIsConfirmed(String family, String line, String sent)
      throws Exception {
    String text = sent.replaceFirst("^\\^S\\d{3}", "");
    ForeignAnswers unit = plug(unit(family).takes(text));
    isWrong("--confirm", run("--cmd " + line));
    isWrong("--confirm", run("--protocol " + family + " --cmd " + line));
    assertEquals(List.of(), unit.heard());
    Run run = run("--confirm --cmd " + line);
    assertEquals(0, run.exit(), run.err());
    assertEquals(Set.of(text), unit.taken());
    assertEquals(1, unit.heard().stream().filter(sent::equals).count(), unit.heard()::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PF -v 1", "CLE -v 0", "RTEY -v 2026", "^S006PF1", "PF1"})
  void whatErasesDoesSoWithAValueBehindItToo(String line) throws Exception {
    ForeignAnswers unit = plug(unit("pi18"));
    isWrong("--confirm", run("--cmd " + line));
    assertEquals(List.of(), unit.heard());
  }

  @ParameterizedTest
  @ValueSource(strings = {"infinisolar-v", "lv5048"})
  void aSimulatedPi18UnitIsReadAndSet(String profile) throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(1, directory.resolve("sim"), profile)) {
      String line = "--serial -d " + directory.resolve("sim/unit-1") + " ";
      assertTrue(asked(line + "--status").out().startsWith("^D106"));
      prints("^1", asked(line + "--cmd POP -v 0"));
      String first = new JsonObject(asked(line + "--cmd PIRI --json").out()).encode();
      prints("^1", asked(line + "--cmd POP -v 1"));
      JsonObject settings = new JsonObject(asked(line + "--cmd PIRI --json").out());
      assertTrue(!settings.encode().equals(first), settings::encode);
      refuses("^0", asked(line + "--cmd POP -v 9"));
      isWrong("--confirm", asked(line + "--cmd PF"));
      prints("^1", asked(line + "--confirm --cmd PF"));
      assertTrue(units.heard(1).contains("^S007POP1"), units.heard(1)::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"infinisolar-10k", "infinisolar-3p"})
  void aSimulatedPi17UnitIsReadAndSet(String profile) throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(1, directory.resolve("sim"), profile)) {
      String line = "--serial -d " + directory.resolve("sim/unit-1") + " ";
      JsonObject status = new JsonObject(asked(line + "--cmd status --json").out());
      assertTrue(status.encode().contains("grid_watts"), status::encode);
      prints("^1", asked(line + "--cmd SEP -v 02"));
      String first = asked(line + "--cmd HECS --json").out();
      prints("^1", asked(line + "--cmd SEP -v 00"));
      assertTrue(!asked(line + "--cmd HECS --json").out().equals(first), first);
      refuses("^0", asked(line + "--cmd SEP -v 09"));
      prints("^1", asked(line + "--cmd BATDV -v 0430,0470,0450,0490"));
      String battery = asked(line + "--cmd BATS").out();
      assertTrue(battery.contains("0430,0470,0450,0490"), battery);
      assertTrue(
          units.heard(1).contains("^S025BATDV0430,0470,0450,0490"), units.heard(1)::toString);
    }
  }

  @Test
  void helpSaysSo() {
    String help = asked("--help").out().replaceAll("\\s+", " ");
    assertTrue(help.contains("PF, CLE"), help);
    assertTrue(help.contains("Default: auto") || help.contains("(default: auto"), help);
  }

  /**
   * A line carried out. Where a hub of another test, in another process, looks for its unit at the
   * number of a terminal that is this one's by now, the device is held for a moment.
   */
  private static Run asked(String line) {
    Run run = Run.of(line);
    while (run.err().contains(" is held by process ")) {
      Respite.take();
      run = Run.of(line);
    }
    return run;
  }
}
