package io.sunherd.mqtt.broker;

import io.sunherd.config.MqttConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClientOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a client comes to the broker, as it is configured. */
final class ClientAccess {
  static final int CONNECT_MS = 2_500;

  /** The largest message that is read, whoever publishes it. */
  static final int LARGEST_MB = 4;

  private static final int MOST_INFLIGHT = 65_535;
  private static final int KEEP_ALIVE_S = 20;

  private ClientAccess() {}

  /** Without a will; fails where the password file cannot be read. */
  static Future<MqttClientOptions> of(Vertx vertx, MqttConfig config, String clientId) {
    String file = config.passwordFile();
    Future<@Nullable String> password =
        file == null
            ? Future.succeededFuture(null)
            : vertx.fileSystem().readFile(file).map(read -> read.toString().strip());
    return password.map(secret -> options(config, clientId, secret));
  }

  private static MqttClientOptions options(
      MqttConfig config, String clientId, @Nullable String password) {
    MqttClientOptions options = new MqttClientOptions();
    options.setClientId(clientId).setCleanSession(true).setAutoKeepAlive(false);
    options.setKeepAliveInterval(KEEP_ALIVE_S).setMaxInflightQueue(MOST_INFLIGHT);
    options.setMaxMessageSize(LARGEST_MB * 1024 * 1024);
    options.setConnectTimeout(CONNECT_MS);
    if (config.user() != null) {
      options.setUsername(config.user());
    }
    if (password != null) {
      options.setPassword(password);
    }
    if (config.isEncrypted()) {
      encrypt(config.tls(), options);
    }
    return options;
  }

  private static void encrypt(MqttConfig.Files files, MqttClientOptions options) {
    options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
    options.setSslHandshakeTimeout(CONNECT_MS).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    if (files.ca() != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(files.ca()));
    }
    if (files.cert() != null && files.key() != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions().addCertPath(files.cert()).addKeyPath(files.key()));
    }
  }
}
