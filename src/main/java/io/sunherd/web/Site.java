package io.sunherd.web;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is served, and where.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param origins the web origins that may read from other sites ({@code *} for every one); none
 *     switches CORS off
 * @param certificate a PEM file with the certificate chain; with {@code key} it makes the site
 *     https
 * @param key the PEM file of the certificate's private key
 * @param inverters the ids of the inverters as configured; the first is the default
 * @param parts the names of the parts of the hub that must report well before it is ready
 * @param webroot the folder with the pages
 * @param users the users file; while it is missing nobody may change anything
 * @param usersOnly whether reading, too, is for users only
 */
public record Site(
    String host,
    int port,
    List<String> origins,
    @Nullable String certificate,
    @Nullable String key,
    List<String> inverters,
    List<String> parts,
    Path webroot,
    Path users,
    boolean usersOnly) {

  public Site {
    // Half of it must not quietly mean a site without encryption.
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("http.tls needs both a certificate and its key.");
    }
    origins = List.copyOf(origins);
    inverters = List.copyOf(inverters);
    parts = List.copyOf(parts);
  }
}
