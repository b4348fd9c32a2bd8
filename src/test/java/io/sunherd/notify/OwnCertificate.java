package io.sunherd.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate that only its makers trust, for localhost.
 *
 * @param store the key and the certificate, PKCS12
 * @param pem the certificate alone
 */
record OwnCertificate(Path store, Path pem) {
  static final String PASSWORD = "secret";

  static OwnCertificate in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -keyalg EC -alias hub -dname CN=localhost -validity 2"
                        + " -ext SAN=dns:localhost -storetype PKCS12 -storepass "
                        + PASSWORD
                        + " -keystore "
                        + store)
                    .split(" "))
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new AssertionError(said);
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(keys.getCertificate("hub").getEncoded());
    Path pem =
        Files.writeString(
            folder.resolve("cert.pem"),
            "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    return new OwnCertificate(store, pem);
  }
}
