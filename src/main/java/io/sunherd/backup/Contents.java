package io.sunherd.backup;

import io.sunherd.config.HubConfig;
import io.sunherd.config.NamedFiles;
import io.sunherd.disk.DataFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that belong to a hub: where each is, and its name in a backup. That is its path within
 * the folder of the configuration, or the path that the configuration names; a file outside that
 * folder gets a name of its own in it.
 *
 * @param items the configuration first
 * @param leftOut what belongs to it and is not among them, each one sentence
 */
record Contents(List<Item> items, List<String> leftOut) {
  private static final String DATA = "data/";

  /**
   * A file.
   *
   * @param name its path below the folder of the configuration
   * @param key the key of the configuration that names it, or null
   */
  record Item(String name, @Nullable String key, Path from) {}

  Contents {
    items = List.copyOf(items);
    leftOut = List.copyOf(leftOut);
  }

  /** What belongs to the hub of a configuration. */
  static Contents of(Path file, HubConfig config) {
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    List<Item> items = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    Set<String> taken = new HashSet<>(Set.of(Manifest.CONFIG, Manifest.NAME));
    items.add(new Item(Manifest.CONFIG, null, file));
    Map<String, String> named = NamedFiles.of(config);
    named.forEach(
        (key, path) -> {
          Item item = new Item(unused(name(folder, key, path), taken), key, Path.of(path));
          boolean isThere = Files.exists(item.from());
          boolean isData = key.equals(NamedFiles.AUDIT);
          if (isThere || isData) {
            items.add(item); // without a log, too: its key tells where the data folder is
          } else if (!key.equals(NamedFiles.USERS)) {
            leftOut.add(missing(key, item.from(), path));
          }
          if (isData) {
            beside(item, taken).forEach(items::add);
          }
        });
    if (!named.containsKey(NamedFiles.HISTORY)) {
      leftOut.add("The history is in PostgreSQL, and not in it: back it up there, with pg_dump.");
    }
    return new Contents(items, leftOut);
  }

  /** Most who see it are in another folder than the hub was started in. */
  private static String missing(String key, Path from, String written) {
    return written
        + " ("
        + key
        + ") is not there, and so not in it"
        + (from.isAbsolute()
            ? "."
            : ": it is looked for below "
                + Path.of("").toAbsolutePath()
                + ". Make the backup in the folder in which the hub is started.");
  }

  /** The other files of the data folder. */
  private static List<Item> beside(Item audit, Set<String> taken) {
    String folder = audit.name().substring(0, audit.name().lastIndexOf('/') + 1);
    return DataFiles.all().stream()
        .map(
            name ->
                new Item(folder + name, null, audit.from().toAbsolutePath().resolveSibling(name)))
        .filter(item -> Files.exists(item.from()) && taken.add(item.name()))
        .toList();
  }

  private static String name(Path folder, String key, String path) {
    Path written = Path.of(path).normalize();
    Path real = written.toAbsolutePath();
    if (real.startsWith(folder) && !real.equals(folder)) {
      return folder.relativize(real).toString();
    }
    if (!written.isAbsolute() && !written.startsWith("..")) {
      return written.toString();
    }
    boolean isData = key.equals(NamedFiles.AUDIT) || key.equals(NamedFiles.HISTORY);
    return (isData ? DATA : "") + real.getFileName();
  }

  private static String unused(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }
}
