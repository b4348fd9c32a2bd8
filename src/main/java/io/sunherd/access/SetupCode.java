package io.sunherd.access;

import io.sunherd.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code by which somebody at another machine sets up a hub that belongs to nobody yet: whoever
 * can read the hub's log or its data folder. It is kept in a file until the hub belongs to
 * somebody.
 */
public final class SetupCode {
  /** The name of its file in the data folder. */
  public static final String NAME = "setup-code";

  /** Without signs that are taken for each other, as 0 and O. */
  private static final String SIGNS = "2345679ACDEFGHJKMNPQRTVWXY";

  private static final int HALF = 4;
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{4}-[A-Z0-9]{4}");

  private SetupCode() {}

  /** The code that is kept in a file, if there is one. */
  public static Optional<String> find(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1).strip())
          .filter(text -> FORM.matcher(text).matches());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The code that is kept in a file; where there is none, one is made and kept. */
  public static synchronized String in(Path file) throws IOException {
    Optional<String> kept = find(file);
    if (kept.isPresent()) {
      return kept.get();
    }
    SecureRandom random = new SecureRandom();
    String made = half(random) + "-" + half(random);
    WholeFile.writeSecret(file, made + "\n");
    return made;
  }

  /** Removes the code. */
  public static synchronized void forget(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** Whether that is the code, however it was typed; takes the same time for every wrong one. */
  public static boolean isSame(String code, String typed) {
    return MessageDigest.isEqual(plain(code), plain(typed));
  }

  private static byte[] plain(String text) {
    return text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
  }

  private static String half(SecureRandom random) {
    StringBuilder text = new StringBuilder();
    random.ints(HALF, 0, SIGNS.length()).forEach(at -> text.append(SIGNS.charAt(at)));
    return text.toString();
  }
}
