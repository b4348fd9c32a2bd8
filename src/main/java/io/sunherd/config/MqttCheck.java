package io.sunherd.config;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the schema cannot say of mqtt. Sentences never show a URL, which may hold a password.
 * Skips values of a wrong type: the schema check reports them.
 */
final class MqttCheck {
  private static final KeyPath MQTT = KeyPath.ROOT.child("mqtt");
  private static final int LAST_PORT = 65_535;

  private final JsonObject mqtt;
  private final Mistakes mistakes;

  private MqttCheck(JsonObject mqtt, Mistakes mistakes) {
    this.mqtt = mqtt;
    this.mistakes = mistakes;
  }

  static void check(JsonObject configuration, Mistakes mistakes) {
    if (configuration.getValue(MQTT.last()) instanceof JsonObject mqtt) {
      new MqttCheck(mqtt, mistakes).check();
    }
  }

  private void check() {
    URI url = url();
    if (mqtt.getValue("url") instanceof String && url == null) {
      mistakes.add(
          MQTT.child("url"),
          "this value is not allowed: write mqtt://HOST or mqtts://HOST, with :PORT where it is not"
              + " 1883 or 8883, and without a user or a path.");
    }
    if (mqtt.containsKey("password-file") && !mqtt.containsKey("user")) {
      mistakes.add(MQTT, "a password-file is given without a user: write the name to log in with.");
    }
    if (Boolean.TRUE.equals(mqtt.getValue("discovery"))) {
      mistakes.add(
          MQTT.child("discovery"),
          "true is not allowed: write a prefix such as homeassistant, or off.");
    }
    if (mqtt.getValue("tls") instanceof JsonObject tls && !tls.isEmpty()) {
      tls(tls, url);
    }
  }

  private void tls(JsonObject tls, @Nullable URI url) {
    KeyPath path = MQTT.child("tls");
    if (url != null && url.getScheme().equals(MqttConfig.PLAIN)) {
      mistakes.add(
          path, "the url begins with mqtt://, which is not encrypted: write mqtts:// in it.");
    }
    if (tls.containsKey("cert") != tls.containsKey("key")) {
      mistakes.add(
          path,
          tls.containsKey("cert")
              ? "there is no key for the cert: write the path of its private key, a PEM file."
              : "there is no cert for the key: write the path of its certificate, a PEM file.");
    }
  }

  /** The URL; null where it is none, or not of a broker. */
  private @Nullable URI url() {
    try {
      URI url = new URI(String.valueOf(mqtt.getValue("url")));
      String scheme = url.getScheme();
      boolean isBroker = MqttConfig.PLAIN.equals(scheme) || MqttConfig.ENCRYPTED.equals(scheme);
      boolean isPlace =
          url.getHost() != null
              && url.getUserInfo() == null
              && url.getQuery() == null
              && url.getFragment() == null
              && (url.getPath().isEmpty() || url.getPath().equals("/"));
      boolean isPort = url.getPort() != 0 && url.getPort() <= LAST_PORT;
      return isBroker && isPlace && isPort ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
