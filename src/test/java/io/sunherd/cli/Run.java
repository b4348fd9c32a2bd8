package io.sunherd.cli;

import io.sunherd.suite.OtherJava;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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
  static ProcessBuilder process(String... words) throws IOException {
    return process(Path.of("target", "run"), words);
  }

  /** The same, with a run folder of its own, where a hub leaves its address. */
  static ProcessBuilder process(Path run, String... words) throws IOException {
    return OtherJava.process(
        List.of("-Dsunherd.run=" + run.toAbsolutePath()), "io.sunherd.Main", words);
  }
}
