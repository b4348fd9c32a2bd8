package io.sunherd.cli;

import java.nio.file.Path;

/**
 * The files that are meant where a line names none: below the working folder, or where the program
 * was installed with others, by the system properties of its launcher.
 */
final class UsualFiles {
  /** The configuration, as picocli takes a default. */
  static final String CONFIG = "${sys:sunherd.config:-conf/hub.yaml}";

  /** The users file, as picocli takes a default. */
  static final String USERS = "${sys:sunherd.users:-conf/users}";

  private UsualFiles() {}

  /** The configuration. */
  static Path config() {
    return Path.of(System.getProperty("sunherd.config", "conf/hub.yaml"));
  }
}
