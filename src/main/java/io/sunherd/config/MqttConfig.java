package io.sunherd.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The broker that the hub tells everything, and how.
 *
 * @param url mqtt or mqtts, with a host; null where there is no MQTT
 * @param user null where the broker wants no login
 * @param passwordFile path of the file with the password, or null
 * @param tls files for an encrypted connection
 * @param base what the hub's topics begin with
 * @param every the least time between two readings of a topic; zero for every reading
 * @param discovery the prefix under which Home Assistant looks for devices; null where it need not
 * @param writes whether settings are changed for whoever the broker lets publish
 */
public record MqttConfig(
    @Nullable URI url,
    @Nullable String user,
    @Nullable String passwordFile,
    Files tls,
    String base,
    Duration every,
    @Nullable String discovery,
    boolean writes) {

  /** There is no MQTT. */
  public static final MqttConfig OFF =
      new MqttConfig(
          null,
          null,
          null,
          new Files(null, null, null),
          "sunherd",
          Duration.ofSeconds(5),
          "homeassistant",
          false);

  static final String PLAIN = "mqtt";
  static final String ENCRYPTED = "mqtts";
  private static final int PLAIN_PORT = 1883;
  private static final int ENCRYPTED_PORT = 8883;

  /**
   * Files for an encrypted connection.
   *
   * @param ca path of the certificate of the authority that is trusted, PEM; null for those of this
   *     machine
   * @param cert path of the hub's own certificate, PEM, or null
   * @param key path of its private key, PEM, or null
   */
  public record Files(@Nullable String ca, @Nullable String cert, @Nullable String key) {}

  /** Whether the connection is encrypted. */
  public boolean isEncrypted() {
    return url != null && ENCRYPTED.equals(url.getScheme());
  }

  /** The broker's name or address; empty where there is none. */
  public String host() {
    String host = url == null ? "" : url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The broker's port. */
  public int port() {
    int port = url == null ? -1 : url.getPort();
    return port >= 0 ? port : isEncrypted() ? ENCRYPTED_PORT : PLAIN_PORT;
  }
}
