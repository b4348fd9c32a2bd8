package io.sunherd.mqtt.discovery;

import io.vertx.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known to those who listen on one topic: the entities they were ever told of there. One
 * that is no more stays in the document as removed, as they may be away when that is said.
 */
final class Announced {
  private final Map<String, KeptDocument.Told> entities = new LinkedHashMap<>();
  private @Nullable String unit;
  private @Nullable String payload;
  private boolean isHalf;
  private boolean isForeign;
  private long orphanSince = Long.MAX_VALUE;

  /** About this unit; null for the system. */
  Announced(@Nullable String unit) {
    this.unit = unit;
  }

  /** Takes in what was kept on the broker; whether that tells of more. */
  boolean found(KeptDocument kept) {
    boolean isMore = false;
    for (Map.Entry<String, KeptDocument.Told> one : kept.entities().entrySet()) {
      isMore |= entities.putIfAbsent(one.getKey(), one.getValue()) == null;
    }
    return isMore || payload == null;
  }

  /** The newest message there is of somebody else, or of this hub again. */
  void foreign(boolean is) {
    isForeign = is;
  }

  boolean isForeign() {
    return isForeign;
  }

  /** The keys of the entities that were there before and are not removed. */
  Set<String> before() {
    return entities.entrySet().stream()
        .filter(one -> !one.getValue().isGone())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Nullable String unit() {
    return unit;
  }

  @Nullable String payload() {
    return payload;
  }

  /**
   * The next message: the document with what is removed. An entity that becomes another kind of
   * entity is removed first, and told of in the message after.
   *
   * @param mayBeGone which of the entities that the document lacks are no more, rather than not
   *     known yet
   * @return the message, or null where it is the one that was sent last
   */
  @Nullable String next(
      @Nullable String about,
      Map<String, Object> document,
      Predicate<KeptDocument.Told> mayBeGone) {
    unit = about;
    Map<String, Object> components = new LinkedHashMap<>();
    if (document.get(Discovery.COMPONENTS) instanceof Map<?, ?> entitiesNow) {
      entitiesNow.forEach((key, entity) -> components.put((String) key, entity));
    }
    boolean isFirstOfTwo = false;
    for (Map.Entry<String, KeptDocument.Told> one : entities.entrySet()) {
      KeptDocument.Told was = one.getValue();
      Object is = components.get(one.getKey());
      boolean isOtherKind = is instanceof Map<?, ?> now && !was.platform().equals(platform(now));
      if (isOtherKind && !was.isGone()) {
        isFirstOfTwo = true;
      } else if (is != null || !(was.isGone() || mayBeGone.test(was))) {
        continue;
      }
      components.put(one.getKey(), Map.of(Entity.PLATFORM, was.platform()));
    }
    remember(components);
    isHalf = isFirstOfTwo;
    Map<String, Object> whole = new LinkedHashMap<>(document);
    whole.put(Discovery.COMPONENTS, components);
    String text = Json.encode(whole);
    if (text.equals(payload)) {
      return null;
    }
    payload = text;
    isForeign = false;
    return text;
  }

  /** Whether the last message was the first of two. */
  boolean isHalf() {
    return isHalf;
  }

  private static @Nullable Object platform(Map<?, ?> entity) {
    return entity.get(Entity.PLATFORM);
  }

  @SuppressWarnings("unchecked")
  private void remember(Map<String, Object> components) {
    components.forEach(
        (key, entity) -> entities.put(key, KeptDocument.Told.of((Map<String, Object>) entity)));
  }

  /** Nobody claims it at that time; returns since when. */
  long orphaned(long nowMs) {
    orphanSince = Math.min(orphanSince, nowMs);
    return orphanSince;
  }

  /** Somebody claims it. */
  void claimed() {
    orphanSince = Long.MAX_VALUE;
  }
}
