package io.sunherd.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.sunherd.OwnCertificate;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.TargetState;
import io.sunherd.config.Notice;
import io.sunherd.notify.TestRun.Result;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Vertx;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(120)
@ProcessTests
@Isolated("The server takes its certificate from system properties.")
@DisplayName("By mail")
class MailTargetTest {
  private static final String STORE = "greenmail.tls.keystore.file";
  private static final String STORE_PASSWORD = "greenmail.tls.keystore.password";
  private static final String KEY_PASSWORD = "greenmail.tls.key.password";
  private static final String USER = "hub";
  private static final String PASSWORD = "correct horse";

  @TempDir private static Path shared;
  private static OwnCertificate certificate;

  @TempDir private Path folder;
  private GreenMail server;
  private Path password;

  /** Once: the server keeps the certificate that it has had first. */
  @BeforeAll
  static void certify() throws Exception {
    certificate = OwnCertificate.in(shared);
    System.setProperty(STORE, certificate.store().toString());
    System.setProperty(STORE_PASSWORD, OwnCertificate.PASSWORD);
    System.setProperty(KEY_PASSWORD, OwnCertificate.PASSWORD);
  }

  @AfterAll
  static void forget() {
    System.clearProperty(STORE);
    System.clearProperty(STORE_PASSWORD);
    System.clearProperty(KEY_PASSWORD);
  }

  @BeforeEach
  void start() throws Exception {
    password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS),
              new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP)
            });
    server.start();
    server.setUser("ann@example.org", USER, PASSWORD);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Notice notice(String smtp, String ca) {
    return new Notice(
        List.of(
            new Notice.Target(
                new Notice.Mail(
                    URI.create(smtp),
                    "hub@example.org",
                    List.of("ann@example.org"),
                    USER,
                    password.toString(),
                    ca),
                List.of(),
                "info",
                Duration.ZERO)),
        null);
  }

  private String smtps() {
    return "smtps://localhost:" + server.getSmtps().getPort();
  }

  private Result test(String smtp, String ca) {
    Vertx vertx = Vertx.vertx();
    try {
      return TestRun.of(vertx, notice(smtp, ca), "0123456789ab", ZoneOffset.UTC).await().get(0);
    } finally {
      vertx.close().await();
    }
  }

  @Test
  @DisplayName("an alarm comes as a mail with a subject, over TLS, by a user")
  void alarm() throws Exception {
    try (NotifyRig rig =
        new NotifyRig(
            notice(smtps(), certificate.pem().toString()), folder, Duration.ofSeconds(60))) {
      rig.publish(Raised.alarm("f1", AlarmKind.FAULT, "roof-1"));
      rig.advance(Duration.ofSeconds(10));
      assertNull(rig.await(state -> state.sent() + state.failed() == 1).trouble());
      assertTrue(server.waitForIncomingEmail(60_000, 1));
      MimeMessage mail = server.getReceivedMessages()[0];
      assertEquals("Sunherd: fault at roof-1", mail.getSubject());
      assertEquals("hub@example.org", mail.getFrom()[0].toString());
      assertTrue(GreenMailUtil.getBody(mail).contains("It says"), GreenMailUtil.getBody(mail));
      assertTrue(mail.getMessageID().contains(".f1-raised.sunherd@example.org"));
    }
  }

  @Test
  @DisplayName("nothing is told to a server without TLS, or whose certificate nobody trusts")
  void insecure() {
    String plain =
        test("smtp://localhost:" + server.getSmtp().getPort(), certificate.pem().toString())
            .trouble();
    assertTrue(plain.contains("TLS"), plain);
    String strange = test(smtps(), null).trouble();
    assertTrue(strange.startsWith("localhost cannot be reached: "), strange);
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  @DisplayName("a wrong password is told without it, and a missing file, too")
  void wrongPassword() throws Exception {
    Files.writeString(password, "incorrect donkey");
    String wrong = test(smtps(), certificate.pem().toString()).trouble();
    assertTrue(wrong.startsWith("localhost "), wrong);
    assertTrue(!wrong.contains("donkey"), wrong);
    Files.delete(password);
    assertEquals(
        "The password file " + password + " cannot be read: check it.",
        test(smtps(), certificate.pem().toString()).trouble());
  }

  @Test
  @DisplayName("a server has the ten minutes that the standard asks for to look through a mail")
  void patient() {
    assertEquals(Duration.ofMinutes(10), Patience.USUAL.mail());
  }

  @Test
  @DisplayName("a server that never greets has nothing: it is tried again")
  void silent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        NotifyRig rig = new NotifyRig(plain(silent), folder, Duration.ofMillis(300))) {
      rig.publish(Raised.alarm("f1", AlarmKind.FAULT, "roof-1"));
      rig.advance(Duration.ofSeconds(10));
      TargetState state = rig.await(one -> one.failed() == 1);
      assertEquals("127.0.0.1 cannot be reached: it has not answered in time.", state.trouble());
      assertEquals(1, state.waiting());
      assertEquals(0, state.dropped());
    }
  }

  @Test
  @DisplayName("a server that says nothing for the whole time may have it: it is not sent again")
  void mute() throws Exception {
    Duration patience = Duration.ofSeconds(1);
    while (!isMute(patience)) { // a slow machine gave up before the mail was there
      patience = patience.multipliedBy(3);
    }
  }

  /** Sends to a server that takes a mail and falls silent; false where it was not sent by then. */
  private boolean isMute(Duration patience) throws Exception {
    Path own = Files.createTempDirectory(folder, "mute");
    try (SecureServer server = new SecureServer(certificate);
        NotifyRig rig = new NotifyRig(secure(server), own, patience)) {
      rig.publish(Raised.alarm("f1", AlarmKind.FAULT, "roof-1"));
      rig.advance(Duration.ofSeconds(10));
      try {
        server.takeMail();
      } catch (IOException e) {
        return false;
      }
      TargetState state = rig.await(one -> one.failed() == 1);
      assertEquals(
          "localhost has not answered in time: whether it has taken it is not known.",
          state.trouble());
      assertEquals(0, state.waiting());
      assertEquals(0, state.dropped());
      return true;
    }
  }

  @Test
  @DisplayName(
      "a server that breaks off after it was sent a mail may have it: it is not sent again")
  void breaksOff() throws Exception {
    try (SecureServer server = new SecureServer(certificate);
        NotifyRig rig = new NotifyRig(secure(server), folder, Duration.ofSeconds(60))) {
      rig.publish(Raised.alarm("f1", AlarmKind.FAULT, "roof-1"));
      rig.advance(Duration.ofSeconds(10));
      server.takeMail();
      server.hangUp();
      TargetState state = rig.await(one -> one.failed() == 1);
      String trouble = String.valueOf(state.trouble());
      assertTrue(trouble.startsWith("localhost broke off: "), trouble);
      assertTrue(trouble.endsWith(": whether it has taken it is not known."), trouble);
      assertEquals(1, state.unsure());
      assertEquals(0, state.waiting());
    }
  }

  @Test
  @DisplayName("an answer that is none of the protocol may be a yes: it is not sent again")
  void oddAnswer() throws Exception {
    try (SecureServer server = new SecureServer(certificate);
        NotifyRig rig = new NotifyRig(secure(server), folder, Duration.ofSeconds(60))) {
      rig.publish(Raised.alarm("f1", AlarmKind.FAULT, "roof-1"));
      rig.advance(Duration.ofSeconds(10));
      server.takeMail();
      server.answer("199 well");
      TargetState state = rig.await(one -> one.failed() == 1);
      assertEquals(1, state.unsure(), state.toString());
      assertEquals(0, state.waiting());
    }
  }

  @Test
  @DisplayName("where TLS fails after a mail was taken, somebody may have it: it is not sent again")
  void tlsBreaks() throws Exception {
    try (SecureServer server = new SecureServer(certificate);
        NotifyRig rig = new NotifyRig(secure(server), folder, Duration.ofSeconds(60))) {
      rig.publish(Raised.alarm("f1", AlarmKind.FAULT, "roof-1"));
      rig.advance(Duration.ofSeconds(10));
      server.takeMail();
      server.sayNonsense();
      TargetState state = rig.await(one -> one.failed() == 1);
      String trouble = String.valueOf(state.trouble());
      assertTrue(trouble.startsWith("localhost broke off: "), trouble);
      assertTrue(trouble.endsWith(": whether it has taken it is not known."), trouble);
      assertEquals(0, state.waiting());
    }
  }

  @Test
  @DisplayName("a server that resets the connection before it has a mail is tried again")
  void reset() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        NotifyRig rig = new NotifyRig(plain(listening), folder, Duration.ofSeconds(60))) {
      rig.publish(Raised.alarm("f1", AlarmKind.FAULT, "roof-1"));
      rig.advance(Duration.ofSeconds(10));
      try (Socket socket = listening.accept()) {
        socket.getOutputStream().write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
        assertTrue(socket.getInputStream().read() >= 0);
        socket.setSoLinger(true, 0);
      }
      TargetState state = rig.await(one -> one.failed() == 1);
      assertTrue(state.trouble().startsWith("127.0.0.1 broke off: "), state.trouble());
      assertEquals(0, state.unsure());
      assertEquals(1, state.waiting());
    }
  }

  @Test
  @DisplayName("a network that is not there is told as such")
  void noNetwork() {
    String trouble = test("smtps://224.0.0.1:465", null).trouble(); // no TCP ever goes to a group
    assertTrue(trouble.startsWith("224.0.0.1 cannot be reached: "), trouble);
  }

  private Notice secure(SecureServer server) {
    return notice("smtps://localhost:" + server.port(), certificate.pem().toString());
  }

  private Notice plain(ServerSocket listening) {
    return notice("smtp://127.0.0.1:" + listening.getLocalPort(), null);
  }
}
