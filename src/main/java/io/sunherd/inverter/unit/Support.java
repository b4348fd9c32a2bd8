package io.sunherd.inverter.unit;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which commands a unit takes. One refusal may be chance (QUIRKS S3): after three in a row a
 * command that never worked counts as not supported and is tried again rarely. Of refusals between
 * which the unit has answered nothing only one counts, for it may refuse everything for a while
 * (QUIRKS S4); a command that did work is only asked less often then, and sooner so where others
 * are answered meanwhile.
 */
public final class Support {
  private static final int PROOF = 3;

  /** Refusals so close together count as one: many may ask at a time. */
  public static final Duration ONE_GO = Duration.ofSeconds(2);

  private static final Duration UNTIL_RETRY = Duration.ofHours(1);
  private static final int MOOD = 10;
  private static final Duration UNTIL_BETTER_MOOD = Duration.ofMinutes(1);

  /** One refusal may be chance, and one silence a reply that was lost. */
  private static final int DENIALS = 2;

  /** More than there are commands without an argument; there are days without end. */
  private static final int MOST = 256;

  private final Map<String, Experience> commands = Bounded.map(MOST);
  private long answers;

  /** Whether what it takes was answered last; else a refusal may be of everything, for a while. */
  private boolean obliging;

  private static final class Experience {
    int refusals;
    int denials;
    boolean worked;
    boolean untaken;
    long counted;
    long answersThen;
    long retry;
  }

  /** Whether this command has ever been answered. */
  public boolean worked(String command) {
    Experience experience = commands.get(command);
    return experience != null && experience.worked;
  }

  /** Whether the command is known not to be taken, and it is too early to try again. */
  public boolean isUnsupported(String command, long now) {
    Experience experience = commands.get(command);
    return experience != null
        && !experience.worked
        && experience.refusals >= PROOF
        && now - experience.retry < 0;
  }

  /** Whether a command is one of {@link #untaken()}. */
  public boolean isUntaken(String command) {
    Experience experience = commands.get(command);
    return experience != null && experience.untaken;
  }

  /** The unit takes a command. */
  public void answered(String command) {
    answers++;
    Experience experience = of(command);
    experience.worked = true;
    experience.untaken = false;
    experience.refusals = 0;
    experience.denials = 0;
    obliging = true;
  }

  /**
   * The commands that it has refused while it took others, and never answered: what they would tell
   * it has not got, as things are. How often to ask again is another matter.
   */
  public Set<String> untaken() {
    return commands.entrySet().stream()
        .filter(command -> command.getValue().untaken)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A refusal, or a silence while the unit answers others.
   *
   * @return how long to leave the command alone; zero for its usual interval
   */
  public Duration refused(String command, long now) {
    return refused(command, now, true);
  }

  /**
   * An answer in a form that nobody knows: what it tells is there, and cannot be read.
   *
   * @return how long to leave the command alone; zero for its usual interval
   */
  public Duration misshapen(String command, long now) {
    return refused(command, now, false);
  }

  private Duration refused(String command, long now, boolean isDenied) {
    Experience experience = of(command);
    boolean isOneGo = now - experience.counted < ONE_GO.toNanos();
    boolean isOfAll = experience.answersThen == answers;
    if (experience.refusals > 0 && (isOneGo || (isOfAll && !experience.worked))) {
      return Duration.ZERO;
    }
    experience.counted = now;
    experience.answersThen = answers;
    experience.refusals++;
    obliging &= !experience.worked;
    experience.denials += isDenied && obliging ? 1 : 0;
    experience.untaken |= experience.denials >= DENIALS;
    Duration rest = Duration.ZERO;
    if (!experience.worked && experience.refusals >= PROOF) {
      rest = UNTIL_RETRY;
    } else if (experience.worked && experience.refusals >= (isOfAll ? MOOD : PROOF)) {
      rest = UNTIL_BETTER_MOOD;
    }
    experience.retry = now + rest.toNanos();
    return rest;
  }

  private Experience of(String command) {
    return commands.computeIfAbsent(command, c -> new Experience());
  }
}
