package io.sunherd.cli;

import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One question to a device, in the usual spelling: to load and build the whole command line takes
 * longer than the question. It fills the same options, so that a line means the same either way;
 * what it does not understand completely, or what is wrong, is left to {@link Sunherd}, which alone
 * reports mistakes.
 */
public final class ShortLine {
  private final SeedOptions options = new SeedOptions();
  private final List<String> devices = new ArrayList<>();
  private final Set<String> said = new HashSet<>();
  private final Iterator<String> words;

  /** Whether all that was said so far is understood. */
  private boolean clear = true;

  private ShortLine(String... words) {
    this.words = List.of(words).iterator();
  }

  /**
   * Carries out a line.
   *
   * @return the exit code; nothing where it is for {@link Sunherd}, and nothing was done
   */
  public static OptionalInt execute(String... words) {
    return execute(
        printed(System.out, "sun.stdout.encoding"),
        printed(System.err, "sun.stderr.encoding"),
        words);
  }

  /** The same, with what it prints going there. */
  static OptionalInt execute(PrintWriter out, PrintWriter err, String... words) {
    SeedOptions options = read(words);
    if (options == null) {
      return OptionalInt.empty();
    }
    int exit;
    try {
      exit = options.ask(out, err);
    } catch (CommandFailure e) {
      err.println(e.getMessage());
      exit = e.exit();
    } catch (RuntimeException | InterruptedException e) {
      e.printStackTrace(err);
      exit = Exit.UNEXPECTED;
    }
    out.flush();
    err.flush();
    return OptionalInt.of(exit);
  }

  private static PrintWriter printed(OutputStream stream, String property) {
    String name = System.getProperty(property);
    Charset charset = name == null ? Charset.defaultCharset() : Charset.forName(name);
    return new PrintWriter(new OutputStreamWriter(stream, charset), true);
  }

  /** The options of a line that is right, or null. */
  static @Nullable SeedOptions read(String... words) {
    ShortLine line = new ShortLine(words);
    while (line.words.hasNext()) {
      String word = line.words.next();
      if (!line.takeFlag(word) && !line.takeValue(word)) {
        return null;
      }
    }
    SeedOptions options = line.options;
    options.devices = List.copyOf(line.devices);
    try {
      options.check(IllegalArgumentException::new);
    } catch (IllegalArgumentException e) {
      return null; // the whole command line reads it next, and says what is wrong
    }
    return options;
  }

  private boolean takeFlag(String word) {
    switch (word) {
      case SeedOptions.USB -> options.usb = true;
      case SeedOptions.SERIAL -> options.serial = true;
      case SeedOptions.TCP -> options.tcp = true;
      case SeedOptions.STATUS -> options.status = true;
      case SeedOptions.OP_MODE -> options.opMode = true;
      case SeedOptions.JSON -> options.json = true;
      case SeedOptions.CONFIRM -> options.confirm = true;
      case SeedOptions.VERBOSE -> options.verbose = true;
      default -> {
        return false;
      }
    }
    return said.add(word);
  }

  private boolean takeValue(String word) {
    String value = words.hasNext() ? words.next() : "";
    if (!isPlain(value)) {
      return false;
    }
    switch (word) {
      case SeedOptions.DEVICE, SeedOptions.DEVICE_LONG -> devices.add(value);
      case SeedOptions.CMD -> options.command = once(options.command, value);
      case SeedOptions.VALUE, SeedOptions.VALUE_LONG -> options.value = once(options.value, value);
      case SeedOptions.SIZE, SeedOptions.SIZE_LONG ->
          options.size = once(options.size, number(value));
      case SeedOptions.FORMAT, SeedOptions.FORMAT_LONG ->
          options.format = once(options.format, format(value));
      case HubOptions.TOKEN_FILE ->
          options.hub.tokenFile = once(options.hub.tokenFile, Path.of(value));
      case SeedOptions.PROTOCOL -> {
        options.protocol = value;
        clear &= said.add(word);
      }
      default -> clear = false;
    }
    return clear;
  }

  /** The value of an option; null where there is none, or where the option has a value already. */
  private <T> @Nullable T once(@Nullable T before, @Nullable T given) {
    clear &= before == null && given != null;
    return given;
  }

  private static @Nullable Integer number(String value) {
    boolean isShort = value.length() < 9 && value.chars().allMatch(one -> one >= '0' && one <= '9');
    return isShort ? Integer.valueOf(value) : null;
  }

  private static SeedOptions.@Nullable Format format(String value) {
    for (SeedOptions.Format format : SeedOptions.Format.values()) {
      if (format.name().equalsIgnoreCase(value)) {
        return format;
      }
    }
    return null;
  }

  /**
   * Letters, digits and the signs of paths, addresses and requests: none of them has another
   * meaning to the parser.
   */
  private static boolean isPlain(String value) {
    return !value.isEmpty()
        && value.charAt(0) != '-'
        && value.charAt(0) != '@'
        && value
            .chars()
            .allMatch(letter -> letter > ' ' && letter <= '~' && "\"'$\\".indexOf(letter) < 0);
  }
}
