package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.suite.ProcessTests;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the short way understands is what the whole command line understands. */
@DisplayName("A one-shot line")
@ProcessTests
class ShortLineTest {
  private static final String DEVICE = "--serial -d /dev/ttyNOWHERE0 ";

  /** The short way, where it takes the line; the exit code of one that it leaves is -1. */
  private static Run shortly(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    OptionalInt exit =
        ShortLine.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new Run(exit.orElse(-1), out.toString(), err.toString());
  }

  private static SeedOptions wholly(String... words) {
    SeedOptions options = new SeedOptions();
    new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAllowSubcommandsAsOptionParameters(true)
        .parseArgs(words);
    return options;
  }

  static Stream<String> usual() {
    return Stream.of(
            "--status",
            "--status --json",
            "--json --status",
            "--status -f json",
            "--status -f JSON",
            "--status --format raw",
            "--status --json -f raw",
            "--op-mode",
            "--op-mode --json --verbose",
            "--status --op-mode",
            "--status --cmd QMOD",
            "--cmd QPIGS",
            "--cmd QPGS1 --json",
            "--cmd PBFT -v 53.0",
            "--cmd PBFT --value 53.0 -s 8",
            "--cmd MCHGC -v 010 --size 08",
            "--cmd settings",
            "--cmd ^P005GS",
            "--cmd PF --confirm",
            "--cmd POP -v 1 --protocol pi18",
            "--cmd DAT -v 260101000000",
            "--protocol auto --status",
            "--protocol PI30 --status",
            "--protocol pi99 --status",
            "-d /dev/ttyNOWHERE1 --status",
            "--device /dev/serve --status",
            "-d a/b:c=d,e --status")
        .flatMap(
            deed ->
                Stream.of("--serial", "--usb")
                    .flatMap(
                        kind ->
                            Stream.of(
                                kind + " -d /dev/ttyNOWHERE0 " + deed,
                                deed + " --device /dev/ttyNOWHERE0 " + kind)));
  }

  @Test
  @DisplayName("is asked the same, and told the same")
  void usualLines() {
    assertAll(
        usual()
            .map(
                line ->
                    () -> {
                      String[] words = line.split(" ");
                      SeedOptions options = ShortLine.read(words);
                      assertEquals(
                          wholly(words).question(),
                          options == null ? null : options.question(),
                          line);
                      assertEquals(wholly(words).confirm, options.confirm, line);
                    }));
    for (String line :
        List.of("--status --json", "--cmd PBFT -v 53.0", "--status --protocol pi99", "--op-mode")) {
      String[] words = (DEVICE + line + " -d /dev/ttyNOWHERE1").split(" ");
      assertEquals(Run.of(words), shortly(words), line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "--version",
        "-V",
        "serve",
        "serve -c x.yaml",
        "scan",
        "SCAN --json",
        "--status",
        "--serial --status",
        "-d /dev/ttyNOWHERE0 --status",
        "--serial --usb -d /dev/ttyNOWHERE0 --status",
        "--serial -d /dev/ttyNOWHERE0",
        "--serial -d",
        "--serial -d --status",
        "--serial -d /dev/ttyNOWHERE0 --cmd",
        "--serial -d /dev/ttyNOWHERE0 --cmd -v",
        "--serial -d /dev/ttyNOWHERE0 --status -v 5",
        "--serial -d /dev/ttyNOWHERE0 --status -s 8",
        "--serial -d /dev/ttyNOWHERE0 --status --json=maybe",
        "--serial -d /dev/ttyNOWHERE0 --status --status",
        "--serial -d /dev/ttyNOWHERE0 --status --serial",
        "--serial -d /dev/ttyNOWHERE0 --cmd QMOD --cmd QPIGS",
        "--serial -d /dev/ttyNOWHERE0 --cmd PBFT -v 1 --value 2",
        "--serial -d /dev/ttyNOWHERE0 --cmd PBFT -v 1 -s eight",
        "--serial -d /dev/ttyNOWHERE0 --cmd PBFT -v 1 -s 8 -s 8",
        "--serial -d /dev/ttyNOWHERE0 --cmd PBFT -v 1 -s 99999999999",
        "--serial -d /dev/ttyNOWHERE0 --status -f xml",
        "--serial -d /dev/ttyNOWHERE0 --status -f json -f json",
        "--serial -d /dev/ttyNOWHERE0 --status --protocol pi30 --protocol auto",
        "--serial -d /dev/ttyNOWHERE0 --status --confirm",
        "--serial -d /dev/ttyNOWHERE0 --cmd PF",
        "--serial -d /dev/ttyNOWHERE0 --cmd RTEY",
        "--serial -d /dev/ttyNOWHERE0 --status --daemon",
        "--serial -d /dev/ttyNOWHERE0 --status --col x",
        "--serial -d /dev/ttyNOWHERE0 --status --inverter a",
        "--serial -d /dev/ttyNOWHERE0 --status --hub http://127.0.0.1:1",
        "--serial -d /dev/ttyNOWHERE0 --status more",
        "--serial -d /dev/ttyNOWHERE0 --stats",
        "--serial -d @/dev/null --status",
        "--tcp -d nowhere --status",
        "--tcp -d nowhere:99999 --status",
        "--serial -d /dev/ttyNOWHERE0 --cmd"
            + " AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "--status --json --serial -d  ",
      })
  @DisplayName("that is wrong, or asks for something else, is left to the whole command line")
  void others(String line) {
    assertEquals(new Run(-1, "", ""), shortly(line.split(" ", -1)), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--serial --device=/dev/ttyNOWHERE0 --status",
        "--serial -d/dev/ttyNOWHERE0 --status",
        "--serial -d=/dev/ttyNOWHERE0 --status",
        "--serial -d $HOME --status",
        "--serial -d \"/dev/ttyNOWHERE0\" --status",
        "--serial -d /dev/tty\u00e9 --status",
        "--serial -d /dev/ttyNOWHERE0 --status --",
      })
  @DisplayName("that is right, in a spelling that may mean more, is left as well")
  void spellings(String line) {
    assertEquals(new Run(-1, "", ""), shortly(line.split(" ")), line);
  }
}
