package io.sunherd.web;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A site whose settings say yes to everything, and an operator who asks them. */
abstract class YesHouse {
  static final Actor ANN = new Actor("ann", true, "127.0.0.1");

  @TempDir static Path folder;
  static GuardedSite house;
  static Map<String, String> ann;

  @BeforeAll
  static void start() throws IOException {
    GuardedSite.People people = GuardedSite.People.in(folder);
    house = new GuardedSite(people.file(), false);
    ann = GuardedSite.bearer(people.annsToken());
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void forget() {
    house.heard();
    house.settings = wish -> new Verdict(200, Map.of("told", true));
  }
}
