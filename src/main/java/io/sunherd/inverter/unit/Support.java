package io.sunherd.inverter.unit;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which commands a unit supports. One refusal may be chance (QUIRKS S3): after three in a row a
 * command that never worked counts as not supported and is tried again rarely. Several refusals
 * without any answer between them count as one, as the unit may refuse everything for a while
 * (QUIRKS S4). A command that did work is only polled less often, and the sooner where others are
 * answered meanwhile.
 */
public final class Support {
  private static final int PROOF = 3;

  /** Refusals so close together count as one: several clients may ask at a time. */
  public static final Duration ONE_GO = Duration.ofSeconds(2);

  private static final Duration UNTIL_RETRY = Duration.ofHours(1);
  private static final int REFUSALS_OF_ALL = 10;
  private static final Duration UNTIL_NEXT_TRY = Duration.ofMinutes(1);

  /**
   * After so many refusals a command counts as {@link #refused()}: one may be chance, and one
   * silence a lost reply.
   */
  private static final int DENIALS = 2;

  /** More than there are commands without an argument; those with a date are countless. */
  private static final int MOST = 256;

  private final Map<String, Experience> commands = Bounded.map(MOST);
  private long answers;

  /**
   * Whether no command that worked before was refused since the last answer; otherwise the unit may
   * be refusing everything for a while.
   */
  private boolean isAnswering;

  private static final class Experience {
    int refusals;
    int denials;
    boolean worked;
    boolean refused;
    boolean isSilence;
    long counted;
    long answersThen;
    long retry;
  }

  /** Whether this command has ever been answered. */
  public boolean worked(String command) {
    Experience experience = commands.get(command);
    return experience != null && experience.worked;
  }

  /** Whether the command is known not to be supported, and it is too early to try again. */
  public boolean isUnsupported(String command, long now) {
    Experience experience = commands.get(command);
    return experience != null
        && !experience.worked
        && experience.refusals >= PROOF
        && now - experience.retry < 0;
  }

  /** Whether a command is one of {@link #refused()}. */
  public boolean isRefused(String command) {
    Experience experience = commands.get(command);
    return experience != null && experience.refused;
  }

  /** The unit takes a command. */
  public void answered(String command) {
    answers++;
    Experience experience = of(command);
    experience.worked = true;
    experience.refused = false;
    experience.refusals = 0;
    experience.denials = 0;
    isAnswering = true;
  }

  /**
   * The commands that the unit has refused while it answered others, and never answered: it lacks
   * the values they ask for, as far as is known. This does not decide how often they are tried
   * again.
   */
  public Set<String> refused() {
    return commands.entrySet().stream()
        .filter(command -> command.getValue().refused)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether what the unit did last to a command was to leave it unanswered. */
  public boolean isSilence(String command) {
    Experience experience = commands.get(command);
    return experience != null && experience.isSilence;
  }

  /**
   * A refusal.
   *
   * @return how long to leave the command alone; zero for its usual interval
   */
  public Duration refused(String command, long now) {
    of(command).isSilence = false;
    return refused(command, now, true);
  }

  /**
   * A silence while the unit answers others, which counts as a refusal.
   *
   * @return how long to leave the command alone; zero for its usual interval
   */
  public Duration unanswered(String command, long now) {
    of(command).isSilence = true;
    return refused(command, now, true);
  }

  /**
   * An answer in an unknown form: the unit has the values, but they cannot be decoded.
   *
   * @return how long to leave the command alone; zero for its usual interval
   */
  public Duration undecodable(String command, long now) {
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
    isAnswering &= !experience.worked;
    experience.denials += isDenied && isAnswering ? 1 : 0;
    experience.refused |= experience.denials >= DENIALS;
    Duration rest = Duration.ZERO;
    if (!experience.worked && experience.refusals >= PROOF) {
      rest = UNTIL_RETRY;
    } else if (experience.worked && experience.refusals >= (isOfAll ? REFUSALS_OF_ALL : PROOF)) {
      rest = UNTIL_NEXT_TRY;
    }
    experience.retry = now + rest.toNanos();
    return rest;
  }

  private Experience of(String command) {
    return commands.computeIfAbsent(command, c -> new Experience());
  }
}
