package io.sunherd.inverter;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Which commands a unit takes. One refusal may be chance; after three in a row a command counts as
 * not supported, and is tried again rarely (QUIRKS S3, I8). One that has ever been answered is
 * supported: a unit that refuses it now is unwell, and will take it again.
 */
final class Support {
  private static final int PROOF = 3;
  private static final Duration UNTIL_RETRY = Duration.ofHours(24);

  private final Map<String, Experience> commands = new HashMap<>();

  private static final class Experience {
    int refusals;
    boolean worked;
    long retry;
  }

  /** Whether this command has ever been answered. */
  boolean worked(String command) {
    Experience experience = commands.get(command);
    return experience != null && experience.worked;
  }

  /** Whether the command is known not to be taken, and it is too early to try again. */
  boolean isRefused(String command, long now) {
    Experience experience = commands.get(command);
    return experience != null && isProven(experience) && now - experience.retry < 0;
  }

  void answered(String command) {
    Experience experience = of(command);
    experience.worked = true;
    experience.refusals = 0;
  }

  /**
   * A refusal, or a silence while the unit answers others.
   *
   * @return when to try again: {@code now} while it is not proven
   */
  long refused(String command, long now) {
    Experience experience = of(command);
    experience.refusals++;
    experience.retry = now + UNTIL_RETRY.toNanos();
    return isProven(experience) ? experience.retry : now;
  }

  private static boolean isProven(Experience experience) {
    return !experience.worked && experience.refusals >= PROOF;
  }

  private Experience of(String command) {
    return commands.computeIfAbsent(command, c -> new Experience());
  }
}
