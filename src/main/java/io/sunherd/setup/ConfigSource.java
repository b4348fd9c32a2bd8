package io.sunherd.setup;

import io.sunherd.config.HubConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration comes from.
 *
 * @param file the file, where a missing one is empty; null where the hub has none and stays as it
 *     is
 * @param text the text that the hub was started with; empty where there was no file
 * @param parser makes a configuration of a text, or fails with a {@link
 *     io.sunherd.config.ConfigException}
 * @param fixed why the inverters cannot be changed through the hub, one sentence; null where they
 *     can
 * @param look how often the file is read; a text is used once it was the same twice
 */
public record ConfigSource(
    @Nullable Path file,
    String text,
    Function<String, HubConfig> parser,
    @Nullable String fixed,
    Duration look) {
  /** Often enough for a user who edits the file, and no load. */
  public static final Duration USUAL_LOOK = Duration.ofSeconds(1);
}
