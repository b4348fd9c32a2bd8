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
 * @param text what the hub was started with; empty where there was no file
 * @param parser makes a configuration of a text, or fails with a {@link
 *     io.sunherd.config.ConfigException}
 * @param fixed why the inverters cannot be changed through the hub, one sentence; null where they
 *     can
 * @param look how often the file is looked at; a text is taken once it was the same twice
 */
public record ConfigSource(
    @Nullable Path file,
    String text,
    Function<String, HubConfig> parser,
    @Nullable String fixed,
    Duration look) {
  /** Soon enough for somebody who edits, and far from being work. */
  public static final Duration USUAL_LOOK = Duration.ofSeconds(1);
}
