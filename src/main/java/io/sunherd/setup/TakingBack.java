package io.sunherd.setup;

import io.sunherd.backup.BackupException;
import io.sunherd.backup.Progress;
import io.sunherd.backup.Restored;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.setup.TakeBack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A backup that is taken back while the hub runs. Blocking. */
final class TakingBack {
  private static final Logger LOG = LoggerFactory.getLogger(TakingBack.class);

  private final ConfigSource source;
  private final HubFile file;

  TakingBack(ConfigSource source, HubFile file) {
    this.source = source;
    this.file = file;
  }

  /**
   * Puts its files there and writes the configuration: the hub goes by it as soon as it has looked
   * at the file.
   */
  Verdict take(TakeBack wish) throws IOException, InterruptedException {
    Path config = source.file();
    if (config == null) {
      throw new ConfigAnswers.Refusal(409, "The hub has no configuration file to write.");
    }
    try {
      String present = Objects.requireNonNullElse(file.read(), "");
      Restored restored =
          Restored.from(Path.of(wish.file()), config, present, source.parser(), Progress.NONE);
      return written(wish, config, restored);
    } catch (BackupException e) {
      throw new ConfigAnswers.Refusal(400, e.sentence().replace(wish.file(), "The file"));
    }
  }

  private Verdict written(TakeBack wish, Path config, Restored restored) throws IOException {
    @Nullable String before;
    try {
      before = file.save(restored.text(), restored.config().timeZone());
    } catch (IOException e) {
      restored.undo();
      throw e;
    }
    restored.give(config);
    LOG.warn(
        "{} from {} has taken a backup back.",
        Objects.requireNonNullElse(wish.by(), "Somebody"),
        wish.from());
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("inverters", restored.config().inverters().size());
    body.put("version", HubFile.version(restored.text()));
    body.put("backup", before);
    body.put("notes", restored.notes());
    return new Verdict(200, body);
  }
}
