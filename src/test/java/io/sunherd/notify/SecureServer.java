package io.sunherd.notify;

import io.sunherd.OwnCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server behind TLS that takes one mail, and what it does after that a test says. */
final class SecureServer implements AutoCloseable {
  private final ServerSocket listening;
  private final SSLContext tls;
  private @Nullable Socket socket;
  private @Nullable SSLSocket secure;

  SecureServer(OwnCertificate certificate) throws IOException, GeneralSecurityException {
    char[] password = OwnCertificate.PASSWORD.toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(certificate.store().toFile(), password), password);
    tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    listening = new ServerSocket(0, 10, InetAddress.getByName("localhost"));
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Takes a connection and a mail, up to the dot behind it; does not say that it has it. */
  void takeMail() throws IOException {
    Socket plain = listening.accept();
    socket = plain;
    SSLSocket fresh =
        (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", port(), false);
    secure = fresh;
    fresh.setUseClientMode(false);
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(fresh.getInputStream(), StandardCharsets.US_ASCII));
    OutputStream out = fresh.getOutputStream();
    say(out, "220 here");
    boolean isMail = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (isMail && line.equals(".")) {
        return;
      }
      if (line.equals("DATA")) {
        isMail = true;
        say(out, "354 go on");
      } else if (line.startsWith("EHLO")) {
        say(out, "250-here\r\n250 AUTH PLAIN");
      } else if (line.startsWith("AUTH")) {
        say(out, "235 yes");
      } else if (!isMail) {
        say(out, "250 yes");
      }
    }
    throw new IOException("The mail was not sent whole.");
  }

  private static void say(OutputStream out, String what) throws IOException {
    out.write((what + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Says what is no TLS. */
  void sayNonsense() throws IOException {
    if (socket != null) {
      say(socket.getOutputStream(), "This is no record of TLS, whatever else it may be.");
    }
  }

  /** Says this as an answer. */
  void answer(String what) throws IOException {
    if (secure != null) {
      say(secure.getOutputStream(), what);
    }
  }

  /** Breaks the connection off. */
  void hangUp() throws IOException {
    if (socket != null) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    if (socket != null) {
      socket.close();
    }
  }
}
