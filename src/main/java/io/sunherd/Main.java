package io.sunherd;

import io.sunherd.cli.ShortLine;
import io.sunherd.cli.Sunherd;
import io.sunherd.protocol.Dialects;
import java.util.OptionalInt;

/** The program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    OptionalInt exit = ShortLine.execute(args);
    System.exit(exit.isPresent() ? exit.getAsInt() : whole(args));
  }

  private static int whole(String... args) {
    // Nearly every command needs the protocol tables; they are built while the command line is
    // parsed.
    Thread tables = new Thread(Dialects::all, "tables");
    tables.setDaemon(true);
    tables.start();
    return Sunherd.execute(args);
  }
}
