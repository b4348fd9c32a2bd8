package io.sunherd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate that only its makers trust.
 *
 * @param store the key and the certificate, PKCS12
 * @param pem the certificate alone
 * @param key the key alone, PEM
 */
public record OwnCertificate(Path store, Path pem, Path key) {
  /** Opens the store. */
  public static final String PASSWORD = "secret";

  /** Makes one for localhost. */
  public static OwnCertificate in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    return in(folder, "localhost");
  }

  /** Makes one for a host, in place of the one that is in the folder. */
  public static OwnCertificate in(Path folder, String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    Files.deleteIfExists(store);
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -keyalg EC -alias hub -validity 2 -storetype PKCS12"
                        + (" -dname CN=" + host + " -ext SAN=dns:" + host)
                        + (" -storepass " + PASSWORD + " -keystore " + store))
                    .split(" "))
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new AssertionError(said);
    }
    char[] password = PASSWORD.toCharArray();
    KeyStore keys = KeyStore.getInstance(store.toFile(), password);
    return new OwnCertificate(
        store,
        write(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("hub").getEncoded()),
        write(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("hub", password).getEncoded()));
  }

  private static Path write(Path file, String kind, byte[] content) throws IOException {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
  }
}
