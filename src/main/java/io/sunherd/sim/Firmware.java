package io.sunherd.sim;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a unit makes of its plant and its memory in the words of its protocol. */
interface Firmware {

  /** What a unit's memory holds when it leaves the factory, by inquiry and key. */
  Map<String, Map<String, Object>> factory(Profile profile, String serial, boolean paralleled);

  /** How the installer left it, by key of the inquiry for the settings. */
  Map<String, Object> installed();

  /** What it tells; empty where it does not know the inquiry, or not with this argument. */
  Optional<Map<String, @Nullable Object>> values(Question question);
}
