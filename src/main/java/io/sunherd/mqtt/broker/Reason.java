package io.sunherd.mqtt.broker;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.sunherd.config.MqttConfig;
import io.vertx.mqtt.MqttConnectionException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no connection.
 *
 * @param sentence what is wrong and what to do; no secret
 * @param isRefused whether the broker was there, and refused
 * @param isTooLarge whether it sent what is not read
 */
record Reason(String sentence, boolean isRefused, boolean isTooLarge) {
  Reason(String sentence, boolean isRefused) {
    this(sentence, isRefused, false);
  }

  /** An attempt to connect has come to this. */
  static Reason of(Throwable failure, MqttConfig config) {
    if (failure instanceof TimeoutException) {
      return silent(config);
    }
    return isClosed(failure) ? closed(config) : unconnected(failure, config);
  }

  private static Reason unconnected(Throwable failure, MqttConfig config) {
    String place = place(config);
    if (failure instanceof MqttConnectionException refusal) {
      return new Reason(refused(refusal.code(), place), true);
    }
    FileSystemException file = find(failure, FileSystemException.class);
    if (file != null) {
      return new Reason(
          "The file " + file.getFile() + " cannot be read: check tls under mqtt.", false);
    }
    if (find(failure, UnknownHostException.class) != null) {
      return new Reason("There is no host " + config.host() + ": check url under mqtt.", false);
    }
    SSLException tls = find(failure, SSLException.class);
    if (tls != null) {
      return new Reason(encrypted(tls, place), true);
    }
    if (find(failure, ConnectException.class) != null) {
      return new Reason(
          "Nothing answers at " + place + ": start the broker, or correct url under mqtt.", false);
    }
    if (isUnfit(failure)) {
      return new Reason(
          "What tls under mqtt names cannot be used: ca and cert must be certificates, and key a"
              + " private key, in PEM ("
              + words(failure)
              + ").",
          false);
    }
    return new Reason(
        "There is no connection to the broker at " + place + ": " + words(failure) + ".", false);
  }

  /** Whether a file of tls is not what it should be: that is found before there is a connection. */
  private static boolean isUnfit(Throwable failure) {
    return words(failure).contains("-----BEGIN ")
        || find(failure, GeneralSecurityException.class) != null;
  }

  /** The broker has not answered in time. */
  private static Reason silent(MqttConfig config) {
    return new Reason(
        "The broker at "
            + place(config)
            + " does not answer: look whether it runs, and what is between.",
        false);
  }

  /** Whether a connection that stood was closed before anything was said. */
  private static boolean isClosed(Throwable failure) {
    boolean isReset = failure instanceof SocketException && !(failure instanceof ConnectException);
    return isReset || "Closed".equals(failure.getMessage());
  }

  private static Reason closed(MqttConfig config) {
    return new Reason(
        place(config)
            + " closes the connection without an answer: look whether a broker is there, and"
            + (config.isEncrypted() ? " whether it wants a certificate." : " whether it is mqtts."),
        true);
  }

  /**
   * A connection that stood is over.
   *
   * @param mishap what was heard of it last
   */
  static Reason broken(@Nullable Throwable mishap, MqttConfig config) {
    if (mishap != null && find(mishap, DecoderException.class) != null) {
      return new Reason(
          "The broker at "
              + place(config)
              + " sends a message larger than "
              + ClientAccess.LARGEST_MB
              + " MB, or a damaged one, which the hub does not read: clear it there, a topic below "
              + config.base()
              + " that ends with /set.",
          true,
          true);
    }
    return new Reason("The connection to the broker at " + place(config) + " was lost.", false);
  }

  /**
   * The connection stands because there is no subscription to where something too large is kept.
   */
  static String deaf(MqttConfig config) {
    return "Somebody keeps a message larger than "
        + ClientAccess.LARGEST_MB
        + " MB, or a damaged one, below "
        + config.base()
        + " at a topic that ends with /set: clear it there; until then no orders are taken over MQTT.";
  }

  static Reason unread(String passwordFile) {
    return new Reason(
        "The password file " + passwordFile + " cannot be read: check password-file under mqtt.",
        false);
  }

  static String place(MqttConfig config) {
    return config.host() + ":" + config.port();
  }

  private static String refused(MqttConnectReturnCode code, String place) {
    return switch (code) {
      case CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD, CONNECTION_REFUSED_NOT_AUTHORIZED ->
          "The broker at "
              + place
              + " does not let the hub in: check user and password-file under mqtt, and what the"
              + " broker allows this user.";
      case CONNECTION_REFUSED_SERVER_UNAVAILABLE ->
          "The broker at " + place + " takes no connections now: look at its log.";
      case CONNECTION_REFUSED_IDENTIFIER_REJECTED ->
          "The broker at " + place + " does not take the hub's client id: look at its log.";
      case CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION ->
          "The broker at " + place + " does not speak MQTT 3.1.1: take another one.";
      default -> "The broker at " + place + " refuses the connection: look at its log.";
    };
  }

  private static String encrypted(SSLException failure, String place) {
    String words = words(failure);
    if (find(failure, CertPathBuilderException.class) != null) {
      return "The certificate of "
          + place
          + " is of an authority that is not trusted: name the authority's certificate in tls.ca"
          + " under mqtt.";
    }
    CertificateException wrong = find(failure, CertificateException.class);
    if (wrong != null) {
      return "The certificate of " + place + " does not fit: " + words(wrong) + ".";
    }
    return words.contains("certificate") || words.contains("unknown_ca")
        ? place
            + " does not take the hub's certificate ("
            + words
            + "): check tls.cert and tls.key under mqtt."
        : "No encrypted connection to "
            + place
            + " ("
            + words
            + "): look whether it speaks TLS at this port.";
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 10; depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = at.getCause();
    }
    return null;
  }

  private static String words(Throwable failure) {
    String text = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    return text.lines().findFirst().orElse("").replaceAll("[.]+$", "");
  }
}
