package io.sunherd.web.cmds;

import io.sunherd.bus.Failure;
import io.sunherd.protocol.Dialects;
import io.sunherd.request.Problem;
import io.sunherd.web.live.LiveUnit;
import io.sunherd.web.live.Newest;
import io.vertx.core.MultiMap;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request to /cmds asks for.
 *
 * @param units the inverters asked
 * @param everyUnit whether the answer is keyed by inverter
 * @param cmds the inquiries as they were written, in order, including repeats
 * @param merge whether the readings become one flat object
 * @param raw whether the reply's text is wanted in place of its values
 * @param maxAgeMs how old a reading may be, if the request says so
 */
record CmdsQuery(
    Collection<LiveUnit> units,
    boolean everyUnit,
    List<String> cmds,
    boolean merge,
    boolean raw,
    OptionalLong maxAgeMs) {

  private static final int MOST_CMDS = 32;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  /**
   * Reads the query string.
   *
   * @throws Problem where it asks for nothing, for too much, or for an unknown inverter
   */
  static CmdsQuery of(MultiMap params, Newest newest) {
    List<String> cmds = params.getAll("cmd").stream().filter(cmd -> !cmd.isEmpty()).toList();
    if (cmds.isEmpty()) {
      throw bad("Say what to read with cmd=NAME; known are " + Dialects.common().names() + ".");
    }
    if (cmds.size() > MOST_CMDS) {
      throw bad("Ask for at most " + MOST_CMDS + " cmds at a time, not " + cmds.size() + ".");
    }
    String inverter = params.get("inverter");
    boolean everyUnit = "all".equals(inverter);
    boolean raw = "1".equals(params.get("raw"));
    if (raw && (everyUnit || cmds.size() > 1)) {
      throw bad("raw=1 gives one reply: ask one inverter for one cmd.");
    }
    return new CmdsQuery(
        everyUnit ? every(newest) : List.of(newest.unit(inverter)),
        everyUnit,
        cmds,
        "1".equals(params.get("merge")),
        raw,
        maxAge(params.get("max_age")));
  }

  private static Collection<LiveUnit> every(Newest newest) {
    if (newest.units().isEmpty()) {
      newest.unit(null); // the problem that there is none
    }
    return newest.units();
  }

  private static OptionalLong maxAge(@Nullable String seconds) {
    if (seconds == null) {
      return OptionalLong.empty();
    }
    if (!SECONDS.matcher(seconds).matches()) {
      throw bad(
          "max_age is a number of seconds, 0 or more, such as 2.5; not "
              + Problem.quote(seconds)
              + ".");
    }
    return OptionalLong.of(Math.round(Double.parseDouble(seconds) * 1000));
  }

  private static Problem bad(String sentence) {
    return new Problem(Failure.BAD_REQUEST, sentence);
  }
}
