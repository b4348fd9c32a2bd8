package io.sunherd.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A command line that was carried out: its exit code, and what it printed where. */
record Run(int exit, String out, String err) {

  /** Carries it out in this process; the words are separated by single spaces. */
  static Run of(String words) {
    return of(words.split(" ", -1));
  }

  static Run of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Sunherd.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Run(exit, out.toString(), err.toString());
  }

  /** The same program in a process of its own, not started yet. */
  static ProcessBuilder process(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.sunherd.Main"));
    command.addAll(Arrays.asList(words));
    return new ProcessBuilder(command);
  }
}
