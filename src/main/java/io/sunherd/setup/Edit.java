package io.sunherd.setup;

import io.sunherd.bus.Configure;
import io.sunherd.config.ConfigException;
import io.sunherd.config.HerdText;
import io.sunherd.config.HubConfig;
import io.sunherd.config.Placeholders;
import java.util.List;
import java.util.Map;

/**
 * The text of the configuration with other inverters.
 *
 * @param text the text to be written
 * @param config the configuration parsed from it
 * @param notes what is odd in it, but no mistake
 */
record Edit(String text, HubConfig config, List<String> notes) {

  /** The inverters as the text has them; as configured, where they do not come from a file. */
  static List<Map<String, Object>> inverters(ConfigSource source, String text, HubConfig config) {
    return source.fixed() == null
        ? new HerdText(text).inverters()
        : config.inverters().stream().map(InverterKeys::of).toList();
  }

  /**
   * Puts inverters into a text, and a time zone if one is requested, and checks that nothing else
   * changed.
   *
   * @throws ConfigAnswers.Refusal where they are wrong, or the text cannot be changed by a program
   */
  @SuppressWarnings("unchecked") // what is null is found by the check
  static Edit of(ConfigSource source, String text, HubConfig config, Configure wish) {
    List<Map<String, Object>> wanted = (List<Map<String, Object>>) (List<?>) wish.inverters();
    String zone = wish.timeZone();
    String changed;
    HubConfig next;
    try {
      changed = new HerdText(text).with(wanted);
      if (zone != null) {
        changed = new HerdText(changed).withTimeZone(zone);
      }
      next = source.parser().apply(changed);
    } catch (UnsupportedOperationException e) {
      throw new ConfigAnswers.Refusal(409, String.valueOf(e.getMessage()));
    } catch (ConfigException e) {
      throw new ConfigAnswers.Refusal(400, e.mistakes().get(0), e.mistakes());
    }
    if (zone != null && !next.timeZone().getId().equals(zone)) {
      throw new ConfigAnswers.Refusal(
          400, "The time zone is set by SUNHERD_TIME_ZONE in the environment: change it there.");
    }
    HubConfig expected = zone == null ? config : config.with(next.timeZone());
    boolean sameElse = next.with(config.inverters()).equals(expected);
    if (!sameElse || !new HerdText(changed).inverters().equals(wanted)) {
      throw new ConfigAnswers.Refusal(
          409,
          source.file() + " is written in a way that cannot be changed safely: change it by hand.");
    }
    return new Edit(changed, next, Placeholders.notes(wanted));
  }
}
