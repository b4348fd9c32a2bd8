package io.sunherd.web;

import io.sunherd.access.SetupCode;
import io.sunherd.extract.Archive;
import io.sunherd.web.gate.Doorway;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the site: what is served, and where.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param origins the web origins that may read from other sites ({@code *} for every one); none
 *     switches CORS off
 * @param certificate a PEM file with the certificate chain; with {@code key} it makes the site
 *     https
 * @param key the PEM file of the certificate's private key
 * @param inverters the ids of the inverters as configured; the first is the default
 * @param parts the names of the parts of the hub that must report health before it is ready
 * @param webroot the folder with the pages
 * @param users the users file; while it is missing no change is allowed
 * @param usersOnly whether reading, too, is for users only
 * @param history the history, or null where there is none
 * @param doorway the host names it has, and the proxies it trusts
 * @param code the file that keeps the code for the set-up from other machines
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
    boolean usersOnly,
    @Nullable Archive history,
    Doorway doorway,
    Path code) {

  public Site {
    // A certificate without a key, or a key alone, must not silently mean a site without
    // encryption.
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("http.tls needs both a certificate and its key.");
    }
    origins = List.copyOf(origins);
    inverters = List.copyOf(inverters);
    parts = List.copyOf(parts);
  }

  /** A site with defaults for everything else. */
  public Site(
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
    this(
        host,
        port,
        origins,
        certificate,
        key,
        inverters,
        parts,
        webroot,
        users,
        usersOnly,
        null,
        Doorway.USUAL,
        users.resolveSibling(SetupCode.NAME));
  }

  /** The same site with other inverters, and the parts that belong to them. */
  public Site with(List<String> otherInverters, List<String> otherParts) {
    return with(otherInverters, otherParts, history, doorway);
  }

  /** The same site with a history. */
  public Site with(Archive kept) {
    return with(inverters, parts, kept, doorway);
  }

  /** The same site with another doorway. */
  public Site behind(Doorway other) {
    return with(inverters, parts, history, other);
  }

  private Site with(
      List<String> units, List<String> needed, @Nullable Archive kept, Doorway through) {
    return new Site(
        host,
        port,
        origins,
        certificate,
        key,
        units,
        needed,
        webroot,
        users,
        usersOnly,
        kept,
        through,
        code);
  }
}
