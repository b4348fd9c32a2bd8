package io.sunherd;

import io.sunherd.cli.Sunherd;
import io.sunherd.protocol.Dialects;

/** The program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Nearly every command needs the protocol tables; they are built while the command line is
    // parsed.
    Thread tables = new Thread(Dialects::all, "tables");
    tables.setDaemon(true);
    tables.start();
    System.exit(Sunherd.execute(args));
  }
}
