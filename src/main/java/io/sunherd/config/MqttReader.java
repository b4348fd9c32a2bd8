package io.sunherd.config;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns the key mqtt, without mistakes, into a record. */
final class MqttReader {
  private MqttReader() {}

  static MqttConfig read(JsonObject mqtt) {
    MqttConfig usual = MqttConfig.OFF;
    String url = mqtt.getString("url");
    JsonObject tls = HubConfigReader.group(mqtt, "tls");
    return new MqttConfig(
        url == null ? null : URI.create(url),
        mqtt.getString("user"),
        mqtt.getString("password-file"),
        new MqttConfig.Files(tls.getString("ca"), tls.getString("cert"), tls.getString("key")),
        mqtt.getString("base", usual.base()),
        every(mqtt.getValue("every")),
        discovery(mqtt.getValue("discovery", usual.discovery())),
        mqtt.getBoolean("writes", usual.writes()));
  }

  private static Duration every(@Nullable Object every) {
    if (every == null) {
      return MqttConfig.OFF.every();
    }
    return every.toString().equals("0")
        ? Duration.ZERO
        : HubConfigReader.duration(new JsonObject().put("every", every), "every");
  }

  /** YAML reads off as false. */
  private static @Nullable String discovery(Object prefix) {
    return prefix.equals(false) || prefix.equals("off") ? null : prefix.toString();
  }
}
