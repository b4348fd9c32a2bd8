package io.sunherd.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects mistakes, so that a user sees all of them at once. */
final class Mistakes {
  private record Mistake(Place place, String text) {}

  private final Origins origins;
  private final List<Mistake> found = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Mistakes(Origins origins) {
    this.origins = origins;
  }

  void add(KeyPath path, String sentence) {
    add(origins.place(path), path, sentence);
  }

  /** Notes what is odd, but no mistake. */
  void note(KeyPath path, String sentence) {
    notes.add(origins.place(path) + ": " + path + ": " + sentence);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  void add(Place place, KeyPath path, String sentence) {
    add(place, path.isRoot() ? sentence : path + ": " + sentence);
  }

  void add(Place place, String sentence) {
    found.add(new Mistake(place, place + ": " + sentence));
  }

  /** Fails with all mistakes, those of the environment first, the file's in its order. */
  void throwIfAny() throws ConfigException {
    if (!found.isEmpty()) {
      throw new ConfigException(
          found.stream()
              .sorted(Comparator.comparingInt(mistake -> mistake.place().line()))
              .map(Mistake::text)
              .distinct()
              .toList());
    }
  }
}
