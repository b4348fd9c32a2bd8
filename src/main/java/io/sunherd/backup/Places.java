package io.sunherd.backup;

import io.sunherd.backup.Manifest.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the files of a backup go: below the folder of the configuration, into folders as they were.
 * What is there is never overwritten: all of its folder goes into another one then, data-2.
 */
final class Places {
  private static final String ELSEWHERE = "restored";

  private Places() {}

  /** The places of all parts but the configuration itself. */
  static Map<Part, Path> of(List<Part> parts, Path file) {
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    Map<String, List<Part>> groups =
        parts.stream()
            .filter(part -> !part.name().equals(Manifest.CONFIG))
            .collect(
                Collectors.groupingBy(Places::parent, LinkedHashMap::new, Collectors.toList()));
    Map<Part, Path> places = new LinkedHashMap<>();
    groups.forEach(
        (parent, group) -> {
          String name = parent.isEmpty() ? ELSEWHERE : parent;
          Path into = folder.resolve(parent);
          for (int i = parent.isEmpty() ? 1 : 2; isTaken(into, group, file); i++) {
            into = folder.resolve(i == 1 ? name : name + "-" + i);
          }
          for (Part part : group) {
            places.put(part, into.resolve(last(part)));
          }
        });
    return places;
  }

  private static String parent(Part part) {
    int slash = part.name().lastIndexOf('/');
    return slash < 0 ? "" : part.name().substring(0, slash);
  }

  private static String last(Part part) {
    return part.name().substring(part.name().lastIndexOf('/') + 1);
  }

  private static boolean isTaken(Path into, List<Part> group, Path file) {
    return group.stream()
        .map(part -> into.resolve(last(part)))
        .anyMatch(path -> Files.exists(path) || path.equals(file.toAbsolutePath().normalize()));
  }

  /** The places of the parts that the configuration names, under its keys. */
  static Map<String, String> paths(Map<Part, Path> places) {
    Map<String, String> paths = new LinkedHashMap<>();
    places.forEach(
        (part, path) -> {
          if (part.key() != null) {
            paths.put(part.key(), path.toString());
          }
        });
    return paths;
  }

  /**
   * The paths that must be written anew: one that leads to the same place as it is stays as it is.
   */
  static Map<String, String> changed(Map<String, String> written, Map<String, String> paths) {
    Map<String, String> changed = new LinkedHashMap<>();
    paths.forEach(
        (key, path) -> {
          if (!isSame(path, written.getOrDefault(key, ""))) {
            changed.put(key, path);
          }
        });
    return changed;
  }

  /** Whether two paths lead to one place. */
  static boolean isSame(String one, String other) {
    Path path = Path.of(one).toAbsolutePath().normalize();
    return !other.isEmpty() && path.equals(Path.of(other).toAbsolutePath().normalize());
  }
}
