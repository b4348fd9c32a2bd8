package io.sunherd.mqtt.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority that only its makers trust, and the certificates it gives. */
final class CertificateAuthority {
  private static final String PASSWORD = "secret";

  private final Path folder;
  private final String name;

  /** The authority's own certificate, PEM. */
  final Path pem;

  /**
   * A certificate with its key.
   *
   * @param cert PEM
   * @param key PEM
   */
  record Issued(Path cert, Path key) {}

  CertificateAuthority(Path folder, String name) throws Exception {
    this.folder = folder;
    this.name = name;
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "bc:c",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store(name));
    pem = write(name + ".pem", pem("CERTIFICATE", certificate(name).getEncoded()));
  }

  /** Gives a certificate for a host. */
  Issued issue(String host) throws Exception {
    String store = host + "-" + name;
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + host,
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store(store));
    Path request = folder.resolve(store + ".csr");
    Path signed = folder.resolve(store + ".crt");
    keytool("-certreq", "-file", request.toString(), "-keystore", store(store));
    String kind = host.matches("[0-9.]+") ? "ip:" : "dns:";
    keytool(
        "-gencert",
        "-infile",
        request.toString(),
        "-outfile",
        signed.toString(),
        "-ext",
        "SAN=" + kind + host,
        "-rfc",
        "-validity",
        "2",
        "-keystore",
        store(name));
    return new Issued(signed, write(store + ".key", pem("PRIVATE KEY", key(store).getEncoded())));
  }

  private String store(String of) {
    return folder.resolve(of + ".p12").toString();
  }

  private KeyStore keys(String of) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(Path.of(store(of)).toFile(), PASSWORD.toCharArray());
  }

  private Certificate certificate(String of) throws IOException, GeneralSecurityException {
    return keys(of).getCertificate("mykey");
  }

  private Key key(String of) throws IOException, GeneralSecurityException {
    return keys(of).getKey("mykey", PASSWORD.toCharArray());
  }

  private Path write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text);
  }

  private static String pem(String what, byte[] bytes) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
  }

  private static void keytool(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words));
    command.addAll(List.of("-storepass", PASSWORD));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new AssertionError(command + ": " + said);
    }
  }
}
