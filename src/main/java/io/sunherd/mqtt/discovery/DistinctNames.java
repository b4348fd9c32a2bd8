package io.sunherd.mqtt.discovery;

import io.sunherd.history.energy.Meter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells the entities of a device apart for people: no two of them have the same name. */
final class DistinctNames {
  private static final Set<String> ENERGIES =
      Stream.of(Meter.values()).map(ReadingEntities::energyKey).collect(Collectors.toSet());

  private static final Set<String> TITLES =
      Stream.of(Meter.values()).map(Meter::title).collect(Collectors.toSet());

  private DistinctNames() {}

  /**
   * Gives all but one of those that have the same name where it comes from besides. The name itself
   * is that of what is enabled, else of the values of now, else of a setting, rather than of what
   * was or would be. The names of the energies are theirs alone, as they may come later.
   */
  static void distinguish(List<Entity> entities) {
    Set<String> given = new HashSet<>(TITLES);
    entities.stream()
        .filter(entity -> !ENERGIES.contains(entity.key()))
        .sorted(Comparator.comparingInt(DistinctNames::rank))
        .forEach(
            entity -> {
              String name = entity.name();
              if (!given.add(name)) {
                String longer = name + " (" + origin(entity) + ")";
                String distinct =
                    given.add(longer) ? longer : name + " (" + spaced(entity.key()) + ")";
                given.add(distinct);
                entity.with(Entity.NAME, distinct);
              }
            });
  }

  private static int rank(Entity entity) {
    if (isSetting(entity)) {
      return 2;
    }
    return entity.isEnabled() ? 0 : ReadingEntities.PLAIN.contains(command(entity)) ? 1 : 3;
  }

  private static boolean isSetting(Entity entity) {
    return entity.stateTopic().contains("/settings/");
  }

  private static String origin(Entity entity) {
    return isSetting(entity) ? "setting" : spaced(command(entity));
  }

  private static String command(Entity entity) {
    String topic = entity.stateTopic();
    return topic.substring(topic.lastIndexOf('/') + 1);
  }

  private static String spaced(String key) {
    return key.replace('_', ' ');
  }
}
