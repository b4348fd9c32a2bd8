package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hub in a process of its own, on any free port, and all that it prints. */
final class HubProcess implements AutoCloseable {
  private static final Pattern SERVES = Pattern.compile("Sunherd serves .* on (http://\\S+)/");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> lines = new ArrayList<>();
  private final Process process;
  private final Thread reader;
  private boolean isOver;

  /** Starts it, with these variables besides those of this process. */
  HubProcess(ProcessBuilder builder, Map<String, String> environment) throws IOException {
    builder.environment().put("SUNHERD_HTTP_PORT", "0");
    builder.environment().putAll(environment);
    process = builder.redirectErrorStream(true).start();
    reader = new Thread(this::read, "hub's output");
    reader.start();
  }

  private void read() {
    try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
      told.lines().forEach(this::take);
    } catch (UncheckedIOException | IOException e) {
      take("(its output broke off: " + e.getMessage() + ")");
    }
    synchronized (this) {
      isOver = true;
      notifyAll();
    }
  }

  private synchronized void take(String line) {
    lines.add(line);
    notifyAll();
  }

  /** All that it printed so far. */
  synchronized String said() {
    return String.join("\n", lines);
  }

  /** Waits for a line in which this is found. */
  synchronized Matcher await(Pattern wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    for (int next = 0; ; ) {
      for (; next < lines.size(); next++) {
        Matcher found = wanted.matcher(lines.get(next));
        if (found.find()) {
          return found;
        }
      }
      assertTrue(!isOver && System.nanoTime() < end, "no " + wanted + " in:\n" + said());
      TimeUnit.SECONDS.timedWait(this, 1);
    }
  }

  /** Where it is served, once it is: {@code http://127.0.0.1:PORT}. */
  String url() throws InterruptedException {
    return await(SERVES).group(1);
  }

  /** A request to it, to be completed. */
  HttpRequest.Builder to(String path) throws InterruptedException {
    return HttpRequest.newBuilder(URI.create(url() + path));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  /** The same; its answer, or that none came, is to come. */
  CompletableFuture<HttpResponse<String>> begin(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path).build());
  }

  /** A path as this hub sees it, for it may have file systems of its own. */
  Path seen(Path path) {
    return Path.of("/proc/" + process.pid() + "/root" + path.toAbsolutePath());
  }

  /** Waits until one of its parts is as wanted, and tells how it is then. */
  String part(String name, Predicate<String> wanted) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      String told =
          new JsonObject(get("/health/ready").body()).getJsonObject("parts").getString(name);
      if (wanted.test(told)) {
        return told;
      }
      assertTrue(System.nanoTime() < end, name + " is: " + told + "\n" + said());
      Respite.take();
    }
  }

  /** Ends it as a service manager does, and waits until it is over. */
  int end() throws InterruptedException {
    tellToEnd();
    return exit();
  }

  /** Tells it to end as a service manager does, and does not wait. */
  void tellToEnd() {
    process.toHandle().destroy(); // which, unlike that of Process, leaves its output to be read
  }

  /** Waits until it ends by itself. */
  int exit() throws InterruptedException {
    reader.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), () -> "it does not end:\n" + said());
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
