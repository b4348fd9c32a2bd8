package io.sunherd.notify;

import io.sunherd.config.Notice;
import io.sunherd.notify.SendFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends mail by a server that speaks TLS; to one that does not, nothing is told. The password is
 * read anew for each message, so that its file may change.
 */
final class MailSender implements Sender {
  private static final int TLS_PORT = 465;
  private static final int STARTTLS_PORT = 587;
  private static final int CONNECT_MS = 10_000;

  private final Vertx vertx;
  private final Notice.Mail mail;
  private final long answerMs;

  /**
   * @param answerMs how long an answer may take
   */
  MailSender(Vertx vertx, Notice.Mail mail, long answerMs) {
    this.vertx = vertx;
    this.mail = mail;
    this.answerMs = answerMs;
  }

  @Override
  public Future<Void> send(Letter letter, Wording wording) {
    return password().compose(password -> send(message(letter, wording), password));
  }

  private Future<Void> send(Mail message, @Nullable String password) {
    long begunNs = System.nanoTime();
    MailClient client = MailClient.create(vertx, config(password));
    return client
        .sendMail(message)
        .<Void>mapEmpty()
        .recover(e -> Future.failedFuture(failure(e, message, System.nanoTime() - begunNs)))
        .eventually(client::close);
  }

  private Future<@Nullable String> password() {
    String file = mail.passwordFile();
    if (file == null) {
      return Future.succeededFuture(null);
    }
    return vertx
        .fileSystem()
        .readFile(file)
        .<@Nullable String>map(read -> read.toString().strip())
        .recover(
            e ->
                Future.failedFuture(
                    new SendFailure(
                        Kind.BUSY, "The password file " + file + " cannot be read: check it.")));
  }

  private MailConfig config(@Nullable String password) {
    boolean isTls = mail.smtp().getScheme().equals("smtps");
    int port = mail.smtp().getPort();
    MailConfig config = new MailConfig();
    config.setHostname(mail.smtp().getHost());
    config.setPort(port >= 0 ? port : isTls ? TLS_PORT : STARTTLS_PORT);
    config.setSsl(isTls);
    config.setStarttls(isTls ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED);
    config.setHostnameVerificationAlgorithm("HTTPS");
    config.setKeepAlive(false);
    config.setConnectTimeout(CONNECT_MS);
    config.setIdleTimeout((int) answerMs);
    config.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    String ca = mail.ca();
    if (ca != null) {
      config.setTrustOptions(new PemTrustOptions().addCertPath(ca));
    }
    config.setLogin(password == null ? LoginOption.DISABLED : LoginOption.REQUIRED);
    if (password != null) {
      config.setUsername(mail.user()).setPassword(password);
    }
    return config;
  }

  private Mail message(Letter letter, Wording wording) {
    String domain = mail.from().substring(mail.from().indexOf('@') + 1);
    Mail message = new Mail();
    message
        .setFrom(mail.from())
        .setTo(mail.to())
        .setSubject(wording.title(letter))
        .setText(wording.text(letter) + "\n")
        .addHeader(
            "Message-ID", "<" + wording.hub() + "." + letter.id() + ".sunherd@" + domain + ">");
    return message;
  }

  /**
   * Whether a connection never stood. What the network says to an attempt to connect, as that there
   * is none, is told with the address and with itself as the cause; what it says later is not.
   */
  private static boolean isBefore(Throwable e) {
    return e instanceof SocketException && e.getCause() instanceof SocketException;
  }

  /** Whether TLS failed, whatever has wrapped that. */
  private static boolean isOfTls(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(SSLException.class::isInstance);
  }

  private SendFailure failure(Throwable e, Mail message, long tookNs) {
    String host = mail.smtp().getHost();
    if (e instanceof SMTPException said) {
      return answered(host, said, message.isBegun());
    }
    // An idle connection is closed by this side, and the client does not tell that from a break.
    boolean isLate = tookNs >= TimeUnit.MILLISECONDS.toNanos(answerMs);
    return message.isBegun() ? after(host, e, isLate) : before(host, e, isLate);
  }

  /** Nobody has the mail. */
  private static SendFailure before(String host, Throwable e, boolean isLate) {
    boolean isUnreached =
        e instanceof ConnectException
            || e instanceof UnknownHostException
            || e instanceof NoRouteToHostException
            || isOfTls(e)
            || isBefore(e);
    if (isUnreached || isLate) {
      return new SendFailure(
          Kind.UNREACHED,
          host
              + " cannot be reached: "
              + (isUnreached ? HttpPost.reason(e) : "it has not answered in time")
              + ".");
    }
    return new SendFailure(Kind.BROKEN, host + " broke off: " + HttpPost.reason(e) + ".");
  }

  /** Somebody may have the mail. */
  private static SendFailure after(String host, Throwable e, boolean isLate) {
    return HttpPost.unsure(
        host + (isLate ? " has not answered in time" : " broke off: " + HttpPost.reason(e)));
  }

  private static SendFailure answered(String host, SMTPException said, boolean isBegun) {
    String what = host + " answered " + said.getReplyCode() + ": " + HttpPost.reason(said);
    if (said.isPermanent()) {
      return new SendFailure(Kind.REFUSED, what + ".");
    }
    return said.isTransient() || !isBegun
        ? new SendFailure(Kind.BUSY, what + ".")
        : HttpPost.unsure(what); // it is no answer that the protocol has
  }

  /**
   * A mail that knows whether a server may have anything of it: the client asks for its text once
   * the server has greeted and taken the user.
   */
  private static final class Mail extends MailMessage {
    private boolean isBegun;

    @Override
    public String getText() {
      isBegun = true;
      return super.getText();
    }

    boolean isBegun() {
      return isBegun;
    }
  }
}
