package io.sunherd.setup;

import io.sunherd.bus.Verdict;
import io.sunherd.config.ConfigChange;
import io.sunherd.config.ConfigException;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers about the configuration. */
final class ConfigAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigAnswers.class);

  private ConfigAnswers() {}

  /** A request that is refused. */
  static final class Refusal extends RuntimeException {
    private final int status;
    private final List<String> mistakes;

    Refusal(int status, String sentence) {
      this(status, sentence, List.of());
    }

    Refusal(int status, String sentence, List<String> mistakes) {
      super(sentence);
      this.status = status;
      this.mistakes = mistakes;
    }
  }

  static Verdict failed(Throwable failure) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    if (failure instanceof Refusal refusal) {
      body.put("error", refusal.getMessage());
      if (!refusal.mistakes.isEmpty()) {
        body.put("mistakes", refusal.mistakes);
      }
      return new Verdict(refusal.status, body);
    }
    if (failure instanceof ConfigException wrong) { // the file cannot even be read as text
      return failed(new Refusal(409, wrong.mistakes().get(0), wrong.mistakes()));
    }
    if (failure instanceof IOException e) {
      body.put("error", "The configuration cannot be written: " + HubFile.reason(e) + ".");
      return new Verdict(503, body);
    }
    LOG.error("The configuration failed inside the hub; please report this", failure);
    body.put("error", "The configuration failed inside the hub: " + failure + ".");
    return new Verdict(500, body);
  }

  static Verdict shown(
      @Nullable String file,
      String version,
      @Nullable String notEditable,
      List<Map<String, Object>> inverters,
      String timeZone,
      long applied,
      @Nullable Map<String, Object> refused) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("file", file);
    body.put("version", version);
    body.put("editable", notEditable == null);
    body.put("reason", notEditable);
    body.put("inverters", inverters);
    body.put("time_zone", timeZone);
    body.put("applied", Instant.ofEpochMilli(applied).toString());
    body.put("refused", refused);
    return new Verdict(200, body);
  }

  static Map<String, Object> refused(long at, List<String> mistakes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Instant.ofEpochMilli(at).toString());
    json.put("mistakes", mistakes);
    return json;
  }

  static Verdict changed(
      ConfigChange change,
      boolean changed,
      boolean dryRun,
      @Nullable String backup,
      String version,
      List<String> notes) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("changed", changed);
    body.put("dry_run", dryRun);
    body.put("added", change.added());
    body.put("removed", change.removed());
    body.put("moved", change.moved());
    body.put("retimed", change.retimed());
    body.put("kept", change.kept());
    body.put("backup", backup);
    body.put("version", version);
    body.put("notes", notes);
    return new Verdict(200, body);
  }

  /** A change for the log: "added roof-3; moved roof-1; history". */
  static String words(ConfigChange change) {
    StringBuilder words = new StringBuilder();
    add(words, "added ", change.added());
    add(words, "removed ", change.removed());
    add(words, "moved ", change.moved());
    add(words, "re-timed ", change.retimed());
    add(words, "changed ", change.groups());
    return words.isEmpty() ? "nothing that matters" : words.toString();
  }

  private static void add(StringBuilder words, String verb, List<String> names) {
    if (!names.isEmpty()) {
      words.append(words.isEmpty() ? "" : "; ").append(verb).append(String.join(", ", names));
    }
  }
}
