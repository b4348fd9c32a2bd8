package io.sunherd.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What this hub is called where several hubs tell of themselves: twelve hexadecimal digits, made
 * once and kept in the data folder for ever.
 */
public final class HubId {
  private static final String FORM = "[0-9a-f]{12}";
  private static final int BYTES = 6;

  private HubId() {}

  /** The id that is kept in a folder, if there is one. */
  public static Optional<String> find(Path folder) throws IOException {
    Path file = folder.resolve(DataFiles.HUB_ID);
    return Files.exists(file)
        ? Optional.of(Files.readString(file).strip()).filter(text -> text.matches(FORM))
        : Optional.empty();
  }

  /** The id that is kept in a folder; where there is none, one is made and kept. */
  public static synchronized String in(Path folder) throws IOException {
    Optional<String> kept = find(folder);
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String made = HexFormat.of().formatHex(random);
    WholeFile.write(folder.resolve(DataFiles.HUB_ID), made + "\n");
    return made;
  }
}
