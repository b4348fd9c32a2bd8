package io.sunherd.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sunherd.line.JsonText;
import io.sunherd.web.Site;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code hub.json} in the run folder: the address of the hub that runs on this machine, for
 * commands typed there.
 *
 * @param pid the hub's process
 * @param url its address, as this machine reaches it
 * @param fingerprint the SHA-256 of its certificate in hex; null without TLS
 */
record RunFile(long pid, URI url, @Nullable String fingerprint) {
  private static final String NAME = "hub.json";
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private static final Path SHARED = Path.of("/run/sunherd");
  private static final String NOBODY = "nobody";
  private static final String SERVICE_USER = "sunherd";
  private static final String FOLDER = "sunherd.run";
  private static final long MOST_BYTES = 4_096;

  /** The file of this process, which serves a site at a port. */
  static RunFile of(Site site, int port) throws IOException, GeneralSecurityException {
    String host = site.host();
    String near = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
    String name = near.indexOf(':') < 0 ? near : "[" + near + "]";
    String certificate = site.certificate();
    return new RunFile(
        ProcessHandle.current().pid(),
        URI.create(
            (certificate == null ? "http://" : "https://")
                + name
                + ":"
                + port
                + site.doorway().basePath()),
        certificate == null ? null : fingerprint(Path.of(certificate)));
  }

  /** The fingerprint of the first certificate in a file; a key and comments may stand before it. */
  private static String fingerprint(Path pem) throws IOException, GeneralSecurityException {
    String text = Files.readString(pem, StandardCharsets.ISO_8859_1);
    String first = text.substring(Math.max(0, text.indexOf(CERTIFICATE)));
    return PinnedCertificate.fingerprint(
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(first.getBytes(StandardCharsets.ISO_8859_1))));
  }

  /**
   * The file of the hub with that process number, if the process is a hub and its file can be
   * trusted.
   */
  static Optional<RunFile> of(long pid) throws IOException {
    return folders().stream()
        .filter(folder -> isOf(pid, folder.resolve(NAME)))
        .flatMap(folder -> read(folder).stream())
        .filter(file -> file.pid == pid)
        .findFirst();
  }

  /**
   * Whether the process belongs to the owner of the file: after a hub was killed, its number may be
   * given to another process.
   */
  private static boolean isOf(long pid, Path file) {
    Object owner = uid(file);
    return !owner.equals(NOBODY) && owner.equals(uid(Path.of("/proc/" + pid)));
  }

  /** Accepts its certificate and no other; null without TLS. */
  @Nullable SSLContext trust() {
    return fingerprint == null ? null : PinnedCertificate.trust(fingerprint);
  }

  private static List<Path> folders() throws IOException {
    String named = System.getProperty(FOLDER);
    if (named != null) {
      return List.of(Path.of(named));
    }
    List<Path> folders = new ArrayList<>(List.of(SHARED));
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    if (runtime != null && Path.of(runtime).isAbsolute()) {
      folders.add(Path.of(runtime, "sunherd"));
    }
    folders.add(Path.of("/tmp/sunherd-" + user()));
    return folders;
  }

  private static Optional<RunFile> read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      boolean isPlain =
          Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
              && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && Files.size(file) <= MOST_BYTES;
      if (!isPlain || !isBelieved(folder) || !isBelieved(file)) {
        return Optional.empty();
      }
      JsonNode told = new ObjectMapper().readTree(file.toFile());
      JsonNode print = told.path("fingerprint");
      URI url = URI.create(told.path("url").asText());
      return url.getHost() == null
          ? Optional.empty()
          : Optional.of(
              new RunFile(
                  told.path("pid").asLong(-1), url, print.isTextual() ? print.asText() : null));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // the hub has just ended, or the file is not of a hub
    }
  }

  /** Whether the folder belongs to root, to this user, or to the user of the service. */
  private static boolean isBelieved(Path path) throws IOException {
    Object owner = uid(path);
    return owner.equals(0)
        || owner.equals(user())
        || Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName().equals(SERVICE_USER);
  }

  private static Object uid(Path path) {
    try {
      return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return NOBODY;
    }
  }

  /** This user's number, from the process's own entry: the link to it belongs to root. */
  private static Object user() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  /**
   * Writes the file into the first run folder that belongs to this user.
   *
   * @return the folder
   * @throws IOException where there is none
   */
  Path leave() throws IOException {
    IOException trouble = new IOException("there is no folder for it");
    for (Path folder : folders()) {
      try {
        write(folder, text());
        return folder;
      } catch (IOException e) {
        trouble = e;
      }
    }
    throw trouble;
  }

  private static void write(Path folder, String text) throws IOException {
    if (Files.notExists(folder)) {
      var mode = folder.equals(SHARED) ? "rwxr-xr-x" : "rwx------";
      Files.createDirectory(
          folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !uid(folder).equals(user())) {
      throw new IOException(folder + " is another's");
    }
    Path fresh = Files.createTempFile(folder, NAME, ".new");
    try {
      Files.writeString(fresh, text);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private String text() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("pid", pid);
    json.put("url", url.toString());
    json.put("fingerprint", fingerprint);
    return JsonText.of(json) + System.lineSeparator();
  }

  /** Removes the file from a folder, unless another hub has written its own there meanwhile. */
  void remove(Path folder) throws IOException {
    if (read(folder).filter(this::equals).isPresent()) {
      Files.deleteIfExists(folder.resolve(NAME));
    }
  }
}
