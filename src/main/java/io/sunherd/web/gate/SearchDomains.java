package io.sunherd.web.gate;

import io.sunherd.web.http.Authority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The search domains of this machine, in which names without a dot are looked up. They come from
 * its network, which may start after the hub. Read on demand, at most every ten seconds, off the
 * event loop.
 */
public final class SearchDomains {
  /** The file in which Linux has them. */
  static final Path USUAL = Path.of("/etc/resolv.conf");

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Vertx vertx;
  private final Path file;
  private final LongSupplier nanos;
  private @Nullable List<String> known;
  private @Nullable Future<List<String>> looking;
  private long looked;

  /**
   * @param nanos the monotonic clock
   */
  public SearchDomains(Vertx vertx, Path file, LongSupplier nanos) {
    this.vertx = vertx;
    this.file = file;
    this.nanos = nanos;
  }

  /** The domains; none where there is no such file. Never fails. */
  Future<List<String>> now() {
    List<String> last = known;
    if (last != null && nanos.getAsLong() - looked < PAUSE_NANOS) {
      return Future.succeededFuture(last);
    }
    Future<List<String>> running = looking;
    if (running != null) {
      return running;
    }
    Future<List<String>> look = vertx.executeBlocking(() -> read(file), false).map(this::take);
    looking = look;
    return look.onComplete(over -> looking = null);
  }

  private List<String> take(List<String> found) {
    known = found;
    looked = nanos.getAsLong();
    return found;
  }

  private static List<String> read(Path file) {
    try {
      return of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return List.of(); // a machine without a resolver has none
    }
  }

  /** The domains in a text: the last line that lists them counts, and the root is left out. */
  static List<String> of(String text) {
    List<String> domains = List.of();
    for (String line : text.lines().toList()) {
      String[] words = line.strip().split("\\s+");
      if (words[0].equals("search") || words[0].equals("domain")) {
        domains =
            Stream.of(words)
                .skip(1)
                .map(domain -> Authority.withoutDot(domain.toLowerCase(Locale.ROOT)))
                .filter(Hosts::isName)
                .toList();
      }
    }
    return domains;
  }
}
