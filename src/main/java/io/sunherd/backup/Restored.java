package io.sunherd.backup;

import io.sunherd.backup.Manifest.Part;
import io.sunherd.config.ConfigException;
import io.sunherd.config.ConfigText;
import io.sunherd.config.FilesText;
import io.sunherd.config.HubConfig;
import io.sunherd.config.NamedFiles;
import io.sunherd.disk.WholeFile;
import io.sunherd.history.store.SqliteCopy;
import io.sunherd.history.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The files of a backup, put where there was nothing before. Whoever writes the configuration then
 * makes them those of the hub; until then nothing has changed for it. Blocking.
 *
 * @param text of the configuration, which names the files where they are now
 * @param config parsed from it
 * @param notes what its owner should know, each one sentence
 * @param made the files and folders that are new, in their order
 */
public record Restored(String text, HubConfig config, List<String> notes, List<Path> made) {
  private static final int MOST_CONFIG = 1 << 20;

  /** What is to be taken back, before anything was written. */
  private record Plan(Map<Part, Path> places, String text, HubConfig config, List<String> notes) {}

  public Restored {
    notes = List.copyOf(notes);
    made = List.copyOf(made);
  }

  /**
   * Puts the files of a backup into the folder of a configuration.
   *
   * @param present the text of that configuration as it is; empty where there is none
   * @param parser makes a configuration of a text, or fails with a {@link ConfigException}
   * @throws BackupException where that cannot be; then everything is as it was
   */
  public static Restored from(
      Path backup, Path file, String present, Function<String, HubConfig> parser, Progress progress)
      throws BackupException, InterruptedException {
    requireFree(file, present, parser);
    try (BackupFile opened = BackupFile.open(backup)) {
      opened.verify(Progress.NONE);
      Plan plan = plan(opened, file, parser);
      requireSpace(file, opened.manifest().size());
      return written(opened, file, plan, progress);
    } catch (IOException e) {
      throw new BackupException(
          "The backup cannot be taken back: " + Reasons.of(e) + ". Nothing was changed.", e);
    }
  }

  private static void requireFree(Path file, String present, Function<String, HubConfig> parser)
      throws BackupException {
    try {
      if (present.isBlank() || parser.apply(present).inverters().isEmpty()) {
        return;
      }
    } catch (ConfigException e) {
      throw new BackupException(
          file + " cannot be read, and may be that of a hub at work: put it away first.", e);
    }
    throw new BackupException(
        file + " has inverters already: name another file with -c, or put it away first.");
  }

  private static Plan plan(BackupFile backup, Path file, Function<String, HubConfig> parser)
      throws IOException, BackupException {
    Map<Part, Path> places = Places.of(backup.manifest().parts(), file);
    Map<String, String> paths = Places.paths(places);
    try {
      String old = ConfigText.of(Manifest.CONFIG, backup.bytes(Manifest.CONFIG, MOST_CONFIG));
      Map<String, String> before = NamedFiles.of(parser.apply(old));
      String text = new FilesText(old).with(Places.changed(before, paths));
      HubConfig config = parser.apply(text);
      List<String> notes = new ArrayList<>(backup.manifest().leftOut());
      Map<String, String> named = NamedFiles.of(config);
      paths.forEach(
          (key, path) -> {
            if (!Places.isSame(path, Objects.requireNonNullElse(named.get(key), ""))) {
              notes.add(
                  key
                      + " is set in the environment, to another place than "
                      + path
                      + ", where it was put: take it out there.");
            }
          });
      return new Plan(places, text, config, notes);
    } catch (ConfigException e) {
      throw new BackupException(
          "The configuration in it cannot be used here: " + String.join(" ", e.mistakes()), e);
    }
  }

  private static void requireSpace(Path file, long size) throws IOException, BackupException {
    Path folder = file.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null) {
      return;
    }
    FileStore disk = Files.getFileStore(folder);
    if (disk.getUsableSpace() < size) {
      throw new BackupException(
          "There is no room for it: "
              + folder
              + " has "
              + disk.getUsableSpace()
              + " bytes, "
              + size
              + " are needed.");
    }
  }

  private static Restored written(BackupFile backup, Path file, Plan plan, Progress progress)
      throws IOException, BackupException, InterruptedException {
    List<Path> made = new ArrayList<>();
    try {
      for (Map.Entry<Part, Path> place : plan.places().entrySet()) {
        Path to = place.getValue();
        makeFolder(to.resolveSibling(""), made);
        made.add(to);
        write(backup, place.getKey(), to, progress);
        if (NamedFiles.HISTORY.equals(place.getKey().key())) {
          SqliteCopy.requireWhole(to);
        }
      }
      Restored restored = new Restored(plan.text(), plan.config(), plan.notes(), made);
      restored.giveTo(file);
      return restored;
    } catch (StoreException e) {
      delete(made);
      throw new BackupException(e.getMessage() + " Nothing was changed.", e);
    } catch (IOException | BackupException e) {
      delete(made);
      throw e;
    }
  }

  private static void makeFolder(Path folder, List<Path> made) throws IOException {
    for (Path missing = folder; missing != null && Files.notExists(missing); ) {
      made.add(0, missing);
      missing = missing.getParent();
    }
    WholeFile.makeFolder(folder);
  }

  private static void write(BackupFile backup, Part part, Path to, Progress progress)
      throws IOException, BackupException {
    try (FileChannel channel =
            FileChannel.open(
                to,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        OutputStream out = Channels.newOutputStream(channel)) {
      backup.copy(part, out, progress);
      channel.force(true);
    }
  }

  private void giveTo(Path file) throws IOException {
    for (Path one : made) {
      give(one, file);
    }
  }

  /** Gives the configuration, too, to whom its folder belongs. */
  public void give(Path file) throws IOException {
    give(file, file);
  }

  /** Root restores for the user of the service: the folder tells for whom. */
  private static void give(Path one, Path file) throws IOException {
    UserPrincipal owner = Files.getOwner(file.toAbsolutePath().resolveSibling(""));
    if (!Files.getOwner(one).equals(owner)) {
      Files.setOwner(one, owner);
    }
  }

  /** Takes the files away again. */
  public void undo() throws IOException {
    delete(made);
  }

  /** Files first, then the folders they were in, the innermost first. */
  private static void delete(List<Path> made) throws IOException {
    List<Path> deepestFirst =
        made.stream().sorted(Comparator.comparing(Path::getNameCount).reversed()).toList();
    for (Path one : deepestFirst) {
      Files.deleteIfExists(one);
    }
  }
}
